package org.sluice.perf.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.control.cli.CommandException;
import org.sluice.control.cli.ExitStatus;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times, shares and rates as a command line has them. */
final class Quantities {
    private static final long LEAST_TRIAL_NS = 10_000_000;

    private Quantities() {}

    /**
     * Refuses an option whose value is not allowed, before anything is started.
     *
     * @throws CommandException with the option, its value and what is allowed
     */
    static void require(boolean right, String option, Object value, String allowed) {
        if (!right) {
            throw new CommandException(ExitStatus.USAGE, option + " " + value + ": allowed is " + allowed);
        }
    }

    /** Refuses a trial too short to tell anything. */
    static void requireTrial(long trialNs) {
        require(trialNs >= LEAST_TRIAL_NS, "--trial", trialNs / 1e9 + "s", "10ms or more");
    }

    /** {@code 500ms}, {@code 2s}, {@code 1m}: nanoseconds. */
    static final class Time implements ITypeConverter<Long> {
        private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m)");

        @Override
        public Long convert(String text) {
            Matcher parts = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (!parts.matches()) {
                throw new TypeConversionException("'" + text + "' is no time: write 500ms, 2s or 1m");
            }
            double unit = switch (parts.group(2)) {
                case "ms" -> 1e6;
                case "s" -> 1e9;
                default -> 60e9;
            };
            return Math.round(Double.parseDouble(parts.group(1)) * unit);
        }
    }

    /** {@code 0.1%} or {@code 0.001}: a share of 1. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            String number = text.strip();
            boolean percent = number.endsWith("%");
            try {
                double value = Double.parseDouble(percent ? number.substring(0, number.length() - 1) : number);
                return percent ? value / 100 : value;
            } catch (NumberFormatException noNumber) {
                throw new TypeConversionException("'" + text + "' is no share: write 0.1% or 0.001");
            }
        }
    }

    /** {@code 250000}, {@code 1.5M} or {@code 200k}: per second. */
    static final class Rate implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            String number = text.strip().toLowerCase(Locale.ROOT);
            double unit = number.endsWith("k") ? 1e3 : number.endsWith("m") ? 1e6 : 1;
            try {
                return Double.parseDouble(unit == 1 ? number : number.substring(0, number.length() - 1)) * unit;
            } catch (NumberFormatException noNumber) {
                throw new TypeConversionException("'" + text + "' is no rate: write 250000, 200k or 1.5M (a second)");
            }
        }
    }
}
