package org.sluice.rules.compile;

import java.util.Arrays;

/** Rows of bytes, one behind the other: a CSR pair in the making. */
final class ByteTable {
    private final IntList offsets = new IntList();
    private byte[] bytes = new byte[1 << 12];
    private int size;

    ByteTable() {
        offsets.add(0);
    }

    /** Adds a row; returns its index. */
    int add(byte[] row) {
        return add(row, row.length);
    }

    /** Adds the first bytes of an array as a row; returns its index. */
    int add(byte[] row, int length) {
        if (length > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
        }
        System.arraycopy(row, 0, bytes, size, length);
        size += length;
        offsets.add(size);
        return offsets.size() - 2;
    }

    int size() {
        return offsets.size() - 1;
    }

    int[] offsets() {
        return offsets.toArray();
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }
}
