package org.sluice.bindings.vectorscan;

/**
 * One pattern of a database.
 *
 * @param expression in PCRE syntax; without {@link Vectorscan#UTF8} its characters are bytes (0 to 255), so that other
 *     bytes than printable ASCII are best written as {@code \xHH}
 * @param flags of {@link Vectorscan}, or-ed
 * @param id reported with a match; several patterns may share one
 * @param minOffset least end offset of a match, {@link #ANY} for no bound
 * @param maxOffset greatest end offset of a match, {@link #ANY} for no bound
 * @param minLength least length of a match, {@link #ANY} for no bound
 */
public record Pattern(String expression, int flags, int id, long minOffset, long maxOffset, long minLength) {
    /** No bound. */
    public static final long ANY = -1;

    /** A pattern that may match anywhere. */
    public Pattern(String expression, int flags, int id) {
        this(expression, flags, id, ANY, ANY, ANY);
    }

    boolean isBounded() {
        return minOffset != ANY || maxOffset != ANY || minLength != ANY;
    }
}
