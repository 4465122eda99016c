package org.sluice.dataplane.detect;

/**
 * Limits of a detection engine. Defaults are Suricata's where it has the same setting; the others bound what one packet
 * may cost.
 */
public final class DetectSettings {
    /** Alerts a packet may have; Suricata's {@code packet-alert-max}. */
    private int packetAlertMax = 15;
    /** Instructions, and 32-byte stretches of searched bytes, that one packet's rules may take: about 0.2 ms. */
    private int packetSteps = 100_000;
    /** The same for one rule; Suricata's {@code inspection-recursion-limit} is 3,000. */
    private int ruleSteps = 10_000;
    /** Candidate rules one packet may have. */
    private int candidates = 4096;
    /** Matches one scanned buffer may give. */
    private int jobMatches = 1024;
    /** Buffers scanned for one packet. */
    private int jobs = 256;
    /** Bytes that one packet's transformed buffers may take. */
    private int transformBytes = 256 * 1024;
    /** Steps one regular expression may take; Suricata's {@code pcre.match-limit}. */
    private int pcreMatchLimit = 3500;
    /** Suricata's {@code pcre.match-limit-recursion}. */
    private int pcreDepthLimit = 1500;
    /** Bytes of a buffer that a regular expression is shown. */
    private int pcreSubjectBytes = 32 * 1024;
    /** Entries of the table of thresholds. */
    private int thresholdEntries = 1 << 16;
    /** Entries of the table of bits of hosts and pairs. */
    private int hostBitEntries = 1 << 15;
    /** Flows and hosts whose packets can be recorded at once, once for each rule that wants it. */
    private int tags = 1 << 12;
    /** Transactions that can have rules waiting for more of them. */
    private int transactionStates = 1 << 13;
    /** Directions of streams in which rules can wait for more of the stream: about 400 bytes each. */
    private int waitingStreams = 1 << 13;
    /**
     * Bytes of a stream before the new ones that rules are shown together with these. Suricata's
     * {@code stream.reassembly.toserver-chunk-size} and {@code toclient-chunk-size}, 2,560, do the same.
     */
    private int streamWindow = 4096;
    /** Budget overruns after which a rule is no longer evaluated. */
    private int quarantineOverruns = 1000;
    /** Where the cost of each rule is kept, or null. */
    private RuleCosts ruleCosts;
    /** Where the time in the pattern matcher is kept, or null. */
    private ScanClock scanClock;
    /** Whether drop and reject rules drop. */
    private boolean ips = true;
    /** {@code Packet.dropReason} for rules. */
    private int dropReason;
    /** {@code Packet.dropReason} for rules whose action a rate_filter changed. */
    private int rateDropReason;

    public int packetAlertMax() {
        return packetAlertMax;
    }

    public DetectSettings packetAlertMax(int alerts) {
        packetAlertMax = alerts;
        return this;
    }

    public int packetSteps() {
        return packetSteps;
    }

    public DetectSettings packetSteps(int steps) {
        packetSteps = steps;
        return this;
    }

    public int ruleSteps() {
        return ruleSteps;
    }

    public DetectSettings ruleSteps(int steps) {
        ruleSteps = steps;
        return this;
    }

    public int candidates() {
        return candidates;
    }

    public int jobMatches() {
        return jobMatches;
    }

    public int jobs() {
        return jobs;
    }

    public int transformBytes() {
        return transformBytes;
    }

    public int pcreMatchLimit() {
        return pcreMatchLimit;
    }

    public DetectSettings pcreMatchLimit(int steps) {
        pcreMatchLimit = steps;
        return this;
    }

    public int pcreDepthLimit() {
        return pcreDepthLimit;
    }

    public int pcreSubjectBytes() {
        return pcreSubjectBytes;
    }

    public int thresholdEntries() {
        return thresholdEntries;
    }

    public int hostBitEntries() {
        return hostBitEntries;
    }

    public int tags() {
        return tags;
    }

    public DetectSettings tags(int most) {
        tags = most;
        return this;
    }

    public int transactionStates() {
        return transactionStates;
    }

    public DetectSettings transactionStates(int states) {
        transactionStates = states;
        return this;
    }

    public int waitingStreams() {
        return waitingStreams;
    }

    public DetectSettings waitingStreams(int directions) {
        waitingStreams = directions;
        return this;
    }

    public int streamWindow() {
        return streamWindow;
    }

    public DetectSettings streamWindow(int bytes) {
        streamWindow = bytes;
        return this;
    }

    public int quarantineOverruns() {
        return quarantineOverruns;
    }

    public DetectSettings quarantineOverruns(int overruns) {
        quarantineOverruns = overruns;
        return this;
    }

    public RuleCosts ruleCosts() {
        return ruleCosts;
    }

    public DetectSettings ruleCosts(RuleCosts costs) {
        ruleCosts = costs;
        return this;
    }

    public ScanClock scanClock() {
        return scanClock;
    }

    public DetectSettings scanClock(ScanClock clock) {
        scanClock = clock;
        return this;
    }

    public boolean ips() {
        return ips;
    }

    public DetectSettings ips(boolean drops) {
        ips = drops;
        return this;
    }

    public int dropReason() {
        return dropReason;
    }

    public DetectSettings dropReason(int reason) {
        dropReason = reason;
        return this;
    }

    public int rateDropReason() {
        return rateDropReason;
    }

    public DetectSettings rateDropReason(int reason) {
        rateDropReason = reason;
        return this;
    }
}
