package org.sluice.bindings;

/** A native call that failed: what was attempted, with which values, the error number and, where known, the cure. */
public final class NativeException extends RuntimeException {
    private final int errno;

    /**
     * @param attempted what failed, with its values: "cannot pin thread to processor 7"
     * @param returned what the call returned: a negated error number
     * @param cure what mends it, or an empty text
     */
    public NativeException(String attempted, long returned, String cure) {
        super(attempted + ": " + Errno.text((int) -returned) + (cure.isEmpty() ? "" : ". " + cure));
        errno = (int) -returned;
    }

    /** The error number, one of {@link Errno}. */
    public int errno() {
        return errno;
    }

    /**
     * Passes a result through, or throws when it is a negated error number.
     *
     * @param returned what the call returned
     * @param attempted what was attempted
     * @return {@code returned}, 0 or more
     */
    public static long check(long returned, String attempted) {
        if (returned < 0) {
            throw new NativeException(attempted, returned, "");
        }
        return returned;
    }
}
