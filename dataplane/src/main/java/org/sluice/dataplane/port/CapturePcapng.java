package org.sluice.dataplane.port;

import java.io.IOException;
import java.util.Arrays;

/**
 * The block format (draft-ietf-opsawg-pcapng): sections, each with a byte order and interfaces of its own. Packets come
 * in enhanced, simple and (obsolete) packet blocks; every other block, and every option that says nothing about time,
 * is skipped.
 *
 * <pre>
 * block:     type(4) total length(4) body(n, padded to 4) total length(4)
 * section:   0x0A0D0D0A  length  byte-order magic(4) major(2) minor(2) section length(8) options
 * interface: 1           length  linktype(2) reserved(2) snapshot length(4) options
 * packet:    2           length  interface(2) drops(2) time high(4) low(4) captured(4) original(4) bytes options
 * simple:    3           length  original(4) bytes
 * enhanced:  6           length  interface(4) time high(4) low(4) captured(4) original(4) bytes options
 * </pre>
 */
final class CapturePcapng implements CaptureFormat {
    /** The type of a section header block; reads the same in both byte orders. */
    static final int SECTION_HEADER = 0x0a0d0d0a;

    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int OPTION_END = 0;
    private static final int OPTION_TIME_RESOLUTION = 9;
    private static final int OPTION_TIME_OFFSET = 14;

    private static final int BLOCK_OVERHEAD = 12;
    private static final int BODY = 8;
    private static final int PACKET_HEADER_LENGTH = 20;
    private static final int MAX_INTERFACES = 1 << 16;
    /** Longest block that is read whole; longer ones that are no packets are skipped unseen. */
    private static final int MAX_WHOLE_BLOCK = 2 * CaptureReader.MAX_FRAME_LENGTH;

    private Interface[] interfaces = new Interface[4];
    private int interfaceCount;
    private long lastTimestampNs;
    private int lastLength;

    @Override
    public boolean next(final CaptureBytes bytes, final CaptureFrame frame) throws IOException {
        bytes.advance(lastLength);
        lastLength = 0;
        while (bytes.has(BLOCK_OVERHEAD)) {
            if (bytes.int32(0) == SECTION_HEADER) {
                beginSection(bytes);
            }
            final int type = bytes.int32(0);
            final long length = bytes.uint32(4);
            if (length < BLOCK_OVERHEAD || (length & 3) != 0) {
                throw new IOException("corrupt: a block of type " + type + " claims a length of " + length);
            }
            if (readsBody(type)) {
                if (readBlock(bytes, type, length, frame)) {
                    return true;
                }
            } else if (!bytes.skip(length)) {
                throw new IOException("truncated: the file ends within a block of type "
                    + Integer.toUnsignedString(type));
            }
        }
        if (bytes.left() != 0) {
            throw new IOException("truncated: " + bytes.left() + " of the " + BLOCK_OVERHEAD + " bytes of a block");
        }
        return false;
    }

    private static boolean readsBody(final int type) {
        return switch (type) {
            case INTERFACE_DESCRIPTION, OBSOLETE_PACKET, SIMPLE_PACKET, ENHANCED_PACKET -> true;
            default -> false;
        };
    }

    private void beginSection(final CaptureBytes bytes) throws IOException {
        bytes.bigEndian(true);
        final int magic = bytes.int32(BODY);
        if (magic != BYTE_ORDER_MAGIC && magic != Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
            throw new IOException(String.format("corrupt: a section's byte-order mark is 0x%08x", magic));
        }
        bytes.bigEndian(magic == BYTE_ORDER_MAGIC);
        interfaceCount = 0;
    }

    /** Reads a block that matters; true when it holds a frame. */
    private boolean readBlock(final CaptureBytes bytes, final int type, final long length, final CaptureFrame frame)
        throws IOException {
        if (length > MAX_WHOLE_BLOCK) {
            throw new IOException("corrupt: a block of type " + type + " claims a length of " + length);
        }
        final int blockLength = (int) length;
        if (!bytes.has(blockLength)) {
            throw new IOException("truncated: " + bytes.left() + " of the " + blockLength + " bytes of its block");
        }
        if (bytes.uint32(blockLength - 4) != length) {
            throw new IOException("corrupt: a block's two lengths differ, " + length + " and "
                + bytes.uint32(blockLength - 4));
        }
        if (type == INTERFACE_DESCRIPTION) {
            addInterface(bytes, blockLength);
            bytes.advance(blockLength);
            return false;
        }
        readPacket(bytes, type, blockLength, frame);
        lastLength = blockLength;
        return true;
    }

    private void readPacket(final CaptureBytes bytes, final int type, final int blockLength, final CaptureFrame frame)
        throws IOException {
        final boolean isSimple = type == SIMPLE_PACKET;
        final int dataOffset = BODY + (isSimple ? 4 : PACKET_HEADER_LENGTH);
        final int room = blockLength - 4 - dataOffset;
        if (room < 0) {
            throw new IOException("corrupt: a packet block of " + blockLength + " bytes");
        }
        final long interfaceId = isSimple ? 0 : type == ENHANCED_PACKET ? bytes.uint32(BODY) : bytes.uint16(BODY);
        if (interfaceId >= interfaceCount) {
            throw new IOException("corrupt: it names interface " + interfaceId + ", the section described "
                + interfaceCount);
        }
        final Interface from = interfaces[(int) interfaceId];
        final long originalLength = bytes.uint32(isSimple ? BODY : BODY + 16);
        final long capturedLength = isSimple ? Math.min(Math.min(originalLength, from.snapshotLength()), room)
            : bytes.uint32(BODY + 12);
        if (capturedLength > room) {
            throw new IOException("corrupt: it claims " + capturedLength + " captured bytes in a block with room for "
                + room);
        }
        if (!isSimple) {
            lastTimestampNs = from.toNs(bytes.uint32(BODY + 4) << 32 | bytes.uint32(BODY + 8));
        }
        frame.capturedLength = CaptureFormat.checkedLength(capturedLength);
        frame.originalLength = (int) Math.min(Math.max(originalLength, capturedLength), Integer.MAX_VALUE);
        frame.timestampNs = lastTimestampNs;
        frame.linktype = from.linktype();
        frame.dataOffset = dataOffset;
    }

    private void addInterface(final CaptureBytes bytes, final int blockLength) throws IOException {
        if (blockLength < BLOCK_OVERHEAD + 8) {
            throw new IOException("corrupt: an interface description of " + blockLength + " bytes");
        }
        if (interfaceCount == MAX_INTERFACES) {
            throw new IOException("corrupt: more than " + MAX_INTERFACES + " interfaces in a section");
        }
        int resolution = 6;
        long offsetSeconds = 0;
        int option = BODY + 8;
        while (option + 4 <= blockLength - 4) {
            final int code = bytes.uint16(option);
            final int length = bytes.uint16(option + 2);
            final int value = option + 4;
            if (code == OPTION_END || value + length > blockLength - 4) {
                break;
            }
            if (code == OPTION_TIME_RESOLUTION && length >= 1) {
                resolution = bytes.uint8(value);
            } else if (code == OPTION_TIME_OFFSET && length >= 8) {
                offsetSeconds = bytes.int64(value);
            }
            option = value + (length + 3 & ~3);
        }
        if (interfaceCount == interfaces.length) {
            interfaces = Arrays.copyOf(interfaces, interfaceCount * 2);
        }
        final long snapshotLength = bytes.uint32(BODY + 4);
        interfaces[interfaceCount++] = new Interface(CaptureLinktype.canonical(bytes.uint16(BODY)),
            snapshotLength == 0 ? CaptureReader.MAX_FRAME_LENGTH : snapshotLength, resolution, offsetSeconds);
    }

    /**
     * What a section says about one interface.
     *
     * @param linktype       a number of {@link CaptureLinktype}
     * @param snapshotLength the most bytes a frame was cut to
     * @param resolution     ticks of its clock: 10^-n seconds, or 2^-n when the highest bit is set
     * @param offsetSeconds  added to its times
     */
    private record Interface(int linktype, long snapshotLength, int resolution, long offsetSeconds) {
        private static final long NANOSECONDS = 1_000_000_000L;

        /** Nanoseconds since 1970 of a time in this interface's ticks. */
        long toNs(final long ticks) {
            final int exponent = resolution & 0x7f;
            final long base = offsetSeconds * NANOSECONDS;
            if ((resolution & 0x80) == 0) {
                return base + (exponent <= 9 ? ticks * power(9 - exponent)
                    : exponent <= 28 ? Long.divideUnsigned(ticks, power(exponent - 9)) : 0);
            }
            if (exponent == 0) {
                return base + ticks * NANOSECONDS;
            }
            if (exponent > 63) {
                return base;
            }
            // ticks * 10^9 / 2^exponent in 128 bits.
            final long high = Math.unsignedMultiplyHigh(ticks, NANOSECONDS);
            final long low = ticks * NANOSECONDS;
            return base + (high << (64 - exponent) | low >>> exponent);
        }

        private static long power(final int exponent) {
            long result = 1;
            for (int i = 0; i < exponent; i++) {
                result *= 10;
            }
            return result;
        }
    }
}
