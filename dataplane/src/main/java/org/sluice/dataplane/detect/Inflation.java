package org.sluice.dataplane.detect;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses a whole buffer at once: gzip (RFC 1952) or zlib (RFC 1950). Fixed memory; reused. */
final class Inflation {
    private static final int SCRATCH = 4096;
    private static final int GZIP_HEADER = 10;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final Inflater raw = new Inflater(true);
    private final Inflater zlib = new Inflater();
    private final ByteBuffer input = ByteBuffer.allocateDirect(SCRATCH);
    private final ByteBuffer output = ByteBuffer.allocateDirect(SCRATCH);
    private final MemorySegment inputMemory = MemorySegment.ofBuffer(input);
    private final MemorySegment outputMemory = MemorySegment.ofBuffer(output);

    /** Bytes that came out of gzip into {@code target}, at most {@code most}; 0 when it is none. */
    int gunzip(Subject subject, MemorySegment target, long offset, int most) {
        int at = afterGzipHeader(subject);
        return at < 0 ? 0 : inflate(raw, subject, at, target, offset, most);
    }

    /** Bytes that came out of zlib into {@code target}, at most {@code most}; 0 when it is none. */
    int unzlib(Subject subject, MemorySegment target, long offset, int most) {
        return inflate(zlib, subject, 0, target, offset, most);
    }

    private static int afterGzipHeader(Subject subject) {
        if (subject.length < GZIP_HEADER || subject.unsigned(0) != 0x1f || subject.unsigned(1) != 0x8b
                || subject.unsigned(2) != 8) {
            return -1;
        }
        int flags = subject.unsigned(3);
        int at = GZIP_HEADER;
        if ((flags & EXTRA) != 0) {
            if (at + 2 > subject.length) {
                return -1;
            }
            at += 2 + subject.unsigned(at) + (subject.unsigned(at + 1) << 8);
        }
        at = (flags & NAME) != 0 ? afterText(subject, at) : at;
        at = (flags & COMMENT) != 0 ? afterText(subject, at) : at;
        at += (flags & HEADER_CHECKSUM) != 0 ? 2 : 0;
        return at < subject.length ? at : -1;
    }

    private static int afterText(Subject subject, int from) {
        int at = from;
        while (at < subject.length && subject.unsigned(at) != 0) {
            at++;
        }
        return at + 1;
    }

    /** What came out before a defect counts. */
    private int inflate(Inflater inflater, Subject subject, int from, MemorySegment target, long offset, int most) {
        inflater.reset();
        int at = from;
        int length = 0;
        try {
            while (length < most && !inflater.finished()) {
                if (inflater.needsInput()) {
                    if (at >= subject.length) {
                        break;
                    }
                    int chunk = Math.min(SCRATCH, subject.length - at);
                    MemorySegment.copy(subject.memory, subject.base + at, inputMemory, 0, chunk);
                    inflater.setInput(input.clear().limit(chunk));
                    at += chunk;
                }
                int count = inflater.inflate(output.clear().limit(Math.min(SCRATCH, most - length)));
                if (count == 0 && !inflater.needsInput()) {
                    break;
                }
                MemorySegment.copy(outputMemory, 0, target, offset + length, count);
                length += count;
            }
        } catch (DataFormatException broken) {
            return length;
        }
        return length;
    }

    void close() {
        raw.end();
        zlib.end();
    }
}
