package org.sluice.dataplane.contract;

import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.status.CountersReader;

import java.util.Map;
import java.util.TreeMap;

/** Reads counters, of this process or of the data plane's. */
public final class CounterView {
    private final CountersReader reader;

    CounterView(final AtomicBuffer metadata, final AtomicBuffer values) {
        reader = new CountersReader(metadata, values);
    }

    /** @param handler takes every counter of every worker, in the order of registration */
    public void forEach(final CounterHandler handler) {
        reader.forEach((id, typeId, key, label) -> {
            final int blank = label.indexOf(' ');
            handler.onCounter(
                blank < 0 ? label : label.substring(0, blank), blank < 0 ? "" : label.substring(blank + 1),
                CounterKind.of(typeId), key.getInt(0), reader.getCounterValue(id));
        });
    }

    /** @return by name the sum over workers, sorted */
    public Map<String, Long> totals() {
        final Map<String, Long> totals = new TreeMap<>();
        forEach((name, help, kind, worker, value) -> totals.merge(name, value, Long::sum));
        return totals;
    }

    /**
     * @param name   of a counter
     * @param worker whose, -1: the conductor's
     * @return its id for {@link #value(int)}, -1 when there is none yet
     */
    public int find(final String name, final int worker) {
        final int[] found = {-1};
        final String prefix = name + ' ';
        reader.forEach((id, typeId, key, label) -> {
            if (key.getInt(0) == worker && (label.startsWith(prefix) || label.equals(name))) {
                found[0] = id;
            }
        });
        return found[0];
    }

    /**
     * @param id that {@link #find} gave
     * @return the value now
     */
    public long value(final int id) {
        return reader.getCounterValue(id);
    }

    /**
     * @param name     of a counter
     * @param worker   whose, -1: the conductor's
     * @param fallback when there is none
     * @return its value
     */
    public long value(final String name, final int worker, final long fallback) {
        final int id = find(name, worker);
        return id < 0 ? fallback : value(id);
    }
}
