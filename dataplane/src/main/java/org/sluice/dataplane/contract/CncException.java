package org.sluice.dataplane.contract;

/** A cnc directory that cannot be used: the message says which, why and what to do about it. */
public final class CncException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what, where, why and the cure */
    public CncException(final String message) {
        super(message);
    }

    /**
     * @param message what, where, why and the cure
     * @param cause   what the operating system said
     */
    public CncException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
