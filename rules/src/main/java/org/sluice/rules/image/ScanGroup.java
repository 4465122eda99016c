package org.sluice.rules.image;

/**
 * What is scanned with which database: rows of {@link ImageSection#GROUPS}.
 *
 * <p>Payload is grouped by protocol, direction and, for TCP, the server's port, where the port is one of the few listed
 * in {@link ImageSection#GROUP_PORTS} (selector 1 and up) or any other (selector 0). A TCP group serves packets and
 * streams alike, so that bytes are scanned once: the stream's window holds the packet's payload. Buffers are grouped by
 * buffer spec (the selector) and direction; their protocol is 0.
 */
public final class ScanGroup {
    /** Words of a row. */
    public static final int WORDS = 5;
    /** Word: {@link #PAYLOAD} or {@link #BUFFER}. */
    public static final int KIND = 0;
    /** Word: {@link #TCP}... */
    public static final int PROTOCOL = 1;
    /** Word: 0 to the server, 1 to the client. */
    public static final int DIRECTION = 2;
    /** Word: index of the port plus one, or 0; or the buffer spec. */
    public static final int SELECTOR = 3;
    /** Word: database. */
    public static final int DATABASE = 4;

    /** Payload: of a packet, or what a stream has in its window. */
    public static final int PAYLOAD = 0;
    /** A buffer of a transaction. */
    public static final int BUFFER = 1;

    public static final int TCP = 0;
    public static final int UDP = 1;
    public static final int ICMP = 2;
    public static final int OTHER = 3;
    /**
     * Bytes before the new ones of a stream or body that are scanned again, so that what lies across the seam is found:
     * a pattern ends at most so many bytes before the end of the content it stands for.
     */
    public static final int SEAM_BYTES = 128;
    /** How many protocol classes there are. */
    public static final int PROTOCOLS = 4;
    /** Most ports with groups of their own. */
    public static final int MAX_PORTS = 16;

    private ScanGroup() {
    }
}
