package org.sluice.dataplane.detect;

/**
 * The rules that may match a packet, each with what it may match in: 0 for the packet and its stream, else the number
 * of one of its transactions plus one. Sorted by rule, then by transaction; doubles are skipped when read.
 */
final class Candidates {
    private final long[] keys;
    private int size;
    private boolean overflowed;

    Candidates(int capacity) {
        keys = new long[capacity];
    }

    void clear() {
        size = 0;
        overflowed = false;
    }

    void add(int rule, int context) {
        if (size == keys.length) {
            overflowed = true;
            return;
        }
        keys[size++] = (long) rule << 32 | context;
    }

    int size() {
        return size;
    }

    boolean overflowed() {
        return overflowed;
    }

    /** Sorts and takes doubles out. */
    void sort() {
        if (size < 2) {
            return;
        }
        if (size <= 24) {
            insertionSort();
        } else {
            heapSort();
        }
        int kept = 1;
        for (int i = 1; i < size; i++) {
            if (keys[i] != keys[kept - 1]) {
                keys[kept++] = keys[i];
            }
        }
        size = kept;
    }

    private void insertionSort() {
        for (int i = 1; i < size; i++) {
            long key = keys[i];
            int at = i - 1;
            while (at >= 0 && keys[at] > key) {
                keys[at + 1] = keys[at];
                at--;
            }
            keys[at + 1] = key;
        }
    }

    /** In place, and without memory of its own, as the sorts of the library need it (Williams 1964). */
    private void heapSort() {
        for (int root = size / 2 - 1; root >= 0; root--) {
            sink(root, size);
        }
        for (int end = size - 1; end > 0; end--) {
            long largest = keys[0];
            keys[0] = keys[end];
            keys[end] = largest;
            sink(0, end);
        }
    }

    private void sink(int from, int end) {
        long key = keys[from];
        int at = from;
        for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && keys[child + 1] > keys[child]) {
                child++;
            }
            if (keys[child] <= key) {
                break;
            }
            keys[at] = keys[child];
            at = child;
        }
        keys[at] = key;
    }

    int rule(int i) {
        return (int) (keys[i] >>> 32);
    }

    int context(int i) {
        return (int) keys[i];
    }
}
