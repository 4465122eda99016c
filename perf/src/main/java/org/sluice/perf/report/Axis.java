package org.sluice.perf.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a plot.
 *
 * @param label what it shows, with its unit
 * @param scale how values are laid out
 * @param from least value
 * @param to greatest value
 */
public record Axis(String label, Scale scale, double from, double to) {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final double WISHED_TICKS = 5;

    /** How values are laid out. */
    public enum Scale {
        /** Evenly. */
        LINEAR,
        /** By powers of ten; values from 0 up are not on it. */
        LOG,
        /** Percentiles below 100, by the number of nines, as HdrHistogram plots them. */
        PERCENTILE
    }

    /** From 0 to a round value over {@code most}. */
    public static Axis fromZero(String label, double most) {
        double top = most <= 0 ? 1 : most;
        double step = step(top);
        return new Axis(label, Scale.LINEAR, 0, Math.ceil(top / step - 1e-9) * step);
    }

    /** From the power of ten under {@code least} to the one over {@code most}. */
    public static Axis log(String label, double least, double most) {
        double from = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-9)) + 1e-9));
        double to = Math.pow(10, Math.ceil(Math.log10(Math.max(most, from * 10)) - 1e-9));
        return new Axis(label, Scale.LOG, from, to);
    }

    /** Percentiles from 0 to {@code nines} nines. */
    public static Axis percentiles(String label, int nines) {
        return new Axis(label, Scale.PERCENTILE, 0, 100 - 100 / Math.pow(10, nines));
    }

    /** Where a value lies, 0 (from) to 1 (to). */
    public double place(double value) {
        double place = (laidOut(value) - laidOut(from)) / (laidOut(to) - laidOut(from));
        return Math.clamp(place, 0, 1);
    }

    /** Values that get a line and a number. */
    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        switch (scale) {
            case LINEAR -> {
                double step = step(to - from);
                for (int i = 0; from + i * step <= to * (1 + 1e-9); i++) {
                    ticks.add(from + i * step);
                }
            }
            case LOG -> {
                for (double tick = from; tick <= to * 1.0001; tick *= 10) {
                    ticks.add(tick);
                }
            }
            case PERCENTILE -> {
                ticks.addAll(List.of(0.0, 50.0));
                for (double rest = 10; 100 - rest <= to + 1e-9; rest /= 10) {
                    ticks.add(100 - rest);
                }
            }
        }
        return ticks;
    }

    /** A tick's number as text. */
    public String text(double tick) {
        if (scale == Scale.PERCENTILE) {
            return tick < 99 ? Figures.digits(tick) : String.valueOf(Math.round(tick * 1e6) / 1e6).replaceAll("\\.0$",
                    "");
        }
        return scale == Scale.LOG && tick >= 1 ? Figures.whole((long) tick) : Figures.digits(tick);
    }

    private double laidOut(double value) {
        return switch (scale) {
            case LINEAR -> value;
            case LOG -> Math.log10(Math.max(value, from));
            case PERCENTILE -> -Math.log10(1 - Math.min(value, to) / 100);
        };
    }

    private static double step(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / WISHED_TICKS)));
        for (double step : STEPS) {
            if (range / (power * step) <= WISHED_TICKS) {
                return power * step;
            }
        }
        return power * 10;
    }
}
