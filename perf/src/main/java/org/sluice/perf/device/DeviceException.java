package org.sluice.perf.device;

/** The device under test could not be started, or ended: what, why, and how to mend it. */
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message shown as it is */
    public DeviceException(String message) {
        super(message);
    }

    /** The same with the failure below. */
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
