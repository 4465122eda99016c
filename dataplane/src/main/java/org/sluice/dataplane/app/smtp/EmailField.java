package org.sluice.dataplane.app.smtp;

import org.sluice.dataplane.app.NativeBytes;

/** Header fields of a mail, or of a part of it, that somebody asks for. */
enum EmailField {
    FROM("from"),
    TO("to"),
    CC("cc"),
    SUBJECT("subject"),
    DATE("date"),
    MESSAGE_ID("message-id"),
    X_MAILER("x-mailer"),
    RECEIVED("received"),
    CONTENT_TYPE("content-type"),
    CONTENT_DISPOSITION("content-disposition"),
    CONTENT_TRANSFER_ENCODING("content-transfer-encoding");

    private static final EmailField[] VALUES = values();

    private final String lower;

    EmailField(String lower) {
        this.lower = lower;
    }

    /** Whether rules ask for its value; the others steer the reader. */
    boolean kept() {
        return ordinal() <= RECEIVED.ordinal();
    }

    /** The field of that name, or null. */
    static EmailField byName(NativeBytes line, int end) {
        for (EmailField field : VALUES) {
            if (field.lower.length() == end && Text.begins(line, 0, end, field.lower)) {
                return field;
            }
        }
        return null;
    }
}
