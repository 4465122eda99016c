package org.sluice.dataplane.contract;

import org.agrona.DirectBuffer;

/**
 * Walks the attributes of an event in order; layout in {@link AttributeWriter}. It stays within the event whatever the
 * bytes say: a broken attribute ends the walk.
 */
public final class AttributeReader {
    private DirectBuffer buffer;
    private int next;
    private int end;
    private AttributeKind kind;
    private int keyOffset;
    private int keyLength;
    private int valueOffset;
    private int valueLength;

    /**
     * @param buffer      holding an event
     * @param eventOffset of its first byte
     * @param length      of the event
     * @param type        of the event
     * @return this, before the first attribute
     */
    public AttributeReader wrap(
        final DirectBuffer buffer, final int eventOffset, final int length, final EventType type) {
        this.buffer = buffer;
        this.end = eventOffset + length;
        this.next = eventOffset + EventHeaderFlyweight.LENGTH + type.bodyLength();
        return this;
    }

    /** @return whether there is one more attribute, which is then the current one */
    public boolean next() {
        if (next + AttributeWriter.HEADER_LENGTH > end) {
            return false;
        }
        kind = AttributeKind.of(buffer.getByte(next));
        keyLength = buffer.getByte(next + AttributeWriter.KEY_LENGTH_OFFSET) & 0xFF;
        valueLength = buffer.getInt(next + AttributeWriter.VALUE_LENGTH_OFFSET);
        keyOffset = next + AttributeWriter.HEADER_LENGTH;
        valueOffset = keyOffset + keyLength;
        if (kind == null || valueLength < 0 || (long)valueOffset + valueLength > end || valueLength < least(kind)) {
            next = end;
            return false;
        }
        next = valueOffset + valueLength;
        return true;
    }

    private static int least(final AttributeKind kind) {
        return switch (kind) {
            case LONG, DOUBLE, PACKET, PAYLOAD -> 8;
            case MAC -> 6;
            case ADDRESS -> 4;
            case BOOLEAN -> 1;
            case END, STRING, BASE64, HEX, OBJECT, ARRAY, JSON -> 0;
        };
    }

    /** Moves behind the end of the current object or array. */
    public void skipChildren() {
        for (int depth = 1; depth > 0 && next(); ) {
            depth += switch (kind) {
                case OBJECT, ARRAY -> 1;
                case END -> -1;
                default -> 0;
            };
        }
    }

    /** @return kind of the current attribute */
    public AttributeKind kind() {
        return kind;
    }

    /** @return its key, empty in arrays */
    public String key() {
        return buffer.getStringWithoutLengthAscii(keyOffset, keyLength);
    }

    /**
     * @param name to compare with
     * @return whether the key is that
     */
    public boolean keyIs(final String name) {
        if (name.length() != keyLength) {
            return false;
        }
        for (int i = 0; i < keyLength; i++) {
            if (buffer.getByte(keyOffset + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** @return value of a {@link AttributeKind#LONG} */
    public long number() {
        return buffer.getLong(valueOffset);
    }

    /** @return value of a {@link AttributeKind#DOUBLE} */
    public double real() {
        return buffer.getDouble(valueOffset);
    }

    /** @return value of a {@link AttributeKind#BOOLEAN} */
    public boolean bool() {
        return buffer.getByte(valueOffset) != 0;
    }

    /** @return the value's bytes; of a packet or payload, those after its two numbers */
    public byte[] bytes() {
        if (kind == AttributeKind.PAYLOAD && buffer.getInt(valueOffset) > 0) {
            return bytesInPacket();
        }
        final int prefix = prefixLength();
        final byte[] copy = new byte[valueLength - prefix];
        buffer.getBytes(valueOffset + prefix, copy);
        return copy;
    }

    /**
     * The part of the event's packet that the current payload is; none when the packet is missing or ends before it.
     */
    private byte[] bytesInPacket() {
        final int packetOffset = buffer.getInt(valueOffset);
        final int recorded = valueLength < AttributeWriter.FRAME_PREFIX_LENGTH + Integer.BYTES ? 0 :
            buffer.getInt(valueOffset + AttributeWriter.FRAME_PREFIX_LENGTH);
        final AttributeReader ahead = new AttributeReader();
        ahead.buffer = buffer;
        ahead.next = next;
        ahead.end = end;
        while (ahead.next()) {
            if (ahead.kind == AttributeKind.PACKET) {
                final int room = ahead.valueLength - AttributeWriter.FRAME_PREFIX_LENGTH - packetOffset;
                final byte[] copy = new byte[Math.max(0, Math.min(recorded, room))];
                buffer.getBytes(ahead.valueOffset + AttributeWriter.FRAME_PREFIX_LENGTH + packetOffset, copy);
                return copy;
            }
        }
        return new byte[0];
    }

    /** @return link type of a {@link AttributeKind#PACKET} */
    public int linkType() {
        return buffer.getInt(valueOffset);
    }

    /** @return length that a packet or payload had before it was cut */
    public int wholeLength() {
        return buffer.getInt(valueOffset + 4);
    }

    private int prefixLength() {
        return kind == AttributeKind.PACKET || kind == AttributeKind.PAYLOAD ? AttributeWriter.FRAME_PREFIX_LENGTH : 0;
    }
}
