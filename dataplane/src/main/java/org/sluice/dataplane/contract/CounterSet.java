package org.sluice.dataplane.contract;

import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersManager;
import org.agrona.concurrent.status.CountersReader;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * All counters of a data plane, in Agrona's counters format: type id is the {@link CounterKind}, the key the worker's
 * number (int), the label {@code name help}. Registration may come from any thread; each counter has one writer.
 */
public final class CounterSet {
    private static final int MAX_LABEL_LENGTH = CountersReader.MAX_LABEL_LENGTH;

    private final CountersManager manager;
    private final AtomicBuffer metadata;
    private final AtomicBuffer values;
    private final Map<String, Counter> byWorkerAndName = new HashMap<>();

    CounterSet(final AtomicBuffer metadata, final AtomicBuffer values) {
        this.metadata = metadata;
        this.values = values;
        this.manager = new CountersManager(metadata, values);
    }

    /**
     * Counters in this process's memory, for replay and tests.
     *
     * @param maxCounters room for that many
     * @return the set
     */
    public static CounterSet inMemory(final int maxCounters) {
        return new CounterSet(
            new UnsafeBuffer(ByteBuffer.allocateDirect(maxCounters * CountersReader.METADATA_LENGTH)),
            new UnsafeBuffer(ByteBuffer.allocateDirect(maxCounters * CountersReader.COUNTER_LENGTH)));
    }

    /**
     * @param worker number from 0; -1: the conductor
     * @return that worker's registry
     */
    public CounterRegistry registry(final int worker) {
        return new CounterRegistry() {
            @Override
            public Counter counter(final String name, final String help) {
                return register(worker, CounterKind.COUNTER, name, help);
            }

            @Override
            public Counter gauge(final String name, final String help) {
                return register(worker, CounterKind.GAUGE, name, help);
            }
        };
    }

    /** @return all of them, to read */
    public CounterView view() {
        return new CounterView(metadata, values);
    }

    private synchronized Counter register(
        final int worker, final CounterKind kind, final String name, final String help) {
        return byWorkerAndName.computeIfAbsent(worker + "/" + name, key -> {
            if (name.isEmpty() || name.indexOf(' ') >= 0) {
                throw new IllegalArgumentException("counter name '" + name + "': must be a word without blanks");
            }
            if (manager.available() == 0) {
                throw new CncException("no room for counter " + name + " of worker " + worker + ": all " +
                    manager.capacity() + " are taken; raise countersPerWorker");
            }
            final String label = name + ' ' + help;
            final String cut = label.substring(0, Math.min(label.length(), MAX_LABEL_LENGTH));
            final int id = manager.allocate(cut, kind.ordinal(), buffer -> buffer.putInt(0, worker));
            return new Counter(values, id);
        });
    }
}
