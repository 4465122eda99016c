package org.sluice.dataplane.port;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes frames to a pcapng file (draft-ietf-opsawg-pcapng) that Wireshark opens: one section, one interface per link
 * type, times in nanoseconds, a comment on a frame where one is given. One thread at a time.
 */
public final class CaptureWriter implements AutoCloseable {
    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int OPTION_COMMENT = 1;
    private static final int OPTION_APPLICATION = 4;
    private static final int OPTION_TIME_RESOLUTION = 9;
    private static final int MAX_OPTION_LENGTH = 0xffff;
    private static final int FIXED_LENGTH = 32 + 2 * (4 + MAX_OPTION_LENGTH + 3);

    private final OutputStream stream;
    private final ByteBuffer block =
        ByteBuffer.allocate(FIXED_LENGTH + CaptureReader.MAX_FRAME_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final Map<Integer, Integer> interfaceByLinktype = new HashMap<>();

    private CaptureWriter(final OutputStream stream) {
        this.stream = stream;
    }

    /** Creates or replaces a capture file. */
    public static CaptureWriter create(final Path file) throws IOException {
        return to(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    /** Writes a capture to a stream; {@link #close} closes it. */
    public static CaptureWriter to(final OutputStream stream) throws IOException {
        final CaptureWriter writer = new CaptureWriter(stream);
        writer.writeSection();
        return writer;
    }

    private void writeSection() throws IOException {
        begin(SECTION_HEADER);
        block.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
        option(OPTION_APPLICATION, "Sluice".getBytes(StandardCharsets.UTF_8));
        block.putInt(0);
        end();
    }

    /**
     * Appends a frame.
     *
     * @param memory         where its bytes are
     * @param offset         the first of them
     * @param capturedLength how many, at most {@link CaptureReader#MAX_FRAME_LENGTH}
     * @param originalLength how many the frame had on the wire
     * @param timestampNs    nanoseconds since 1970
     * @param linktype       a number of {@link CaptureLinktype}
     * @param comment        shown with the frame, such as the alert it raised; null for none
     */
    public void write(final MemorySegment memory, final long offset, final int capturedLength, final int originalLength,
        final long timestampNs, final int linktype, final String comment) throws IOException {
        if (capturedLength < 0 || capturedLength > CaptureReader.MAX_FRAME_LENGTH) {
            throw new IllegalArgumentException("capturedLength " + capturedLength + ", 0 to "
                + CaptureReader.MAX_FRAME_LENGTH + " are possible");
        }
        final int interfaceId = interfaceFor(linktype);
        begin(ENHANCED_PACKET);
        block.putInt(interfaceId).putInt((int) (timestampNs >>> 32)).putInt((int) timestampNs)
            .putInt(capturedLength).putInt(originalLength);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, block.array(), block.position(), capturedLength);
        block.position(block.position() + capturedLength);
        pad();
        if (comment != null) {
            option(OPTION_COMMENT, comment.getBytes(StandardCharsets.UTF_8));
            block.putInt(0);
        }
        end();
    }

    private int interfaceFor(final int linktype) throws IOException {
        final Integer known = interfaceByLinktype.get(linktype);
        if (known != null) {
            return known;
        }
        begin(INTERFACE_DESCRIPTION);
        block.putShort((short) linktype).putShort((short) 0).putInt(CaptureReader.MAX_FRAME_LENGTH);
        option(OPTION_TIME_RESOLUTION, new byte[] {9});
        block.putInt(0);
        end();
        interfaceByLinktype.put(linktype, interfaceByLinktype.size());
        return interfaceByLinktype.size() - 1;
    }

    private void begin(final int type) {
        block.clear().putInt(type).putInt(0);
    }

    private void option(final int code, final byte[] value) {
        final int length = Math.min(value.length, MAX_OPTION_LENGTH);
        block.putShort((short) code).putShort((short) length).put(value, 0, length);
        pad();
    }

    private void pad() {
        while ((block.position() & 3) != 0) {
            block.put((byte) 0);
        }
    }

    private void end() throws IOException {
        final int length = block.position() + Integer.BYTES;
        block.putInt(length).putInt(4, length);
        stream.write(block.array(), 0, length);
    }

    /** Hands everything written so far to the operating system. */
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
