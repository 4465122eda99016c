package org.sluice.dataplane.detect;

/** What a detection engine has done since start. Written by its thread; others may read a value that is a bit old. */
public final class DetectCounters {
    /** Alerts reported. */
    public long alerts;
    /** Alerts past the limit of one packet. */
    public long alertsDiscarded;
    /** Matches that a threshold kept back, or whose rule does not report. */
    public long alertsSuppressed;
    /** Buffers scanned. */
    public long scans;
    /** Bytes scanned. */
    public long scannedBytes;
    /** Packets for which nothing was to be scanned. */
    public long packetsWithoutScan;
    /** Candidate rules. */
    public long candidates;
    /** Candidates whose header fitted. */
    public long evaluations;
    /** Packets with more candidates than are looked at. */
    public long candidateOverflows;
    /** Scans with more matches than are looked at. */
    public long scanOverflows;
    /** Scans that the library refused. */
    public long scanFailures;
    /** Packets with more buffers than are scanned. */
    public long jobOverflows;
    /** Buffers too large to be transformed. */
    public long transformOverflows;
    /** Rules that ran out of their steps. */
    public long ruleBudgetOverruns;
    /** Packets whose rules ran out of steps. */
    public long packetBudgetOverruns;
    /** Regular expressions that ended at a limit: nothing is known of whether they match. */
    public long pcreLimits;
    /** Regular expressions that were shown only a part of a buffer. */
    public long pcreSubjectsCut;
    /** Evaluations skipped because the rule is in quarantine. */
    public long quarantined;
    /** Transactions for which no state was left, or whose state was full. */
    public long transactionStateOverflows;
    /** Entries of the threshold table that had to give way before their time. */
    public long thresholdEvictions;
    /** Entries of the host bit table that had to give way before their time. */
    public long hostBitEvictions;
    /** Packets recorded because a rule's tag was on their flow or host. */
    public long taggedPackets;
    /** Tags that had to give way before their time. */
    public long tagEvictions;
    /** Elements that a full set did not take. */
    public long datasetOverflows;
    /** Times a stream's bytes had to be scanned again because too many rules were waiting for more of it. */
    public long streamRescans;
    /** Transactions of one packet past those that are looked at. */
    public long transactionOverflows;
}
