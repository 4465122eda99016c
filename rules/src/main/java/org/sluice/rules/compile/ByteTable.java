package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.List;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.ImageWriter;

/**
 * Rows of bytes, one behind the other: a CSR pair in the making. Kept in chunks, so that tens of megabytes of catalog
 * are never copied to grow.
 */
final class ByteTable {
    private static final int CHUNK_BYTES = 1 << 16;

    private final IntList offsets = new IntList();
    private final List<byte[]> chunks = new ArrayList<>();
    /** Bytes of the last chunk that are taken. */
    private int taken = CHUNK_BYTES;
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
        for (int at = 0; at < length;) {
            if (taken == CHUNK_BYTES) {
                chunks.add(new byte[CHUNK_BYTES]);
                taken = 0;
            }
            int count = Math.min(length - at, CHUNK_BYTES - taken);
            System.arraycopy(row, at, chunks.getLast(), taken, count);
            at += count;
            taken += count;
        }
        size = Math.addExact(size, length);
        offsets.add(size);
        return offsets.size() - 2;
    }

    int size() {
        return offsets.size() - 1;
    }

    /** Writes the pair. */
    void writeTo(ImageWriter writer, ImageSection offsetSection, ImageSection byteSection) {
        if (offsetSection.elementBytes() == Long.BYTES) {
            writer.put(offsetSection, offsets.toLongArray());
        } else {
            writer.put(offsetSection, offsets.toArray());
        }
        for (int i = 0; i < chunks.size(); i++) {
            writer.append(byteSection, chunks.get(i), i == chunks.size() - 1 ? taken : CHUNK_BYTES);
        }
    }
}
