package org.sluice.control.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Values of the control plane itself, asked for at each scrape. Filled before the server starts. */
public final class ControlGauges implements MultiCollector {
    private record Gauge(String name, String help, DoubleSupplier value) {
    }

    private final List<Gauge> gauges = new ArrayList<>();

    /**
     * @param name  of the metric
     * @param help  one sentence
     * @param value now
     * @return this
     */
    public ControlGauges add(final String name, final String help, final DoubleSupplier value) {
        gauges.add(new Gauge(name, help, value));
        return this;
    }

    @Override
    public MetricSnapshots collect() {
        final MetricSnapshots.Builder all = MetricSnapshots.builder();
        for (final Gauge gauge : gauges) {
            all.metricSnapshot(GaugeSnapshot.builder().name(gauge.name()).help(gauge.help())
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(gauge.value().getAsDouble()).build())
                .build());
        }
        return all.build();
    }
}
