package org.sluice.dataplane.port;

/** A port cannot be what the configuration asks for: which one, why, and what mends it. */
public final class PortException extends RuntimeException {
    /** @param message complete: names the port or setting, the reason and the cure */
    public PortException(String message) {
        super(message);
    }

    /** @param message complete: names the port or setting, the reason and the cure */
    public PortException(String message, Throwable cause) {
        super(message, cause);
    }
}
