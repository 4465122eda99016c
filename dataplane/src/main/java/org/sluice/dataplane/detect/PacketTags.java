package org.sluice.dataplane.detect;

import java.util.Arrays;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.Op;

/**
 * Tags that rules put on flows and hosts ({@code tag}): so many packets, bytes or seconds of theirs are recorded after
 * an alert. A fixed table on the packet clock; a tag that no packet came for in ten minutes is over, and when all
 * places of a flow or host are taken the one longest without a packet gives way (counted). The packet of the alert
 * counts and is not recorded: the alert carries it.
 */
final class PacketTags {
    private static final int PROBES = 8;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long IDLE_NS = 600 * NS_PER_SECOND;
    /** Alerts of its rule that begin a tag anew, so that a rule that goes on matching does not record for ever. */
    private static final int MOST_RENEWALS = 10;
    private static final byte FREE = 0;
    private static final byte FLOW = 1;
    private static final byte HOST = 2;

    private final DetectCounters counters;
    private final int mask;
    private final byte[] kinds;
    /** A flow's id in {@code lows}, or a host's address. */
    private final long[] highs;
    private final long[] lows;
    private final int[] gids;
    private final int[] sids;
    private final int[] limits;
    private final byte[] units;
    private final long[] counts;
    private final long[] firstsNs;
    private final long[] lastsNs;
    private final int[] renewals;
    private final boolean[] seenFirst;
    /** When a tag last had a packet: some time after it there is none left to look for. */
    private long newestNs = Long.MIN_VALUE / 2;

    PacketTags(int entries, DetectCounters counters) {
        int size = Integer.highestOneBit(Math.max(PROBES, entries) - 1) << 1;
        this.counters = counters;
        mask = size - 1;
        kinds = new byte[size];
        highs = new long[size];
        lows = new long[size];
        gids = new int[size];
        sids = new int[size];
        limits = new int[size];
        units = new byte[size];
        counts = new long[size];
        firstsNs = new long[size];
        lastsNs = new long[size];
        renewals = new int[size];
        seenFirst = new boolean[size];
        Arrays.fill(lastsNs, Long.MIN_VALUE);
    }

    /** Puts the tags of a rule that matched on the packet's flow or hosts. */
    void begin(RuleSet rules, int rule, Packet packet, long flowId) {
        int[] code = rules.code;
        for (int pc = rules.programs[3 * rule + 1]; pc >= 0 && (code[pc] & 0xff) != Op.END; pc += Op.length(code, pc)) {
            if ((code[pc] & 0xff) != Op.TAG) {
                continue;
            }
            int at = switch (code[pc + 1]) {
                case Op.OF_FLOW -> flowId == 0 ? -1 : begin(FLOW, 0, flowId, rules, rule, packet.timestampNs);
                case Op.SOURCE -> packet.ipVersion == 0 ? -1
                        : begin(HOST, packet.sourceHigh, packet.sourceLow, rules, rule, packet.timestampNs);
                default -> packet.ipVersion == 0 ? -1
                        : begin(HOST, packet.destinationHigh, packet.destinationLow, rules, rule, packet.timestampNs);
            };
            if (at >= 0) {
                limits[at] = code[pc + 2];
                units[at] = (byte) code[pc + 3];
            }
        }
    }

    /** The tag's place: a new one, or the rule's own, begun anew; -1 when that was done too often. */
    private int begin(byte kind, long high, long low, RuleSet rules, int rule, long nowNs) {
        int start = slot(kind, high, low);
        int best = start;
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & mask;
            if (isLive(at, kind, high, low, nowNs) && sids[at] == rules.sid(rule) && gids[at] == rules.gid(rule)) {
                return renew(at, nowNs);
            }
            if (lastsNs[at] < lastsNs[best]) {
                best = at;
            }
        }
        if (kinds[best] != FREE && nowNs - lastsNs[best] <= IDLE_NS) {
            counters.tagEvictions++;
        }
        kinds[best] = kind;
        highs[best] = high;
        lows[best] = low;
        sids[best] = rules.sid(rule);
        gids[best] = rules.gid(rule);
        counts[best] = 0;
        firstsNs[best] = nowNs;
        lastsNs[best] = nowNs;
        renewals[best] = 0;
        seenFirst[best] = false;
        newestNs = Math.max(newestNs, nowNs);
        return best;
    }

    private int renew(int at, long nowNs) {
        if (++renewals[at] >= MOST_RENEWALS) {
            return -1;
        }
        counts[at] = 0;
        firstsNs[at] = nowNs;
        return at;
    }

    /** Counts a packet for the tags on its flow and hosts; whether one of them has it recorded. */
    boolean take(Packet packet, long flowId) {
        if (packet.timestampNs - newestNs > IDLE_NS) {
            return false;
        }
        boolean taken = flowId != 0 && take(FLOW, 0, flowId, packet);
        if (packet.ipVersion != 0) {
            taken |= take(HOST, packet.sourceHigh, packet.sourceLow, packet);
            if (packet.sourceLow != packet.destinationLow || packet.sourceHigh != packet.destinationHigh) {
                taken |= take(HOST, packet.destinationHigh, packet.destinationLow, packet);
            }
        }
        return taken;
    }

    private boolean take(byte kind, long high, long low, Packet packet) {
        int start = slot(kind, high, low);
        boolean taken = false;
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & mask;
            if (isLive(at, kind, high, low, packet.timestampNs)) {
                taken |= count(at, packet);
            }
        }
        return taken;
    }

    private boolean count(int at, Packet packet) {
        lastsNs[at] = packet.timestampNs;
        newestNs = Math.max(newestNs, packet.timestampNs);
        counts[at] = switch (units[at]) {
            case Op.PACKETS -> counts[at] + 1;
            case Op.BYTES -> counts[at] + packet.length;
            default -> packet.timestampNs / NS_PER_SECOND - firstsNs[at] / NS_PER_SECOND;
        };
        if (!seenFirst[at]) {
            seenFirst[at] = true;
            return false;
        }
        if (counts[at] > limits[at]) {
            kinds[at] = FREE;
            lastsNs[at] = Long.MIN_VALUE;
            return false;
        }
        return true;
    }

    private boolean isLive(int at, byte kind, long high, long low, long nowNs) {
        return kinds[at] == kind && lows[at] == low && highs[at] == high && nowNs - lastsNs[at] <= IDLE_NS;
    }

    private int slot(byte kind, long high, long low) {
        long hash = (low ^ kind) * 0xff51_afd7_ed55_8ccdL;
        hash = (hash ^ hash >>> 32 ^ high) * 0xc4ce_b9fe_1a85_ec53L;
        return (int) (hash >>> 32) & mask;
    }
}
