package org.sluice.dataplane.port;

import java.io.IOException;

/** How frames lie in a file. Problems are said as an {@link IOException}'s message; the reader adds file and packet. */
sealed interface CaptureFormat permits CapturePcap, CapturePcapng {

    /**
     * Moves to the next frame and describes it in {@code frame}.
     *
     * @return false at the proper end of the file
     */
    boolean next(CaptureBytes bytes, CaptureFrame frame) throws IOException;

    /** The format that the file begins with, its header read. */
    static CaptureFormat detect(final CaptureBytes bytes) throws IOException {
        if (!bytes.has(Integer.BYTES)) {
            throw new IOException(bytes.left() == 0 ? "the file is empty"
                : "the file has " + bytes.left() + " bytes, too few for a capture");
        }
        bytes.bigEndian(true);
        final int magic = bytes.int32(0);
        if (magic == CapturePcapng.SECTION_HEADER) {
            return new CapturePcapng();
        }
        final CaptureFormat pcap = CapturePcap.open(magic, bytes);
        if (pcap == null) {
            throw new IOException(String.format(
                "no capture: it begins with 0x%08x, not with the mark of pcap, pcapng or gzip", magic));
        }
        return pcap;
    }

    /** Checks a frame's length against what a capture can hold. */
    static int checkedLength(final long capturedLength) throws IOException {
        if (capturedLength > CaptureReader.MAX_FRAME_LENGTH) {
            throw new IOException("corrupt: it claims " + capturedLength + " captured bytes, "
                + CaptureReader.MAX_FRAME_LENGTH + " at most are possible");
        }
        return (int) capturedLength;
    }
}
