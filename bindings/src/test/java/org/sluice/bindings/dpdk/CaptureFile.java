package org.sluice.bindings.dpdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads classic pcap files (https://www.tcpdump.org/manpages/pcap-savefile.5.html) for net_pcap devices. */
final class CaptureFile {
    private static final int MAGIC = 0xa1b2c3d4;
    private static final int HEADER_BYTES = 24;
    private static final int RECORD_BYTES = 16;
    private static final int SNAP_LENGTH = 262_144;

    private CaptureFile() {
    }

    static void write(Path file, List<byte[]> frames) {
        int bytes = HEADER_BYTES + frames.stream().mapToInt(frame -> RECORD_BYTES + frame.length).sum();
        ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0).putInt(SNAP_LENGTH).putInt(1);
        for (byte[] frame : frames) {
            out.putInt(0).putInt(0).putInt(frame.length).putInt(frame.length).put(frame);
        }
        try {
            Files.write(file, out.array());
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
    }

    static List<byte[]> read(Path file) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            in.position(HEADER_BYTES);
            List<byte[]> frames = new ArrayList<>();
            while (in.hasRemaining()) {
                in.position(in.position() + 8);
                byte[] frame = new byte[in.getInt()];
                in.getInt();
                in.get(frame);
                frames.add(frame);
            }
            return frames;
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }
}
