package org.sluice.dataplane.port;

import java.io.IOException;

/**
 * The classic format (draft-ietf-opsawg-pcap).
 *
 * <pre>
 * file:   magic(4) major(2) minor(2) zone(4) accuracy(4) snapshot length(4) linktype(4)
 * frame:  seconds(4) fraction(4) captured length(4) original length(4) [8 more in the "modified" kind] bytes
 * </pre>
 *
 * All numbers are in the byte order of the magic number, which also tells micro- from nanoseconds.
 */
final class CapturePcap implements CaptureFormat {
    private static final int MAGIC_MICROSECONDS = 0xa1b2c3d4;
    private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
    private static final int MAGIC_MODIFIED = 0xa1b2cd34;
    private static final int FILE_HEADER_LENGTH = 24;
    private static final int FRAME_HEADER_LENGTH = 16;
    private static final int MODIFIED_FRAME_HEADER_LENGTH = 24;

    private final int frameHeaderLength;
    private final long nanosecondsPerTick;
    private final int linktype;
    private int lastLength;

    private CapturePcap(final int magic, final int linktype) {
        this.frameHeaderLength = magic == MAGIC_MODIFIED ? MODIFIED_FRAME_HEADER_LENGTH : FRAME_HEADER_LENGTH;
        this.nanosecondsPerTick = magic == MAGIC_NANOSECONDS ? 1 : 1_000;
        this.linktype = linktype;
    }

    /** The format, its file header read; null when {@code magic} (read as big-endian) is not pcap's. */
    static CapturePcap open(final int magic, final CaptureBytes bytes) throws IOException {
        final boolean isBigEndian = isMagic(magic);
        if (!isBigEndian && !isMagic(Integer.reverseBytes(magic))) {
            return null;
        }
        if (!bytes.has(FILE_HEADER_LENGTH)) {
            throw new IOException("truncated: " + bytes.left() + " of the " + FILE_HEADER_LENGTH
                + " bytes of a pcap file's header");
        }
        bytes.bigEndian(isBigEndian);
        final int linktype = CaptureLinktype.canonical(bytes.int32(20) & 0xffff);
        bytes.advance(FILE_HEADER_LENGTH);
        return new CapturePcap(isBigEndian ? magic : Integer.reverseBytes(magic), linktype);
    }

    private static boolean isMagic(final int magic) {
        return magic == MAGIC_MICROSECONDS || magic == MAGIC_NANOSECONDS || magic == MAGIC_MODIFIED;
    }

    @Override
    public boolean next(final CaptureBytes bytes, final CaptureFrame frame) throws IOException {
        bytes.advance(lastLength);
        lastLength = 0;
        if (!bytes.has(frameHeaderLength)) {
            if (bytes.left() == 0) {
                return false;
            }
            throw new IOException("truncated: " + bytes.left() + " of the " + frameHeaderLength
                + " bytes of its header");
        }
        final int capturedLength = CaptureFormat.checkedLength(bytes.uint32(8));
        frame.timestampNs = bytes.uint32(0) * 1_000_000_000L + bytes.uint32(4) * nanosecondsPerTick;
        frame.capturedLength = capturedLength;
        frame.originalLength = (int) Math.min(Math.max(bytes.uint32(12), capturedLength), Integer.MAX_VALUE);
        frame.linktype = linktype;
        frame.dataOffset = frameHeaderLength;
        if (!bytes.has(frameHeaderLength + capturedLength)) {
            throw new IOException("truncated: " + (bytes.left() - frameHeaderLength) + " of its " + capturedLength
                + " bytes");
        }
        lastLength = frameHeaderLength + capturedLength;
        return true;
    }
}
