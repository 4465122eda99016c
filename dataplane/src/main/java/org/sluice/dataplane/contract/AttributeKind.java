package org.sluice.dataplane.contract;

/** Kinds of attribute behind an event's body: how its value is laid out, and how EVE JSON prints it. */
public enum AttributeKind {
    /** Closes the innermost {@link #OBJECT} or {@link #ARRAY}. */
    END,
    /** Bytes printed as text, whatever they are. */
    STRING,
    /** Bytes printed in Base64. */
    BASE64,
    /** Bytes printed as lower-case hex digits. */
    HEX,
    /** A signed 64-bit integer. */
    LONG,
    /** An IEEE 754 double. */
    DOUBLE,
    /** One byte: 0 or 1. */
    BOOLEAN,
    /** An IPv4 or IPv6 address: 4 or 16 bytes in network order. */
    ADDRESS,
    /** A link-layer address: 6 bytes. */
    MAC,
    /** Members follow up to the matching {@link #END}. */
    OBJECT,
    /** Elements, their keys empty, follow up to the matching {@link #END}. */
    ARRAY,
    /** The packet: link type (int), length on the wire (int), its bytes. No key. */
    PACKET,
    /**
     * The payload that matched, no key: 0 (int), its whole length (int), its bytes; or, when it lies in the event's
     * packet, which follows: its offset there (int), its whole length (int), its recorded length (int).
     */
    PAYLOAD,
    /** A JSON value in UTF-8, printed as it is. */
    JSON;

    private static final AttributeKind[] VALUES = values();

    static AttributeKind of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : null;
    }
}
