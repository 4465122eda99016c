package org.sluice.bindings.pcre2;

/** A regular expression that does not compile: where, and why. */
public final class PatternSyntaxException extends Exception {
    private final int offset;

    PatternSyntaxException(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    /** Byte offset in the pattern where it was found. */
    public int offset() {
        return offset;
    }
}
