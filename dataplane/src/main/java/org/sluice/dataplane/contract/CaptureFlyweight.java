package org.sluice.dataplane.contract;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A packet in a capture ring.
 *
 * <pre>
 *    0               4               8               12
 *   +-------------------------------+-------------------------------+
 *   |          timestamp ns         |            flow id            |
 *   +-------------------------------+---------------+---------------+  16
 *   |         frame number          |   interface   |   link type   |
 *   +---------------+---------------+---------------+---------------+  32
 *   |  wire length  |   direction   |
 *   +---------------+---------------+  40
 *   | the packet's bytes, to the end of the record                  |
 * </pre>
 */
public final class CaptureFlyweight {
    /** Bytes before the packet. */
    public static final int LENGTH = 40;
    /** Message type in the ring. */
    public static final int TYPE_CODE = 100;

    private static final int TIMESTAMP_OFFSET = 0;
    private static final int FLOW_ID_OFFSET = 8;
    private static final int FRAME_NUMBER_OFFSET = 16;
    private static final int INTERFACE_OFFSET = 24;
    private static final int LINK_TYPE_OFFSET = 28;
    private static final int WIRE_LENGTH_OFFSET = 32;
    private static final int DIRECTION_OFFSET = 36;

    private MutableDirectBuffer buffer;
    private int offset;

    /**
     * @param buffer holding a record
     * @param offset of its first byte
     * @return this
     */
    public CaptureFlyweight wrap(final MutableDirectBuffer buffer, final int offset) {
        this.buffer = buffer;
        this.offset = offset;
        return this;
    }

    CaptureFlyweight put(
        final long timestampNs, final long flowId, final long frameNumber, final int interfaceId, final int linkType,
        final int wireLength, final Direction direction) {
        buffer.putLong(offset + TIMESTAMP_OFFSET, timestampNs);
        buffer.putLong(offset + FLOW_ID_OFFSET, flowId);
        buffer.putLong(offset + FRAME_NUMBER_OFFSET, frameNumber);
        buffer.putInt(offset + INTERFACE_OFFSET, interfaceId);
        buffer.putInt(offset + LINK_TYPE_OFFSET, linkType);
        buffer.putInt(offset + WIRE_LENGTH_OFFSET, wireLength);
        buffer.putInt(offset + DIRECTION_OFFSET, direction.ordinal());
        return this;
    }

    /** @return ns since the epoch */
    public long timestampNs() {
        return buffer.getLong(offset + TIMESTAMP_OFFSET);
    }

    /** @return the flow's id, 0: none */
    public long flowId() {
        return buffer.getLong(offset + FLOW_ID_OFFSET);
    }

    /** @return number of the frame, 0: none */
    public long frameNumber() {
        return buffer.getLong(offset + FRAME_NUMBER_OFFSET);
    }

    /** @return index of the interface it came in at */
    public int interfaceId() {
        return buffer.getInt(offset + INTERFACE_OFFSET);
    }

    /** @return link type as in pcap files */
    public int linkType() {
        return buffer.getInt(offset + LINK_TYPE_OFFSET);
    }

    /** @return bytes on the wire; the record may hold fewer */
    public int wireLength() {
        return buffer.getInt(offset + WIRE_LENGTH_OFFSET);
    }

    /** @return which way of its flow it went */
    public Direction direction() {
        return Direction.of(buffer.getInt(offset + DIRECTION_OFFSET));
    }

    /** @return the buffer, for the packet's bytes from {@link #packetOffset()} on */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** @return offset of the packet's first byte in {@link #buffer()} */
    public int packetOffset() {
        return offset + LENGTH;
    }
}
