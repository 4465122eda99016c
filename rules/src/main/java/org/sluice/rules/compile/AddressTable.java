package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.AddressSet.Range;

/**
 * The distinct address sets of all rules, and the classes of addresses that no set tells apart. Set 0 is any. The
 * intervals come from one sweep over all ranges' ends, so thousands of sets with few addresses each cost little.
 */
final class AddressTable {
    private record Edge(long high, long low, int set) {
    }

    private final Map<AddressSet, Integer> ids = new LinkedHashMap<>();
    private final Rows classes = new Rows();

    AddressTable() {
        ids.put(AddressSet.ANY, 0);
    }

    /** Number of a set. */
    int add(AddressSet set) {
        return ids.computeIfAbsent(set, unused -> ids.size());
    }

    int size() {
        return ids.size();
    }

    /** Words of a class's row of bits. */
    int rowWords() {
        return (ids.size() + 63) / 64;
    }

    /** The classes' rows; complete once both kinds of intervals were built. */
    long[] rows() {
        return classes.flatten(rowWords());
    }

    /** First address and class of each IPv4 interval. */
    long[] ipv4Intervals() {
        List<long[]> intervals = sweep(false);
        long[] flat = new long[2 * intervals.size()];
        for (int i = 0; i < intervals.size(); i++) {
            flat[2 * i] = intervals.get(i)[1];
            flat[2 * i + 1] = intervals.get(i)[2];
        }
        return flat;
    }

    /** First address (high, low) and class of each IPv6 interval. */
    long[] ipv6Intervals() {
        return Rows.flatten(sweep(true), 3);
    }

    private List<long[]> sweep(boolean ipv6) {
        List<Edge> edges = new ArrayList<>();
        for (Map.Entry<AddressSet, Integer> entry : ids.entrySet()) {
            for (Range range : ipv6 ? entry.getKey().ipv6Ranges() : entry.getKey().ipv4Ranges()) {
                edges.add(new Edge(range.firstHigh(), range.firstLow(), entry.getValue()));
                long afterLow = range.lastLow() + 1;
                long afterHigh = range.lastHigh() + (afterLow == 0 ? 1 : 0);
                boolean wraps = ipv6 ? (afterHigh | afterLow) == 0 : afterLow > 0xffff_ffffL;
                if (!wraps) {
                    edges.add(new Edge(afterHigh, afterLow, entry.getValue()));
                }
            }
        }
        edges.sort((a, b) -> {
            int high = Long.compareUnsigned(a.high, b.high);
            return high != 0 ? high : Long.compareUnsigned(a.low, b.low);
        });
        return intervals(edges);
    }

    /** Every edge turns its set's bit over; an interval begins where all edges of one address were taken. */
    private List<long[]> intervals(List<Edge> edges) {
        List<long[]> intervals = new ArrayList<>();
        long[] row = new long[rowWords()];
        int next = 0;
        long high = 0;
        long low = 0;
        while (true) {
            while (next < edges.size() && edges.get(next).high == high && edges.get(next).low == low) {
                int set = edges.get(next++).set;
                row[set >>> 6] ^= 1L << set;
            }
            intervals.add(new long[] {high, low, classes.intern(row)});
            if (next == edges.size()) {
                return intervals;
            }
            high = edges.get(next).high;
            low = edges.get(next).low;
        }
    }
}
