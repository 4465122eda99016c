package org.sluice.dataplane.contract;

import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * A 64-bit count that one thread writes and any may read. Stores are opaque: never torn, seen soon, and as cheap as
 * plain ones.
 */
public final class Counter {
    private final AtomicCounter counter;

    Counter(final AtomicBuffer values, final int id) {
        counter = new AtomicCounter(values, id);
    }

    /** Adds one. */
    public void increment() {
        counter.incrementOpaque();
    }

    /** @param n to add; negative only for gauges */
    public void add(final long n) {
        counter.getAndAddOpaque(n);
    }

    /** @param value of a gauge */
    public void set(final long value) {
        counter.setOpaque(value);
    }

    /** @param value seen by who reads it only after all that was written before */
    public void setOrdered(final long value) {
        counter.setRelease(value);
    }

    /** @param value that a gauge is raised to when it is lower */
    public void max(final long value) {
        counter.proposeMaxOpaque(value);
    }

    /** @return the value */
    public long get() {
        return counter.getAcquire();
    }
}
