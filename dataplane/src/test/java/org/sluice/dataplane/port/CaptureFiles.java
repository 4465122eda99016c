package org.sluice.dataplane.port;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Makes capture files in memory, byte by byte from the formats' descriptions, and reads them. */
final class CaptureFiles {
    static final Path NAME = Path.of("made.pcap");

    private CaptureFiles() {
    }

    /** What a reader says about one frame. */
    record Frame(long number, long timestampNs, int originalLength, int linktype, List<Byte> bytes) {
    }

    static CaptureReader open(final byte[] file) throws CaptureException {
        return CaptureReader.open(NAME, new ByteArrayInputStream(file));
    }

    static List<Frame> readAll(final byte[] file) throws IOException {
        final List<Frame> frames = new ArrayList<>();
        try (CaptureReader reader = open(file)) {
            while (reader.next()) {
                frames.add(current(reader));
            }
        }
        return frames;
    }

    static Frame current(final CaptureReader reader) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment memory = arena.allocate(CaptureReader.MAX_FRAME_LENGTH);
            final int length = reader.copyFrame(memory, 0, CaptureReader.MAX_FRAME_LENGTH);
            return new Frame(reader.frameNumber(), reader.timestampNs(), reader.originalLength(), reader.linktype(),
                bytes(memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE)));
        }
    }

    static List<Byte> bytes(final byte[] array) {
        final List<Byte> list = new ArrayList<>();
        for (final byte b : array) {
            list.add(b);
        }
        return list;
    }

    static ByteBuffer pcap(final ByteOrder order, final int magic, final int linktype) {
        return ByteBuffer.allocate(1 << 16).order(order)
            .putInt(magic).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0).putInt(65_535).putInt(linktype);
    }

    static ByteBuffer pcapng(final ByteOrder order) {
        return section(ByteBuffer.allocate(1 << 16).order(order));
    }

    static ByteBuffer section(final ByteBuffer file) {
        return file.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d)
            .putShort((short) 1).putShort((short) 0).putLong(-1).putInt(28);
    }

    static ByteBuffer block(final ByteBuffer file, final int type, final byte[] body) {
        final int padded = body.length + 3 & ~3;
        file.putInt(type).putInt(12 + padded).put(body).put(new byte[padded - body.length]);
        return file.putInt(12 + padded);
    }

    static byte[] body(final ByteOrder order, final int... words) {
        final ByteBuffer buffer = ByteBuffer.allocate(words.length * 4).order(order);
        for (final int word : words) {
            buffer.putInt(word);
        }
        return buffer.array();
    }

    static byte[] written(final ByteBuffer file) {
        final byte[] result = new byte[file.position()];
        file.flip().get(result);
        return result;
    }

    static byte[] gzip(final byte[] file) throws IOException {
        final ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(file);
        }
        return zipped.toByteArray();
    }
}
