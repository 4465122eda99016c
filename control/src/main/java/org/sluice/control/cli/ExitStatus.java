package org.sluice.control.cli;

/** What the exit status of a command means. */
public final class ExitStatus {
    /** Done. */
    public static final int OK = 0;
    /** Done, and what was looked at is not right: rules refused, a replay that failed, something for the doctor. */
    public static final int FOUND_PROBLEMS = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** The configuration is wrong. */
    public static final int BAD_CONFIGURATION = 3;
    /** The process that was to be asked is not there, or did not answer. */
    public static final int NOT_RUNNING = 4;
    /** Something needed to start is missing or refused: a device, memory, a library, a permission. */
    public static final int CANNOT_START = 5;
    /** A defect in Sluice. */
    public static final int INTERNAL = 70;

    private ExitStatus() {
    }
}
