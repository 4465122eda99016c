package org.sluice.dataplane.detect;

import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.Op;

/**
 * Bits of hosts and of pairs of hosts ({@code hostbits}, {@code xbits}): a fixed table on the packet clock. An entry
 * whose time is over is free; when all places of a key are taken, the one that would end first gives way (counted).
 */
final class HostBits {
    private static final int PROBES = 8;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final DetectCounters counters;
    private final int mask;
    private final long[] keys;
    private final long[] addresses;
    private final long[] expiresNs;

    HostBits(int entries, DetectCounters counters) {
        int size = Integer.highestOneBit(Math.max(PROBES, entries - 1)) << 1;
        this.counters = counters;
        mask = size - 1;
        keys = new long[size];
        addresses = new long[4 * size];
        expiresNs = new long[size];
    }

    boolean isSet(Packet packet, int scope, int variable) {
        return find(packet, scope, variable) >= 0;
    }

    void change(Packet packet, int scope, int variable, int operation, int seconds) {
        int at = find(packet, scope, variable);
        if (at >= 0 && operation != Op.SET) {
            expiresNs[at] = 0;
        } else if (operation != Op.UNSET) {
            int place = at >= 0 ? at : claim(packet, scope, variable);
            expiresNs[place] = seconds == 0 ? Long.MAX_VALUE : packet.timestampNs + seconds * NS_PER_SECOND;
        }
    }

    private int find(Packet packet, int scope, int variable) {
        long key = key(scope, variable);
        int start = slot(packet, scope, key);
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & mask;
            if (keys[at] == key && expiresNs[at] > packet.timestampNs && isOf(packet, scope, at)) {
                return at;
            }
        }
        return -1;
    }

    private int claim(Packet packet, int scope, int variable) {
        long key = key(scope, variable);
        int start = slot(packet, scope, key);
        int best = start;
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & mask;
            if (expiresNs[at] < expiresNs[best]) {
                best = at;
            }
        }
        if (expiresNs[best] > packet.timestampNs) {
            counters.hostBitEvictions++;
        }
        keys[best] = key;
        addresses[4 * best] = firstHigh(packet, scope);
        addresses[4 * best + 1] = firstLow(packet, scope);
        addresses[4 * best + 2] = secondHigh(packet, scope);
        addresses[4 * best + 3] = secondLow(packet, scope);
        return best;
    }

    private boolean isOf(Packet packet, int scope, int at) {
        return addresses[4 * at] == firstHigh(packet, scope) && addresses[4 * at + 1] == firstLow(packet, scope)
                && addresses[4 * at + 2] == secondHigh(packet, scope) && addresses[4 * at + 3] == secondLow(packet, scope);
    }

    /** Host bits are the same whether the host is source or destination. Never 0, which marks a free place. */
    private static long key(int scope, int variable) {
        return (long) variable << 2 | (scope == Op.PAIR ? 2 : 1);
    }

    private int slot(Packet packet, int scope, long key) {
        long hash = key * 0x9e37_79b9_7f4a_7c15L;
        hash = (hash ^ firstLow(packet, scope)) * 0xff51_afd7_ed55_8ccdL;
        hash = (hash ^ hash >>> 32 ^ firstHigh(packet, scope)) * 0xc4ce_b9fe_1a85_ec53L;
        hash = (hash ^ hash >>> 29 ^ secondLow(packet, scope) ^ secondHigh(packet, scope)) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (hash >>> 32) & mask;
    }

    // A pair is kept with the lower address first, so that it is the same both ways.

    private static boolean sourceFirst(Packet packet, int scope) {
        if (scope != Op.PAIR) {
            return scope == Op.SOURCE;
        }
        int order = Long.compareUnsigned(packet.sourceHigh, packet.destinationHigh);
        return order < 0 || order == 0 && Long.compareUnsigned(packet.sourceLow, packet.destinationLow) <= 0;
    }

    private static long firstHigh(Packet packet, int scope) {
        return sourceFirst(packet, scope) ? packet.sourceHigh : packet.destinationHigh;
    }

    private static long firstLow(Packet packet, int scope) {
        return sourceFirst(packet, scope) ? packet.sourceLow : packet.destinationLow;
    }

    private static long secondHigh(Packet packet, int scope) {
        return scope != Op.PAIR ? 0 : sourceFirst(packet, scope) ? packet.destinationHigh : packet.sourceHigh;
    }

    private static long secondLow(Packet packet, int scope) {
        return scope != Op.PAIR ? 0 : sourceFirst(packet, scope) ? packet.destinationLow : packet.sourceLow;
    }
}
