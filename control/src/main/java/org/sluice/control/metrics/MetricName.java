package org.sluice.control.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;

import java.util.List;

/**
 * A counter's dotted name as Prometheus has it: families that differ in their last part only become one metric with a
 * label: {@code ips.drop_reason.flow_drop} is {@code sluice_ips_drop_reason_total{reason="flow_drop"}}.
 *
 * @param name   of the metric, without {@code _total}
 * @param labels besides the worker
 */
record MetricName(String name, Labels labels) {
    private static final String PREFIX = "sluice_";

    private record Family(String prefix, String label) {
    }

    private static final List<Family> FAMILIES = List.of(
        new Family("decoder.event.", "event"), new Family("stream.event.", "event"),
        new Family("app_layer.event.", "event"), new Family("ips.drop_reason.", "reason"),
        new Family("app_layer.flow.", "app_proto"), new Family("app_layer.tx.", "app_proto"),
        new Family("app_layer.error.", "app_proto"));
    private static final String POLICY = "exception_policy.";

    static MetricName of(final String counterName) {
        for (final Family family : FAMILIES) {
            if (counterName.startsWith(family.prefix())) {
                final String name = family.prefix().substring(0, family.prefix().length() - 1);
                return new MetricName(
                    metric(name), Labels.of(family.label(), counterName.substring(family.prefix().length())));
            }
        }
        final int policy = counterName.indexOf(POLICY);
        if (policy > 0) {
            return new MetricName(PREFIX + "exception_policy", Labels.of(
                "target", counterName.substring(0, policy - 1), "action", counterName.substring(policy + POLICY.length())));
        }
        return new MetricName(metric(counterName), Labels.EMPTY);
    }

    private static String metric(final String dotted) {
        final String name = PrometheusNaming.sanitizeMetricName(PREFIX + dotted.replace('.', '_').replace('-', '_'));
        return name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
    }
}
