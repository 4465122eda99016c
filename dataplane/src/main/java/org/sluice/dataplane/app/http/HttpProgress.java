package org.sluice.dataplane.app.http;

/** How far one half of an HTTP transaction has come; the same steps in both directions. */
final class HttpProgress {
    /** Something came. */
    static final int STARTED = 1;
    /** The first line is whole. */
    static final int LINE = 2;
    /** The header fields are whole. */
    static final int HEADERS = 3;
    /** The body has begun. */
    static final int BODY = 4;
    /** The body is whole, trailer fields may come. */
    static final int TRAILER = 5;

    private HttpProgress() {
    }
}
