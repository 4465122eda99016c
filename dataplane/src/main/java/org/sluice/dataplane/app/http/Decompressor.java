package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.sluice.bindings.brotli.BrotliBudget;
import org.sluice.dataplane.app.AppRuntime;

/**
 * One layer of content coding: gzip (RFC 1952), zlib (RFC 1950) or raw deflate (RFC 1951), told apart by the first bytes
 * whatever the header said, or brotli (RFC 7932), which only the header tells; what is none of them goes through as it
 * is. Pooled; fixed memory, but for brotli's, which has a budget.
 *
 * <p>Raw deflate and brotli have no mark of their own, so their first output is held back until it is believable: bytes
 * that only looked like it go through unchanged.
 */
final class Decompressor {
    /** Output held back until a coding without a mark is believed. */
    private static final int BELIEVED = 64;
    private static final int SCRATCH = 8192;
    private static final int START = 512;

    private enum State { START, GZIP_HEADER, DECODE, TRAILER, PASS }

    /** Where a layer's output goes. */
    interface Sink {
        /** Takes bytes, valid during the call; false when no more are wanted. */
        boolean take(MemorySegment memory, long offset, int length);
    }

    private final ByteBuffer input = ByteBuffer.allocateDirect(SCRATCH);
    private final ByteBuffer output = ByteBuffer.allocateDirect(SCRATCH);
    private final MemorySegment inputMemory = MemorySegment.ofBuffer(input);
    private final MemorySegment outputMemory = MemorySegment.ofBuffer(output);
    private final Codec deflate = new DeflateCodec(input, output);
    private Codec brotli;
    private Codec codec = deflate;
    private final GzipHeader header = new GzipHeader();
    /** The first bytes, until it is known what they are. */
    private final MemorySegment first = MemorySegment.ofBuffer(ByteBuffer.allocateDirect(START));
    private int firstLength;
    /** A markless coding's first output, not given on yet. */
    private final MemorySegment held = MemorySegment.ofBuffer(ByteBuffer.allocateDirect(SCRATCH + BELIEVED));
    private int heldLength;
    private boolean believed;
    private State state;
    private int trailerLeft;
    private boolean gzip;
    private boolean failed;
    private long produced;

    /** Makes it as new, for the deflate family. */
    void begin() {
        begin(deflate);
    }

    /** Makes it as new, for brotli. */
    void beginBrotli(BrotliBudget budget, AppRuntime runtime) {
        if (brotli == null) {
            brotli = new BrotliCodec(runtime, budget, inputMemory, outputMemory);
        }
        begin(brotli);
    }

    private void begin(Codec used) {
        codec = used;
        codec.begin();
        header.reset();
        firstLength = 0;
        heldLength = 0;
        believed = false;
        state = codec == brotli ? State.DECODE : State.START;
        trailerLeft = 0;
        gzip = false;
        failed = false;
        produced = 0;
    }

    /** The body is over: what was taken for it alone is given back. */
    void end() {
        codec.end();
    }

    /** Whether input turned out broken after some output. */
    boolean failed() {
        return failed;
    }

    /** Bytes given on that were decoded. */
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
                        state = State.DECODE;
                    }
                }
                case DECODE -> at = decode(memory, at, end, sink);
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

    private long start(MemorySegment memory, long offset, long end, Sink sink) {
        long at = offset;
        while (at < end && firstLength == 0 && (Ascii.at(memory, at) == Ascii.CR || Ascii.at(memory, at) == Ascii.LF)) {
            at++;
        }
        while (at < end && firstLength < 2) {
            first.set(ValueLayout.JAVA_BYTE, firstLength++, Ascii.at(memory, at++));
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
        state = State.DECODE;
        if ((b0 & 0x0F) == 8 && (b0 << 8 | b1) % 31 == 0 && (b1 & 0x20) == 0) {
            believed = true;
            return at;
        }
        return decode(first, 0, 2, sink) < 0 ? -1 : at;
    }

    /** Returns the offset of the first byte not taken, or -1 when the sink wants no more. */
    private long decode(MemorySegment memory, long offset, long end, Sink sink) {
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
        codec.input(chunk);
        while (true) {
            int count = codec.decode();
            if (count == Codec.BROKEN) {
                return broken(memory, offset, chunk, sink);
            }
            if (count > 0 && !give(count, sink)) {
                return -1;
            }
            if (codec.finished()) {
                int unused = codec.inputLeft();
                if (!release(sink)) {
                    return -1;
                }
                state = State.TRAILER;
                trailerLeft = gzip ? 8 : 0;
                return offset + chunk - unused;
            }
            if (count == 0) {
                return offset + chunk;
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
            codec.begin();
            header.reset();
            firstLength = 0;
            believed = false;
            gzip = false;
            state = codec == brotli ? State.DECODE : State.START;
        }
        return offset + skipped;
    }
}
