package org.sluice.perf.report;

import java.util.Locale;

/** Figures as people read them: three digits that count, and a unit. */
public final class Figures {
    private static final String[] RATES = {"", "k", "M", "G", "T"};

    private Figures() {}

    /** {@code "1.23 M"} or {@code "12 "}: a unit comes right behind. */
    public static String scaled(double value) {
        double rest = value;
        int step = 0;
        while (Math.abs(rest) >= 999.5 && step < RATES.length - 1) {
            rest /= 1000;
            step++;
        }
        return digits(rest) + " " + RATES[step];
    }

    /** Three digits that count; more before the point when there are more. */
    public static String digits(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : size >= 0.00995 ? 3 : 5;
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** A share as {@code 0.12 %}. */
    public static String percent(double share) {
        return digits(share * 100) + " %";
    }

    /** A time in microseconds, with the unit that suits it. */
    public static String micros(double us) {
        return us >= 1e6 ? digits(us / 1e6) + " s" : us >= 1e3 ? digits(us / 1e3) + " ms" : digits(us) + " µs";
    }

    /** A whole number with separators. */
    public static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
