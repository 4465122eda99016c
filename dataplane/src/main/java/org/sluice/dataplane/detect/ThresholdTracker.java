package org.sluice.dataplane.detect;

import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.Thresholds;

/**
 * Counts matches for thresholds, on the packet clock, in a fixed table. When all places of a key are taken, the oldest
 * entry gives way (counted). Counts survive a change of the rule set: they are kept by the rule's sid and gid.
 */
final class ThresholdTracker {
    /** Report, and act. */
    static final int ALERT = 1;
    /** Act, but do not report. */
    static final int SILENT = 2;
    /** Neither. */
    static final int NOTHING = 0;
    /** Another action takes over; see {@link #newAction}. */
    static final int CHANGED = 3;

    private static final int PROBES = 8;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final DetectCounters counters;
    private final int mask;
    private final long[] keys;
    private final long[] addresses;
    private final long[] startsNs;
    private final long[] untilNs;
    private final int[] counts;
    private int newAction;
    private long flowId;

    ThresholdTracker(int entries, DetectCounters counters) {
        int size = Integer.highestOneBit(Math.max(PROBES, entries - 1)) << 1;
        this.counters = counters;
        mask = size - 1;
        keys = new long[size];
        addresses = new long[4 * size];
        startsNs = new long[size];
        untilNs = new long[size];
        counts = new int[size];
    }

    /** The action that a rate_filter put in a rule's place, after {@link #CHANGED}. */
    int newAction() {
        return newAction;
    }

    /**
     * Counts a match of a rule and says what becomes of it. The rows of a rule are asked in turn; the strictest answer
     * holds.
     */
    int count(RuleSet rules, int rule, Packet packet, PacketHeader header) {
        int answer = ALERT;
        flowId = header.flowId;
        for (int row = rules.programs[3 * rule + 2]; row >= 0;
                row = rules.thresholds[row * Thresholds.WORDS + Thresholds.NEXT]) {
            int one = countRow(rules, rule, row * Thresholds.WORDS, packet, header);
            if (one == NOTHING) {
                return NOTHING;
            }
            if (one != ALERT) {
                answer = one;
            }
        }
        return answer;
    }

    private int countRow(RuleSet rules, int rule, int row, Packet packet, PacketHeader header) {
        int[] rows = rules.thresholds;
        int track = rows[row + Thresholds.TRACK];
        if (rows[row + Thresholds.TYPE] == Thresholds.SUPPRESS) {
            return isSuppressed(rules, rows[row + Thresholds.ADDRESS_SET], track, header) ? SILENT : ALERT;
        }
        int count = rows[row + Thresholds.COUNT];
        long windowNs = rows[row + Thresholds.SECONDS] * NS_PER_SECOND;
        long now = packet.timestampNs;
        long key = ((long) rules.sid(rule) << 32 | rules.gid(rule) & 0xffff_ffffL) * 31 + rows[row + Thresholds.TYPE] * 8L
                + track + 1;
        int at = find(key, track, packet);
        boolean fresh = at < 0;
        if (fresh) {
            at = claim(key, track, packet, now);
        } else if (now - startsNs[at] > windowNs && rows[row + Thresholds.TYPE] != Thresholds.BACKOFF) {
            startsNs[at] = now;
            counts[at] = 0;
        }
        int seen = ++counts[at];
        return switch (rows[row + Thresholds.TYPE]) {
            case Thresholds.LIMIT -> seen <= count ? ALERT : SILENT;
            case Thresholds.THRESHOLD -> {
                if (seen < count) {
                    yield NOTHING;
                }
                startsNs[at] = now;
                counts[at] = 0;
                yield ALERT;
            }
            case Thresholds.BOTH -> seen == count ? ALERT : seen > count ? SILENT : NOTHING;
            case Thresholds.BACKOFF -> backoff(at, seen, count, rows[row + Thresholds.PARAMETER]);
            case Thresholds.DETECTION_FILTER -> seen > count ? ALERT : NOTHING;
            default -> rate(rows, row, at, seen, count, now);
        };
    }

    /** Alerts at count, count * multiplier, count * multiplier^2... */
    private static int backoff(int at, int seen, int count, int multiplier) {
        long next = Math.max(1, count);
        while (next < seen && multiplier > 1) {
            next *= multiplier;
        }
        return seen == next ? ALERT : SILENT;
    }

    private int rate(int[] rows, int row, int at, int seen, int count, long now) {
        if (now < untilNs[at] || seen > count) {
            if (now >= untilNs[at]) {
                int timeout = rows[row + Thresholds.TIMEOUT];
                untilNs[at] = timeout == 0 ? Long.MAX_VALUE : now + timeout * NS_PER_SECOND;
            }
            newAction = rows[row + Thresholds.PARAMETER];
            return CHANGED;
        }
        return ALERT;
    }

    private static boolean isSuppressed(RuleSet rules, int set, int track, PacketHeader header) {
        if (set == 0) {
            return true;
        }
        boolean source = rules.addresses.contains(set, header.sourceClass());
        boolean destination = rules.addresses.contains(set, header.destinationClass());
        return switch (track) {
            case Thresholds.BY_SOURCE -> source;
            case Thresholds.BY_DESTINATION -> destination;
            default -> source || destination;
        };
    }

    private int find(long key, int track, Packet packet) {
        int start = slot(key, track, packet);
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & mask;
            if (keys[at] == key && addresses[4 * at] == high(packet, track, true)
                    && addresses[4 * at + 1] == low(packet, track, true)
                    && addresses[4 * at + 2] == high(packet, track, false)
                    && addresses[4 * at + 3] == low(packet, track, false)) {
                return at;
            }
        }
        return -1;
    }

    private int claim(long key, int track, Packet packet, long now) {
        int start = slot(key, track, packet);
        int best = start;
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & mask;
            if (keys[at] == 0) {
                best = at;
                break;
            }
            if (startsNs[at] < startsNs[best]) {
                best = at;
            }
        }
        if (keys[best] != 0) {
            counters.thresholdEvictions++;
        }
        keys[best] = key;
        addresses[4 * best] = high(packet, track, true);
        addresses[4 * best + 1] = low(packet, track, true);
        addresses[4 * best + 2] = high(packet, track, false);
        addresses[4 * best + 3] = low(packet, track, false);
        startsNs[best] = now;
        untilNs[best] = 0;
        counts[best] = 0;
        return best;
    }

    private int slot(long key, int track, Packet packet) {
        long hash = key * 0x9e37_79b9_7f4a_7c15L;
        hash = (hash ^ hash >>> 32 ^ low(packet, track, true) ^ high(packet, track, true)) * 0xff51_afd7_ed55_8ccdL;
        hash = (hash ^ hash >>> 29 ^ low(packet, track, false) ^ high(packet, track, false)) * 0xc4ce_b9fe_1a85_ec53L;
        return (int) (hash >>> 32) & mask;
    }

    // What is counted apart: the first and second address of an entry, 0 where the track does not ask for it. Both
    // directions of a pair count together.

    private static boolean sourceFirst(Packet packet) {
        int order = Long.compareUnsigned(packet.sourceHigh, packet.destinationHigh);
        return order < 0 || order == 0 && Long.compareUnsigned(packet.sourceLow, packet.destinationLow) <= 0;
    }

    private long high(Packet packet, int track, boolean first) {
        return switch (track) {
            case Thresholds.BY_SOURCE -> first ? packet.sourceHigh : 0;
            case Thresholds.BY_DESTINATION -> first ? packet.destinationHigh : 0;
            case Thresholds.BY_BOTH -> first == sourceFirst(packet) ? packet.sourceHigh : packet.destinationHigh;
            case Thresholds.BY_FLOW -> first ? flowId : 0;
            default -> 0;
        };
    }

    private static long low(Packet packet, int track, boolean first) {
        return switch (track) {
            case Thresholds.BY_SOURCE -> first ? packet.sourceLow : 0;
            case Thresholds.BY_DESTINATION -> first ? packet.destinationLow : 0;
            case Thresholds.BY_BOTH -> first == sourceFirst(packet) ? packet.sourceLow : packet.destinationLow;
            default -> 0;
        };
    }
}
