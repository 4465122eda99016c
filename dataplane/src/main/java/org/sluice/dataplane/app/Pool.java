package org.sluice.dataplane.app;

import java.util.function.Supplier;

/**
 * Objects handed out and taken back: a stack, for one thread. How many there may be is fixed; some are made at start,
 * the others when a new peak needs them, and none is ever let go. So traffic allocates nothing but on its way to a new
 * peak.
 */
public final class Pool<T> {
    /** Made at start. */
    private static final int READY = 64;

    private final Supplier<T> factory;
    private final Object[] free;
    private int size;
    private int made;

    /**
     * @param capacity most objects there may be
     * @param factory makes one
     */
    public Pool(int capacity, Supplier<T> factory) {
        this.factory = factory;
        free = new Object[capacity];
        made = Math.min(capacity, READY);
        while (size < made) {
            free[size++] = factory.get();
        }
    }

    /** An object, or null when all are in use. */
    @SuppressWarnings("unchecked")
    public T take() {
        if (size > 0) {
            return (T) free[--size];
        }
        if (made == free.length) {
            return null;
        }
        made++;
        return factory.get();
    }

    /** Gives an object back that {@link #take()} gave. */
    public void give(T object) {
        free[size++] = object;
    }

    /** Objects that can still be taken. */
    public int available() {
        return size + free.length - made;
    }
}
