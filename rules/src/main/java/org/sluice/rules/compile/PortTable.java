package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sluice.rules.model.PortSet;

/**
 * The distinct port sets of all rules, and the classes of ports that no set tells apart. Set 0 is any.
 */
final class PortTable {
    private final Map<PortSet, Integer> ids = new LinkedHashMap<>();

    PortTable() {
        ids.put(PortSet.ANY, 0);
    }

    /** Number of a set. */
    int add(PortSet set) {
        return ids.computeIfAbsent(set, unused -> ids.size());
    }

    /** Words of a class's row of bits. */
    int rowWords() {
        return (ids.size() + 63) / 64;
    }

    /** Fills the intervals (first port and class each) and the classes' rows. */
    void build(IntList intervals, Rows rows) {
        TreeSet<Integer> starts = new TreeSet<>(List.of(0));
        for (PortSet set : ids.keySet()) {
            for (int i = 0; i < set.rangeCount(); i++) {
                starts.add(set.first(i));
                if (set.last(i) < 65535) {
                    starts.add(set.last(i) + 1);
                }
            }
        }
        List<PortSet> sets = new ArrayList<>(ids.keySet());
        for (int start : starts) {
            long[] row = new long[rowWords()];
            for (int s = 0; s < sets.size(); s++) {
                if (sets.get(s).contains(start)) {
                    row[s >>> 6] |= 1L << s;
                }
            }
            intervals.addAll(start, rows.intern(row));
        }
    }
}
