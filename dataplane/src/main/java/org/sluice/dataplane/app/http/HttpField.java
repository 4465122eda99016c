package org.sluice.dataplane.app.http;

import org.sluice.dataplane.app.NativeBytes;

/** Header fields that the parser or a buffer asks for by name. */
enum HttpField {
    HOST("host"),
    USER_AGENT("user-agent"),
    COOKIE("cookie"),
    SET_COOKIE("set-cookie"),
    CONTENT_TYPE("content-type"),
    CONTENT_LENGTH("content-length"),
    CONTENT_ENCODING("content-encoding"),
    CONTENT_DISPOSITION("content-disposition"),
    CONTENT_RANGE("content-range"),
    TRANSFER_ENCODING("transfer-encoding"),
    ACCEPT("accept"),
    ACCEPT_ENCODING("accept-encoding"),
    ACCEPT_LANGUAGE("accept-language"),
    CONNECTION("connection"),
    UPGRADE("upgrade"),
    REFERER("referer"),
    LOCATION("location"),
    SERVER("server"),
    AUTHORIZATION("authorization"),
    X_FORWARDED_FOR("x-forwarded-for");

    /** How many there are. */
    static final int COUNT = values().length;

    private static final HttpField[] VALUES = values();
    private static final int TABLE = 256;
    private static final HttpField[] BY_HASH = new HttpField[TABLE];

    static {
        for (HttpField field : VALUES) {
            int hash = 0;
            for (int i = 0; i < field.lower.length(); i++) {
                hash = hash * 31 + field.lower.charAt(i);
            }
            int slot = slot(hash);
            while (BY_HASH[slot] != null) {
                slot = slot + 1 & TABLE - 1;
            }
            BY_HASH[slot] = field;
        }
    }

    private final String lower;

    HttpField(String lower) {
        this.lower = lower;
    }

    /** The field of that name, or null. NUL bytes in a name do not count, and neither does case. */
    static HttpField byName(NativeBytes bytes, int start, int end, int hash) {
        int slot = slot(hash);
        while (BY_HASH[slot] != null) {
            if (Ascii.equalsIgnoringCaseAndNul(bytes, start, end, BY_HASH[slot].lower)) {
                return BY_HASH[slot];
            }
            slot = slot + 1 & TABLE - 1;
        }
        return null;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 8 ^ hash >>> 16) & TABLE - 1;
    }
}
