package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of bits, equal ones stored once. */
final class Rows {
    private record Key(long[] row) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && Arrays.equals(row, that.row);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(row);
        }
    }

    private final Map<Key, Integer> ids = new HashMap<>();
    private final List<long[]> rows = new ArrayList<>();

    /** Number of a row; the array is copied when it is new. */
    int intern(long[] row) {
        Integer id = ids.get(new Key(row));
        if (id == null) {
            id = rows.size();
            long[] own = row.clone();
            ids.put(new Key(own), id);
            rows.add(own);
        }
        return id;
    }

    /** All rows of {@code words} words, one behind the other. */
    long[] flatten(int words) {
        return flatten(rows, words);
    }

    static long[] flatten(List<long[]> rows, int words) {
        long[] flat = new long[rows.size() * words];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, flat, i * words, words);
        }
        return flat;
    }
}
