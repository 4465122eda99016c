package org.sluice.control.config;

/** A value that its setting does not take. The message says what is allowed. */
final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidValueException(String allowed) {
        super(allowed);
    }
}
