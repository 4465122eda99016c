package org.sluice.rules.compile;

import java.util.Arrays;
import java.util.List;

/** A growing list of ints, without boxes. */
final class IntList {
    private int[] values = new int[8];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return values[index];
    }

    void set(int index, int value) {
        values[index] = value;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    void addAll(int... more) {
        for (int value : more) {
            add(value);
        }
    }

    /** Adds 64 bits as two ints, low first. */
    void addWide(long value) {
        add((int) value);
        add((int) (value >>> 32));
    }

    List<Integer> toList() {
        return Arrays.stream(values, 0, size).boxed().toList();
    }

    long[] toLongArray() {
        long[] wide = new long[size];
        for (int i = 0; i < size; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
