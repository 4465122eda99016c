package org.sluice.bindings;

/**
 * A native library or one of its functions is not there; the message names the package, command or flag that cures it.
 */
public final class NativeLibraryException extends RuntimeException {
    NativeLibraryException(String message) {
        super(message);
    }

    NativeLibraryException(String message, Throwable cause) {
        super(message, cause);
    }
}
