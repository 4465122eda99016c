package org.sluice.bindings.vectorscan;

/** A pattern that Vectorscan does not take: which one, and why. */
public final class PatternException extends Exception {
    private final int index;

    PatternException(int index, String message) {
        super(message);
        this.index = index;
    }

    /** Index in the list given to {@link Vectorscan#compile}, or -1 when it is the set as a whole. */
    public int index() {
        return index;
    }
}
