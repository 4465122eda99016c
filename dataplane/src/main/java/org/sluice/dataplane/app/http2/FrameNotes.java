package org.sluice.dataplane.app.http2;

import org.sluice.dataplane.app.Transaction;
import org.sluice.rules.image.AppField;

/** Numbers that a transaction's frames said, each once. A fixed number; what finds no room is left out. */
final class FrameNotes {
    private static final int MOST = 48;

    private final int[] keys = new int[MOST];
    private final long[] values = new long[MOST];
    private int count;

    void add(int direction, AppField field, long value) {
        int key = field.ordinal() << 1 | direction;
        for (int i = 0; i < count; i++) {
            if (keys[i] == key && values[i] == value) {
                return;
            }
        }
        if (count < MOST) {
            keys[count] = key;
            values[count++] = value;
        }
    }

    long get(int direction, AppField field, int instance) {
        int key = field.ordinal() << 1 | direction;
        int left = instance;
        for (int i = 0; i < count; i++) {
            if (keys[i] == key && left-- == 0) {
                return values[i];
            }
        }
        return Transaction.ABSENT;
    }

    void clear() {
        count = 0;
    }
}
