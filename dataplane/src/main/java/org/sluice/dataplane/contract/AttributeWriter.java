package org.sluice.dataplane.contract;

import org.agrona.concurrent.UnsafeBuffer;

import java.lang.foreign.MemorySegment;

/**
 * Appends attributes to an event under construction. Each is
 *
 * <pre>
 *    0   1   2       4               8
 *   +---+---+-------+---------------+-----------+-------------+
 *   |knd|key|   -   | value length  | key ASCII | value       |   not aligned
 *   +---+---+-------+---------------+-----------+-------------+
 * </pre>
 *
 * At the top level they become members of the event's JSON object; an object named like one that the event has anyway
 * ({@code alert}, {@code flow}, {@code tcp}...) adds its members to that. An attribute that does not fit is left out,
 * with all it would have held, and the event is marked truncated. Allocates nothing; for the thread of its
 * {@link EventWriter}.
 */
public final class AttributeWriter {
    static final int HEADER_LENGTH = 8;
    static final int MAX_DEPTH = 16;
    static final int KEY_LENGTH_OFFSET = 1;
    static final int VALUE_LENGTH_OFFSET = 4;
    static final int FRAME_PREFIX_LENGTH = 8;
    private static final int MAX_KEY_LENGTH = 127;
    private static final int CLOSING_RESERVE = MAX_DEPTH * HEADER_LENGTH;

    private final UnsafeBuffer buffer;
    private final MemorySegment segment;
    private final int limit;
    private int position;
    private int depth;
    private int skippedDepth;
    private boolean truncated;

    AttributeWriter(final UnsafeBuffer buffer, final MemorySegment segment) {
        this.buffer = buffer;
        this.segment = segment;
        this.limit = buffer.capacity() - CLOSING_RESERVE;
    }

    void begin(final int position) {
        this.position = position;
        depth = 0;
        skippedDepth = 0;
        truncated = false;
    }

    int finish() {
        while (depth > 0) {
            close();
        }
        return position;
    }

    boolean truncated() {
        return truncated;
    }

    /** @return bytes still free for attributes */
    public int remaining() {
        return Math.max(0, limit - position);
    }

    /**
     * @param key  ASCII
     * @param text ASCII; other characters become {@code ?}
     * @return this
     */
    public AttributeWriter string(final String key, final String text) {
        final int length = text.length();
        if (claim(AttributeKind.STRING, key, length)) {
            putAscii(text, length);
        }
        return this;
    }

    /**
     * @param key    ASCII
     * @param memory holding the text
     * @param offset of the text
     * @param length of the text in bytes
     * @return this
     */
    public AttributeWriter string(final String key, final MemorySegment memory, final long offset, final int length) {
        return copy(AttributeKind.STRING, key, memory, offset, length);
    }

    /**
     * @param key    ASCII
     * @param bytes  holding the text
     * @param offset of the text
     * @param length of the text in bytes
     * @return this
     */
    public AttributeWriter string(final String key, final byte[] bytes, final int offset, final int length) {
        return copy(AttributeKind.STRING, key, bytes, offset, length);
    }

    /**
     * @param key    ASCII
     * @param bytes  holding one JSON value in UTF-8, which is printed as it is
     * @param offset of the value
     * @param length of the value in bytes
     * @return this
     */
    public AttributeWriter json(final String key, final byte[] bytes, final int offset, final int length) {
        return copy(AttributeKind.JSON, key, bytes, offset, length);
    }

    /**
     * @param key    ASCII
     * @param memory holding the bytes
     * @param offset of the first
     * @param length of them
     * @return this
     */
    public AttributeWriter base64(final String key, final MemorySegment memory, final long offset, final int length) {
        return copy(AttributeKind.BASE64, key, memory, offset, length);
    }

    /**
     * @param key    ASCII
     * @param memory holding the bytes
     * @param offset of the first
     * @param length of them
     * @return this
     */
    public AttributeWriter hex(final String key, final MemorySegment memory, final long offset, final int length) {
        return copy(AttributeKind.HEX, key, memory, offset, length);
    }

    /**
     * @param key    ASCII
     * @param bytes  holding the bytes
     * @param offset of the first
     * @param length of them
     * @return this
     */
    public AttributeWriter hex(final String key, final byte[] bytes, final int offset, final int length) {
        return copy(AttributeKind.HEX, key, bytes, offset, length);
    }

    /**
     * @param key    ASCII
     * @param memory holding an address in network order
     * @param offset of its first byte
     * @param length 4 or 16
     * @return this
     */
    public AttributeWriter address(final String key, final MemorySegment memory, final long offset, final int length) {
        return copy(AttributeKind.ADDRESS, key, memory, offset, length);
    }

    /**
     * @param key    ASCII
     * @param memory holding a link-layer address
     * @param offset of its 6 bytes
     * @return this
     */
    public AttributeWriter mac(final String key, final MemorySegment memory, final long offset) {
        return copy(AttributeKind.MAC, key, memory, offset, 6);
    }

    /**
     * @param key   ASCII
     * @param value any
     * @return this
     */
    public AttributeWriter number(final String key, final long value) {
        if (claim(AttributeKind.LONG, key, Long.BYTES)) {
            buffer.putLong(position, value);
            position += Long.BYTES;
        }
        return this;
    }

    /**
     * @param key   ASCII
     * @param value finite
     * @return this
     */
    public AttributeWriter real(final String key, final double value) {
        if (claim(AttributeKind.DOUBLE, key, Double.BYTES)) {
            buffer.putDouble(position, value);
            position += Double.BYTES;
        }
        return this;
    }

    /**
     * @param key   ASCII
     * @param value either
     * @return this
     */
    public AttributeWriter bool(final String key, final boolean value) {
        if (claim(AttributeKind.BOOLEAN, key, 1)) {
            buffer.putByte(position++, (byte)(value ? 1 : 0));
        }
        return this;
    }

    /**
     * Opens an object; what follows up to {@link #end()} are its members.
     *
     * @param key ASCII, empty inside an array
     * @return this
     */
    public AttributeWriter object(final String key) {
        return open(AttributeKind.OBJECT, key);
    }

    /**
     * Opens an array; what follows up to {@link #end()} are its elements, with empty keys.
     *
     * @param key ASCII, empty inside an array
     * @return this
     */
    public AttributeWriter array(final String key) {
        return open(AttributeKind.ARRAY, key);
    }

    /**
     * Closes the innermost open object or array. What is still open when the event is committed is closed then.
     *
     * @return this
     */
    public AttributeWriter end() {
        if (skippedDepth > 0) {
            skippedDepth--;
        } else if (depth > 0) {
            close();
        }
        return this;
    }

    /**
     * The packet that an event is about, at the top level.
     *
     * @param memory     holding it
     * @param offset     of its first byte
     * @param length     to record
     * @param wireLength that it had on the wire
     * @param linkType   as in pcap files; 1 is Ethernet
     * @return this
     */
    public AttributeWriter packet(
        final MemorySegment memory, final long offset, final int length, final int wireLength, final int linkType) {
        return frame(AttributeKind.PACKET, linkType, memory, offset, length, wireLength);
    }

    /**
     * The payload that an event is about, at the top level.
     *
     * @param memory      holding it
     * @param offset      of its first byte
     * @param length      to record
     * @param wholeLength that it had before it was cut to {@code length}
     * @return this
     */
    public AttributeWriter payload(
        final MemorySegment memory, final long offset, final int length, final int wholeLength) {
        return frame(AttributeKind.PAYLOAD, 0, memory, offset, length, wholeLength);
    }

    /**
     * The payload that an event is about where it lies in the packet recorded after it: not written a second time.
     *
     * @param packetOffset of its first byte in the packet, above 0
     * @param length       to record
     * @param wholeLength  that it had before it was cut to {@code length}
     * @return this
     */
    public AttributeWriter payloadInPacket(final int packetOffset, final int length, final int wholeLength) {
        if (claim(AttributeKind.PAYLOAD, "", FRAME_PREFIX_LENGTH + Integer.BYTES)) {
            buffer.putInt(position, packetOffset);
            buffer.putInt(position + 4, wholeLength);
            buffer.putInt(position + FRAME_PREFIX_LENGTH, length);
            position += FRAME_PREFIX_LENGTH + Integer.BYTES;
        }
        return this;
    }

    private AttributeWriter frame(
        final AttributeKind kind, final int first, final MemorySegment memory, final long offset, final int length,
        final int wholeLength) {
        final int room = limit - position - HEADER_LENGTH - FRAME_PREFIX_LENGTH;
        final int cut = Math.max(0, Math.min(length, room));
        truncated |= cut < length;
        if (claim(kind, "", FRAME_PREFIX_LENGTH + cut)) {
            buffer.putInt(position, first);
            buffer.putInt(position + 4, wholeLength);
            MemorySegment.copy(memory, offset, segment, position + FRAME_PREFIX_LENGTH, cut);
            position += FRAME_PREFIX_LENGTH + cut;
        }
        return this;
    }

    private AttributeWriter copy(
        final AttributeKind kind, final String key, final MemorySegment memory, final long offset, final int length) {
        if (claim(kind, key, length)) {
            MemorySegment.copy(memory, offset, segment, position, length);
            position += length;
        }
        return this;
    }

    private AttributeWriter copy(
        final AttributeKind kind, final String key, final byte[] bytes, final int offset, final int length) {
        if (claim(kind, key, length)) {
            buffer.putBytes(position, bytes, offset, length);
            position += length;
        }
        return this;
    }

    private AttributeWriter open(final AttributeKind kind, final String key) {
        if (skippedDepth > 0 || depth == MAX_DEPTH || !claim(kind, key, 0)) {
            skippedDepth++;
            truncated = true;
        } else {
            depth++;
        }
        return this;
    }

    private void close() {
        putHeader(AttributeKind.END, 0, 0);
        position += HEADER_LENGTH;
        depth--;
    }

    private boolean claim(final AttributeKind kind, final String key, final int valueLength) {
        final int keyLength = Math.min(MAX_KEY_LENGTH, key.length());
        if (skippedDepth > 0 || (long)position + HEADER_LENGTH + keyLength + valueLength > limit) {
            truncated = true;
            return false;
        }
        putHeader(kind, keyLength, valueLength);
        position += HEADER_LENGTH;
        putAscii(key, keyLength);
        return true;
    }

    private void putHeader(final AttributeKind kind, final int keyLength, final int valueLength) {
        buffer.putByte(position, (byte)kind.ordinal());
        buffer.putByte(position + KEY_LENGTH_OFFSET, (byte)keyLength);
        buffer.putShort(position + 2, (short)0);
        buffer.putInt(position + VALUE_LENGTH_OFFSET, valueLength);
    }

    private void putAscii(final String text, final int length) {
        for (int i = 0; i < length; i++) {
            final char c = text.charAt(i);
            buffer.putByte(position + i, c < 0x80 ? (byte)c : (byte)'?');
        }
        position += length;
    }
}
