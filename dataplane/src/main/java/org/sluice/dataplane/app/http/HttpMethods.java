package org.sluice.dataplane.app.http;

import org.sluice.dataplane.app.NativeBytes;

/** The methods that change how a message is read. */
final class HttpMethods {
    static final int OTHER = 0;
    static final int GET = 1;
    static final int HEAD = 2;
    static final int POST = 3;
    static final int PUT = 4;
    static final int CONNECT = 5;

    private HttpMethods() {
    }

    /** The method in that range of a request line. */
    static int of(NativeBytes line, int start, int end) {
        return switch (end - start) {
            case 3 -> is(line, start, end, "get") ? GET : is(line, start, end, "put") ? PUT : OTHER;
            case 4 -> is(line, start, end, "head") ? HEAD : is(line, start, end, "post") ? POST : OTHER;
            case 7 -> is(line, start, end, "connect") ? CONNECT : OTHER;
            default -> OTHER;
        };
    }

    private static boolean is(NativeBytes line, int start, int end, String method) {
        return Ascii.equalsIgnoringCaseAndNul(line, start, end, method);
    }
}
