package org.sluice.dataplane.contract;

/** What a {@link EventType#NOTICE} says. */
public enum NoticeCode {
    /** The data plane forwards packets. */
    STARTED,
    /** The data plane stops by command or signal. */
    STOPPED,
    /** A worker took the image of the notice's generation. */
    IMAGE_ADOPTED,
    /** An image was refused; the old one stays. The text says why. */
    IMAGE_REFUSED,
    /** A shadow image runs beside the active one. */
    SHADOW_ADOPTED,
    /** A shadow image was refused. The text says why. */
    SHADOW_REFUSED,
    /** No worker uses the generation any more and it was unmapped. */
    IMAGE_RETIRED,
    /** A port's link came up. The text names it. */
    LINK_UP,
    /** A port's link went down. The text names it. */
    LINK_DOWN,
    /** A rule overran its budget and was taken out. The text names it. */
    RULE_QUARANTINED,
    /** A command was refused. The text says why. */
    COMMAND_REFUSED,
    /** An error that did not stop the data plane. The text says what. */
    ERROR;

    private static final NoticeCode[] VALUES = values();

    static NoticeCode of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : ERROR;
    }
}
