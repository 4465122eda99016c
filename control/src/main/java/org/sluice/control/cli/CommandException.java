package org.sluice.control.cli;

/** Why a command cannot go on: shown as it is, without a stack trace, and the exit status that goes with it. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    /**
     * A reason to stop.
     *
     * @param exitStatus one of {@link ExitStatus}
     * @param message    what, where, why and how to mend it
     */
    public CommandException(int exitStatus, String message) {
        super(message);
        this.exitStatus = exitStatus;
    }

    /** The same with the failure below. */
    public CommandException(int exitStatus, String message, Throwable cause) {
        super(message, cause);
        this.exitStatus = exitStatus;
    }

    /** One of {@link ExitStatus}. */
    public int exitStatus() {
        return exitStatus;
    }
}
