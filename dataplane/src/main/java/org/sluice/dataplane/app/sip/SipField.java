package org.sluice.dataplane.app.sip;

import org.sluice.dataplane.app.NativeBytes;

/** Header fields that rules ask for, with their compact forms (RFC 3261, 7.3.3). */
enum SipField {
    FROM("from", 'f'),
    TO("to", 't'),
    VIA("via", 'v'),
    USER_AGENT("user-agent", '\0'),
    CONTENT_TYPE("content-type", 'c'),
    CONTENT_LENGTH("content-length", 'l');

    static final int COUNT = values().length;

    private static final SipField[] VALUES = values();

    private final String lower;
    private final char compact;

    SipField(String lower, char compact) {
        this.lower = lower;
        this.compact = compact;
    }

    /** The field named in {@code [0, end)} of a line, or null. */
    static SipField byName(NativeBytes line, int end) {
        for (SipField field : VALUES) {
            if (field.isNamed(line, end)) {
                return field;
            }
        }
        return null;
    }

    private boolean isNamed(NativeBytes line, int end) {
        if (end == 1) {
            return (line.get(0) | 0x20) == compact;
        }
        if (end != lower.length()) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            byte b = line.get(i);
            int folded = b >= 'A' && b <= 'Z' ? b | 0x20 : b;
            if (folded != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
