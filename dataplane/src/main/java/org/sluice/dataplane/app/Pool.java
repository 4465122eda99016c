package org.sluice.dataplane.app;

import java.util.function.Supplier;

/** Objects made at start, handed out and taken back: a stack, for one thread. */
public final class Pool<T> {
    private final Object[] free;
    private int size;

    public Pool(int capacity, Supplier<T> factory) {
        free = new Object[capacity];
        for (int i = 0; i < capacity; i++) {
            free[i] = factory.get();
        }
        size = capacity;
    }

    /** An object, or null when all are in use. */
    @SuppressWarnings("unchecked")
    public T take() {
        return size == 0 ? null : (T) free[--size];
    }

    /** Gives an object back that {@link #take()} gave. */
    public void give(T object) {
        free[size++] = object;
    }

    /** Objects that can be taken. */
    public int available() {
        return size;
    }
}
