package org.sluice.dataplane.detect;

import java.util.Arrays;

/**
 * The rules that may match a packet, each with what it may match in: 0 for the packet and its stream, else the number of
 * one of its transactions plus one. Sorted by rule, then by transaction; doubles are skipped when read.
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
            Arrays.sort(keys, 0, size);
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

    int rule(int i) {
        return (int) (keys[i] >>> 32);
    }

    int context(int i) {
        return (int) keys[i];
    }
}
