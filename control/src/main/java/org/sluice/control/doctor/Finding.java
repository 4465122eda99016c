package org.sluice.control.doctor;

/**
 * What a check found.
 *
 * @param level how bad it is
 * @param area  the part of the machine
 * @param text  what is, and what it means
 * @param cure  the command or line of configuration that mends it; empty when nothing is to be mended
 */
public record Finding(Level level, String area, String text, String cure) {
    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** It works, but slower or with more risk than it could. */
        WARNING,
        /** Sluice does not start, or not as configured. */
        PROBLEM
    }

    static Finding ok(String area, String text) {
        return new Finding(Level.OK, area, text, "");
    }

    static Finding warning(String area, String text, String cure) {
        return new Finding(Level.WARNING, area, text, cure);
    }

    static Finding problem(String area, String text, String cure) {
        return new Finding(Level.PROBLEM, area, text, cure);
    }
}
