package org.sluice.dataplane.detect;

/**
 * Rules whose searched content was found in a stream while the rest of them was not: they are looked at again with each
 * window that still holds that content. So only new bytes need to be scanned. A fixed table by flow and direction; a
 * stream that finds no room in it is scanned whole from then on (counted).
 */
final class WaitingRules {
    /** Rules that can wait in one direction of a stream. */
    static final int RULES = 32;
    private static final int PROBES = 8;
    private static final long IDLE_NS = 60_000_000_000L;

    private final int mask;
    private final long[] keys;
    private final long[] touchedNs;
    private final int[] counts;
    private final int[] rules;
    private final long[] until;

    WaitingRules(int entries) {
        int size = Integer.highestOneBit(Math.max(PROBES, entries - 1)) << 1;
        mask = size - 1;
        keys = new long[size];
        touchedNs = new long[size];
        counts = new int[size];
        rules = new int[RULES * size];
        until = new long[RULES * size];
    }

    /** Forgets all: rule ids mean nothing to another rule set. */
    void clear() {
        java.util.Arrays.fill(counts, 0);
    }

    /** Adds the rules that wait in a direction, and forgets those whose content has left the window. */
    void addTo(Candidates candidates, long flowId, int direction, long streamOffset) {
        int entry = find(key(flowId, direction));
        if (entry < 0) {
            return;
        }
        int kept = 0;
        for (int i = 0; i < counts[entry]; i++) {
            int at = RULES * entry + i;
            if (until[at] > streamOffset) {
                candidates.add(rules[at], 0);
                rules[RULES * entry + kept] = rules[at];
                until[RULES * entry + kept++] = until[at];
            }
        }
        counts[entry] = kept;
    }

    /** Lets a rule wait until the window begins at or behind {@code streamOffset}; false when there is no room. */
    boolean add(int rule, long flowId, int direction, long streamOffset, long nowNs) {
        long key = key(flowId, direction);
        int entry = find(key);
        if (entry < 0) {
            entry = claim(key, nowNs);
            if (entry < 0) {
                return false;
            }
        }
        touchedNs[entry] = nowNs;
        for (int i = 0; i < counts[entry]; i++) {
            if (rules[RULES * entry + i] == rule) {
                return true;
            }
        }
        if (counts[entry] == RULES) {
            return false;
        }
        int at = RULES * entry + counts[entry]++;
        rules[at] = rule;
        until[at] = streamOffset;
        return true;
    }

    /** A rule has matched: it waits no more. */
    void remove(int rule, long flowId, int direction) {
        int entry = find(key(flowId, direction));
        for (int i = 0; entry >= 0 && i < counts[entry]; i++) {
            int at = RULES * entry + i;
            if (rules[at] == rule) {
                int last = RULES * entry + --counts[entry];
                rules[at] = rules[last];
                until[at] = until[last];
                return;
            }
        }
    }

    private static long key(long flowId, int direction) {
        return flowId << 1 | direction;
    }

    private int slot(long key) {
        return (int) (key * 0x9e37_79b9_7f4a_7c15L >>> 32) & mask;
    }

    private int find(long key) {
        int start = slot(key);
        for (int i = 0; i < PROBES; i++) {
            int entry = start + i & mask;
            if (keys[entry] == key && counts[entry] > 0) {
                return entry;
            }
        }
        return -1;
    }

    private int claim(long key, long nowNs) {
        int start = slot(key);
        for (int i = 0; i < PROBES; i++) {
            int entry = start + i & mask;
            if (counts[entry] == 0 || nowNs - touchedNs[entry] > IDLE_NS) {
                keys[entry] = key;
                counts[entry] = 0;
                return entry;
            }
        }
        return -1;
    }
}
