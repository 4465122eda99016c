package org.sluice.perf.report;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A histogram of latency in microseconds, as {@code result.json} keeps it; the whole of it is in its {@code .hgrm}
 * file.
 *
 * @param count frames
 * @param percentiles for a plot, 0 to less than 100
 * @param percentilesUs the latency at each
 */
public record LatencySummary(long count, double minUs, double meanUs, double p50Us, double p90Us, double p99Us,
        double p999Us, double p9999Us, double maxUs, List<Double> percentiles, List<Double> percentilesUs) {
    private static final double NS_PER_US = 1e3;
    private static final int TICKS_PER_HALF = 5;

    /** Copies the lists. */
    public LatencySummary {
        percentiles = List.copyOf(percentiles);
        percentilesUs = List.copyOf(percentilesUs);
    }

    /** Of a histogram in ns. */
    public static LatencySummary of(Histogram ns) {
        List<Double> percentiles = new ArrayList<>();
        List<Double> micros = new ArrayList<>();
        if (ns.getTotalCount() > 0) {
            for (HistogramIterationValue each : ns.percentiles(TICKS_PER_HALF)) {
                if (each.getPercentileLevelIteratedTo() < 100) {
                    percentiles.add(each.getPercentileLevelIteratedTo());
                    micros.add(each.getValueIteratedTo() / NS_PER_US);
                }
            }
        }
        boolean any = ns.getTotalCount() > 0;
        return new LatencySummary(ns.getTotalCount(), any ? ns.getMinValue() / NS_PER_US : 0, any
                ? ns.getMean() / NS_PER_US : 0,
                at(ns, 50), at(ns, 90), at(ns, 99), at(ns, 99.9), at(ns, 99.99), any ? ns.getMaxValue() / NS_PER_US : 0,
                percentiles, micros);
    }

    private static double at(Histogram ns, double percentile) {
        return ns.getTotalCount() == 0 ? 0 : ns.getValueAtPercentile(percentile) / NS_PER_US;
    }

    /** Cells of a table: median, 90, 99, 99.9, 99.99 % and most. */
    public List<String> cells() {
        return List.of(Figures.micros(p50Us), Figures.micros(p90Us), Figures.micros(p99Us), Figures.micros(p999Us),
                Figures.micros(p9999Us), Figures.micros(maxUs));
    }

    /** Headings of {@link #cells}. */
    public static List<String> headings() {
        return List.of("median", "90 %", "99 %", "99.9 %", "99.99 %", "most");
    }

    /** The percentiles as a line of a plot. */
    public LinePlot.Series line(String name) {
        return new LinePlot.Series(name, percentiles, percentilesUs, false);
    }

    /** A plot of several. */
    public static String plot(List<LinePlot.Series> lines) {
        double least = lines.stream().flatMap(each -> each.ys().stream()).mapToDouble(Double::doubleValue).min()
                .orElse(1);
        double most = lines.stream().flatMap(each -> each.ys().stream()).mapToDouble(Double::doubleValue).max()
                .orElse(10);
        double top = lines.stream().flatMap(each -> each.xs().stream()).mapToDouble(Double::doubleValue).max()
                .orElse(99);
        int nines = (int) Math.clamp(Math.ceil(-Math.log10(1 - top / 100)), 2, 6);
        return LinePlot.svg(Axis.percentiles("percentile", nines), Axis.log("latency, µs", least, most), lines);
    }
}
