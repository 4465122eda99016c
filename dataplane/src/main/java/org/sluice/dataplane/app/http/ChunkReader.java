package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.NativeBytes;

/**
 * Undoes chunked transfer coding (RFC 9112, 7.1) as clients read it: junk before and behind the size, extensions, any
 * line end. A size that is none means that the body was not chunked at all: the bytes of that line are handed back.
 */
final class ChunkReader {
    /** Longest size line, extensions included. */
    private static final int LINE_LIMIT = 1024;
    private static final long MAX_SIZE = 1L << 40;

    private enum At { SIZE, DATA, DATA_END, TRAILER, DONE, INVALID }

    private final NativeBytes line;
    private At at = At.DONE;
    private long left;
    private int trailerLine;
    private boolean sizeBegun;
    private boolean extension;

    ChunkReader(AppRuntime runtime) {
        line = runtime.bytes(LINE_LIMIT);
    }

    void begin() {
        line.clear();
        at = At.SIZE;
        left = 0;
        sizeBegun = false;
        extension = false;
    }

    /** The last chunk and the trailer were read. */
    boolean done() {
        return at == At.DONE;
    }

    /** A chunk size was none; see {@link #refused()}. */
    boolean invalid() {
        return at == At.INVALID;
    }

    /** Whether a size line had an extension. */
    boolean extension() {
        return extension;
    }

    /** Whether the last chunk was read and trailer fields may come. */
    boolean inTrailer() {
        return at == At.TRAILER;
    }

    /** The bytes of the line that is no size: they are body. */
    NativeBytes refused() {
        return line;
    }

    void release() {
        line.release();
        at = At.DONE;
    }

    /**
     * Takes framing up to the next data, and data up to its chunk's end.
     *
     * @return offset of the first byte not taken; data that was taken lies between {@link #dataStart} and there
     */
    long take(MemorySegment memory, long offset, long end) {
        long position = offset;
        dataLength = 0;
        while (position < end) {
            switch (at) {
                case SIZE -> {
                    position = size(memory, position, end);
                    if (at == At.INVALID) {
                        return position;
                    }
                }
                case DATA -> {
                    dataStart = position;
                    dataLength = (int) Math.min(left, end - position);
                    left -= dataLength;
                    if (left == 0) {
                        at = At.DATA_END;
                    }
                    return position + dataLength;
                }
                case DATA_END -> {
                    byte b = Ascii.at(memory, position);
                    if (b == Ascii.CR) {
                        position++;
                    } else if (b == Ascii.LF) {
                        position++;
                        at = At.SIZE;
                    } else {
                        at = At.SIZE;
                    }
                }
                case TRAILER -> position = trailer(memory, position, end);
                case DONE, INVALID -> {
                    return position;
                }
            }
        }
        return position;
    }

    private long dataStart;
    private int dataLength;

    /** Where the data lies that the last {@link #take} took. */
    long dataStart() {
        return dataStart;
    }

    /** Bytes of data that the last {@link #take} took. */
    int dataLength() {
        return dataLength;
    }

    private long size(MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end) {
            byte b = Ascii.at(memory, position++);
            if (!sizeBegun) {
                if (Ascii.isSpace(b)) {
                    continue;
                }
                sizeBegun = true;
                line.clear();
                if (Ascii.hex(b) < 0) {
                    at = At.INVALID;
                    return position - 1;
                }
            }
            if (b == Ascii.LF) {
                sizeLine();
                return position;
            }
            if (!line.append(b)) {
                at = At.INVALID;
                return position - 1;
            }
        }
        return position;
    }

    private void sizeLine() {
        long value = 0;
        int i = 0;
        while (i < line.length() && Ascii.hex(line.get(i)) >= 0) {
            value = Math.min(value << 4 | Ascii.hex(line.get(i)), MAX_SIZE);
            i++;
        }
        while (i < line.length() && !extension) {
            extension = line.get(i++) == ';';
        }
        line.clear();
        sizeBegun = false;
        left = value;
        trailerLine = 0;
        at = value == 0 ? At.TRAILER : At.DATA;
    }

    private long trailer(MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end) {
            byte b = Ascii.at(memory, position++);
            if (b == Ascii.LF) {
                if (trailerLine == 0) {
                    at = At.DONE;
                    return position;
                }
                trailerLine = 0;
            } else if (b != Ascii.CR) {
                trailerLine++;
            }
        }
        return position;
    }
}
