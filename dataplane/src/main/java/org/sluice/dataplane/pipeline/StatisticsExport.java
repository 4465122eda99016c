package org.sluice.dataplane.pipeline;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.sluice.dataplane.contract.Counter;
import org.sluice.dataplane.contract.CounterRegistry;

/**
 * Copies what the stages count into the shared counters, once a second or so. Stages count in plain fields that only
 * their own thread writes; the copy may be a burst late, never wrong by more. Cold; the conductor's thread.
 */
public final class StatisticsExport {
    private record Line(Counter counter, LongSupplier value) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<Runnable> copies = new ArrayList<>();

    /**
     * Every public {@code long} field of a statistics object becomes a counter: {@code flow} and {@code tableFull} give
     * {@code flow.table_full}.
     */
    public void addFields(CounterRegistry registry, String prefix, Object statistics) {
        for (Field field : statistics.getClass().getFields()) {
            if (field.getType() == long.class && !Modifier.isStatic(field.getModifiers())) {
                String words = field.getName().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
                String name = prefix + '.' + words.replace(' ', '_');
                add(registry.counter(name, prefix + ": " + words), () -> read(field, statistics));
            }
        }
    }

    /**
     * Every value that {@code source} hands out becomes a counter.
     *
     * @param prefix of the names
     */
    public void addNamed(CounterRegistry registry, String prefix, Consumer<ObjLongConsumer<String>> source) {
        Map<String, Counter> counters = new HashMap<>();
        source.accept((name, value) -> counters.put(name, registry.counter(prefix + name, prefix + name)));
        copies.add(() -> source.accept((name, value) -> counters.get(name).set(value)));
    }

    /** Adds one value. */
    public void add(Counter counter, LongSupplier value) {
        lines.add(new Line(counter, value));
    }

    /** Copies all values now. */
    public void copy() {
        copies.forEach(Runnable::run);
        for (Line line : lines) {
            line.counter().set(line.value().getAsLong());
        }
    }

    private static long read(Field field, Object statistics) {
        try {
            return field.getLong(statistics);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " is not public, as every field of a statistics class has to be", e);
        }
    }
}
