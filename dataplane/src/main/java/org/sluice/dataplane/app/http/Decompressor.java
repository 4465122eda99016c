package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One layer of content coding: gzip (RFC 1952), zlib (RFC 1950) or raw deflate (RFC 1951), told apart by the first
 * bytes whatever the header said; what is none of them goes through as it is. Pooled; fixed memory.
 *
 * <p>Raw deflate has no mark of its own, so its first output is held back until it is believable: bytes that only
 * looked like deflate go through unchanged.
 */
final class Decompressor {
    /** Output held back until raw deflate is believed. */
    private static final int BELIEVED = 64;
    private static final int SCRATCH = 8192;
    private static final int START = 512;

    private enum State { START, GZIP_HEADER, INFLATE, TRAILER, PASS }

    /** Where a layer's output goes. */
    interface Sink {
        /** Takes bytes, valid during the call; false when no more are wanted. */
        boolean take(MemorySegment memory, long offset, int length);
    }

    private final Inflater inflater = new Inflater(true);
    private final ByteBuffer input = ByteBuffer.allocateDirect(SCRATCH);
    private final ByteBuffer output = ByteBuffer.allocateDirect(SCRATCH);
    private final MemorySegment inputMemory = MemorySegment.ofBuffer(input);
    private final MemorySegment outputMemory = MemorySegment.ofBuffer(output);
    private final GzipHeader header = new GzipHeader();
    /** The first bytes, until it is known what they are. */
    private final MemorySegment first = MemorySegment.ofBuffer(ByteBuffer.allocateDirect(START));
    private int firstLength;
    /** Raw deflate's first output, not given on yet. */
    private final MemorySegment held = MemorySegment.ofBuffer(ByteBuffer.allocateDirect(SCRATCH + BELIEVED));
    private int heldLength;
    private boolean believed;
    private State state;
    private int trailerLeft;
    private boolean gzip;
    private boolean failed;
    private long produced;

    /** Makes it as new. */
    void begin() {
        inflater.reset();
        header.reset();
        firstLength = 0;
        heldLength = 0;
        believed = false;
        state = State.START;
        trailerLeft = 0;
        gzip = false;
        failed = false;
        produced = 0;
    }

    /** Whether input turned out broken after some output. */
    boolean failed() {
        return failed;
    }

    /** Bytes given on by inflation. */
    long produced() {
        return produced;
    }

    /** Takes input of any size; false when the sink wants no more. */
    boolean take(MemorySegment memory, long offset, int length, Sink sink) {
        long at = offset;
        long end = offset + length;
        while (at < end) {
            switch (state) {
                case START -> at = start(memory, at, end, sink);
                case GZIP_HEADER -> {
                    at = header.take(memory, at, end);
                    if (header.done()) {
                        state = State.INFLATE;
                    }
                }
                case INFLATE -> at = inflate(memory, at, end, sink);
                case TRAILER -> at = trailer(at, end);
                case PASS -> {
                    return sink.take(memory, at, (int) (end - at));
                }
            }
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    /** No more input: gives on what was held back. */
    boolean finish(Sink sink) {
        if (state == State.START && firstLength > 0) {
            return sink.take(first, 0, firstLength);
        }
        return release(sink);
    }

    /** Gives native memory back for good. */
    void close() {
        inflater.end();
    }

    private long start(MemorySegment memory, long offset, long end, Sink sink) {
        long at = offset;
        while (at < end && firstLength == 0 && (Ascii.at(memory, at) == Ascii.CR || Ascii.at(memory, at) == Ascii.LF)) {
            at++;
        }
        while (at < end && firstLength < 2) {
            first.set(java.lang.foreign.ValueLayout.JAVA_BYTE, firstLength++, Ascii.at(memory, at++));
        }
        if (firstLength < 2) {
            return at;
        }
        int b0 = Ascii.at(first, 0) & 0xFF;
        int b1 = Ascii.at(first, 1) & 0xFF;
        if (b0 == 0x1F && b1 == 0x8B) {
            gzip = true;
            believed = true;
            state = State.GZIP_HEADER;
            return at;
        }
        state = State.INFLATE;
        if ((b0 & 0x0F) == 8 && (b0 << 8 | b1) % 31 == 0 && (b1 & 0x20) == 0) {
            believed = true;
            return at;
        }
        return inflate(first, 0, 2, sink) < 0 ? -1 : at;
    }

    /** Returns the offset of the first byte not taken, or -1 when the sink wants no more. */
    private long inflate(MemorySegment memory, long offset, long end, Sink sink) {
        int chunk = (int) Math.min(end - offset, SCRATCH);
        if (!believed && memory != first) {
            int kept = Math.min(chunk, START - firstLength);
            if (kept == 0) {
                if (!release(sink)) {
                    return -1;
                }
            } else {
                chunk = kept;
                MemorySegment.copy(memory, offset, first, firstLength, kept);
                firstLength += kept;
            }
        }
        MemorySegment.copy(memory, offset, inputMemory, 0, chunk);
        input.clear().limit(chunk);
        inflater.setInput(input);
        while (true) {
            output.clear();
            int count;
            try {
                count = inflater.inflate(output);
            } catch (DataFormatException e) {
                // The one way in which the JDK tells; it happens at most once a layer.
                return broken(memory, offset, chunk, sink);
            }
            if (count > 0 && !give(count, sink)) {
                return -1;
            }
            if (inflater.finished()) {
                int unused = inflater.getRemaining();
                if (!release(sink)) {
                    return -1;
                }
                state = State.TRAILER;
                trailerLeft = gzip ? 8 : 0;
                return offset + chunk - unused;
            }
            if (count == 0) {
                // A preset dictionary nobody has ends it like broken input.
                return inflater.needsDictionary() ? broken(memory, offset, chunk, sink) : offset + chunk;
            }
        }
    }

    private long broken(MemorySegment memory, long offset, int chunk, Sink sink) {
        state = State.PASS;
        if (believed || produced > 0) {
            failed = true;
            return sink.take(memory, offset, chunk) ? offset + chunk : -1;
        }
        heldLength = 0;
        boolean more = sink.take(first, 0, firstLength);
        return more ? offset + chunk : -1;
    }

    private boolean give(int count, Sink sink) {
        if (believed) {
            produced += count;
            return sink.take(outputMemory, 0, count);
        }
        MemorySegment.copy(outputMemory, 0, held, heldLength, count);
        heldLength += count;
        return heldLength < BELIEVED || release(sink);
    }

    private boolean release(Sink sink) {
        believed = true;
        int count = heldLength;
        heldLength = 0;
        if (count == 0) {
            return true;
        }
        produced += count;
        return sink.take(held, 0, count);
    }

    /** Behind a stream: its checksum, then perhaps another member (RFC 1952, 2.2), or bytes that are none. */
    private long trailer(long offset, long end) {
        int skipped = (int) Math.min(end - offset, trailerLeft);
        trailerLeft -= skipped;
        if (offset + skipped < end) {
            inflater.reset();
            header.reset();
            firstLength = 0;
            believed = false;
            gzip = false;
            state = State.START;
        }
        return offset + skipped;
    }
}
