package org.sluice.dataplane.detect;

import org.sluice.bindings.vectorscan.ScanBatch;
import org.sluice.bindings.vectorscan.Scratch;

/**
 * Collects the buffers of a packet that are to be searched, searches them in one call, and turns hits into candidates.
 */
final class Scanner {
    private final DetectCounters counters;
    private final Scratch scratch = new Scratch();
    private final ScanBatch batch;
    private final int[] groups;
    private final int[] contexts;
    private final int jobs;
    private final ScanClock clock;
    private RuleSet rules;
    private int count;

    Scanner(DetectSettings settings, DetectCounters counters) {
        this.counters = counters;
        jobs = settings.jobs();
        clock = settings.scanClock();
        batch = new ScanBatch(jobs, Math.max(2 * settings.candidates(), settings.jobMatches()), settings.jobMatches());
        groups = new int[jobs];
        contexts = new int[jobs];
    }

    void use(RuleSet rules) {
        this.rules = rules;
        rules.fit(scratch);
    }

    void clear() {
        count = 0;
        batch.clear();
    }

    /** Adds a buffer that is searched with a group's database; its hits belong to that context. */
    void add(int group, int context, long address, int length) {
        int job = batch.add(rules.database(group), address, length);
        if (job < 0) {
            counters.jobOverflows++;
            return;
        }
        groups[job] = group;
        contexts[job] = context;
        count++;
        counters.scannedBytes += length;
    }

    /** Searches, and adds the rules of all hits whose facts fit the packet. */
    void scan(PacketHeader header, Candidates candidates) {
        if (count == 0) {
            return;
        }
        counters.scans += count;
        int matches = clock == null || !clock.isRunning() ? batch.scan(scratch) : timedScan();
        if (matches < 0) {
            counters.scanFailures += count;
            return;
        }
        counters.scanOverflows += batch.overflowed() ? 1 : 0;
        counters.scanFailures += batch.failedJobs();
        for (int i = 0; i < matches; i++) {
            int job = batch.matchJob(i);
            int group = groups[job];
            int pattern = batch.matchPattern(i);
            int to = rules.patternTo(group, pattern);
            for (int at = rules.patternFrom(group, pattern); at < to; at++) {
                int rule = rules.patternRule(at);
                if (header.hasFacts(rule)) {
                    candidates.add(rule, contexts[job]);
                }
            }
        }
    }

    private int timedScan() {
        long startNs = System.nanoTime();
        int matches = batch.scan(scratch);
        clock.add(System.nanoTime() - startNs);
        return matches;
    }

    void close() {
        batch.close();
        scratch.close();
    }
}
