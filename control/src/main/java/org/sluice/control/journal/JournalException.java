package org.sluice.control.journal;

/** A journal that cannot be opened or read: the message says which, why and what to do about it. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what, where, why and the cure
     * @param cause   what was thrown below
     */
    public JournalException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
