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
     * @param name     of a counter
     * @param worker   whose, -1: the conductor's
     * @param fallback when there is none
     * @return its value
     */
    public long value(final String name, final int worker, final long fallback) {
        final long[] found = {fallback};
        forEach((each, help, kind, owner, value) -> {
            if (owner == worker && each.equals(name)) {
                found[0] = value;
            }
        });
        return found[0];
    }
}
