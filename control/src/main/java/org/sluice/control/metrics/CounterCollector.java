package org.sluice.control.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.sluice.dataplane.contract.CounterHandler;
import org.sluice.dataplane.contract.CounterKind;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects the data plane's counters at each scrape. */
public final class CounterCollector implements MultiCollector {
    private final Consumer<CounterHandler> counters;

    /** @param counters hands all counters over; none while there is no data plane */
    public CounterCollector(final Consumer<CounterHandler> counters) {
        this.counters = counters;
    }

    @Override
    public MetricSnapshots collect() {
        final Map<String, CounterSnapshot.Builder> counts = new TreeMap<>();
        final Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();
        counters.accept((name, help, kind, worker, value) -> {
            final MetricName metric = MetricName.of(name);
            final Labels labels = metric.labels().add("worker", worker < 0 ? "conductor" : Integer.toString(worker));
            if (kind == CounterKind.COUNTER) {
                counts.computeIfAbsent(metric.name(), key -> CounterSnapshot.builder().name(key).help(help))
                    .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().labels(labels).value(value).build());
            } else {
                gauges.computeIfAbsent(metric.name(), key -> GaugeSnapshot.builder().name(key).help(help))
                    .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value).build());
            }
        });
        final MetricSnapshots.Builder all = MetricSnapshots.builder();
        counts.values().forEach(builder -> all.metricSnapshot(builder.build()));
        gauges.forEach((name, builder) -> {
            if (!counts.containsKey(name)) {
                all.metricSnapshot(builder.build());
            }
        });
        return all.build();
    }
}
