package org.sluice.rules.compile;

import java.io.ByteArrayOutputStream;

/** Rows of bytes, one behind the other: a CSR pair in the making. */
final class ByteTable {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final IntList offsets = new IntList();

    ByteTable() {
        offsets.add(0);
    }

    /** Adds a row; returns its index. */
    int add(byte[] row) {
        bytes.writeBytes(row);
        offsets.add(bytes.size());
        return offsets.size() - 2;
    }

    int size() {
        return offsets.size() - 1;
    }

    int[] offsets() {
        return offsets.toArray();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
