package org.sluice.control.cli;

/** A running data plane or control plane in this process. */
public interface Plane extends AutoCloseable {
    /** Waits until it ends by itself or {@link #close} was called; the exit status of the command. */
    int awaitEnd() throws InterruptedException;

    /** Stops it in good order; may be called from any thread, more than once. */
    @Override
    void close();
}
