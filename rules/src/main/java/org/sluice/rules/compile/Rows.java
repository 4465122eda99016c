package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows of bits, equal ones stored once. */
final class Rows {
    private Rows() {
    }

    static int intern(long[] row, Map<List<Long>, Integer> known, List<long[]> rows) {
        List<Long> key = new ArrayList<>(row.length);
        for (long word : row) {
            key.add(word);
        }
        Integer id = known.get(key);
        if (id == null) {
            id = rows.size();
            known.put(key, id);
            rows.add(row);
        }
        return id;
    }

    static long[] flatten(List<long[]> rows, int words) {
        long[] flat = new long[rows.size() * words];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, flat, i * words, words);
        }
        return flat;
    }
}
