package org.sluice.control.lifecycle;

import org.sluice.dataplane.contract.CncClient;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** The data plane that is there, if any. Its files stay mapped while someone uses them. Any thread. */
public final class Attachment {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private CncClient client;

    /**
     * @param use      what to do with the data plane; not to be kept
     * @param fallback when there is none
     * @param <T>      of the result
     * @return the result
     */
    public <T> T with(final Function<CncClient, T> use, final T fallback) {
        lock.readLock().lock();
        try {
            return client == null ? fallback : use.apply(client);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** @return start of the data plane attached to, ns since the epoch; 0 when there is none */
    public long startNs() {
        return with(CncClient::startNs, 0L);
    }

    /**
     * @param nowMs     ms since the epoch
     * @param timeoutMs silence that means death
     * @return whether there is a data plane that gives signs of life
     */
    public boolean isLive(final long nowMs, final long timeoutMs) {
        return with(client -> client.isLive(nowMs, timeoutMs), false);
    }

    void replace(final CncClient next) {
        lock.writeLock().lock();
        try {
            if (client != null) {
                client.close();
            }
            client = next;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
