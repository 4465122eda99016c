package org.sluice.bindings.brotli;

import static org.sluice.bindings.brotli.sluice_brotli_h.SLUICE_BROTLI_BROKEN;
import static org.sluice.bindings.brotli.sluice_brotli_h.SLUICE_BROTLI_FINISHED;
import static org.sluice.bindings.brotli.sluice_brotli_h.SLUICE_BROTLI_NO_MEMORY;
import static org.sluice.bindings.brotli.sluice_brotli_h.SLUICE_BROTLI_WANTS_INPUT;
import static org.sluice.bindings.brotli.sluice_brotli_h.SLUICE_BROTLI_WANTS_OUTPUT;
import static org.sluice.bindings.brotli.sluice_brotli_h.sluice_brotli_create;
import static org.sluice.bindings.brotli.sluice_brotli_h.sluice_brotli_decode;
import static org.sluice.bindings.brotli.sluice_brotli_h.sluice_brotli_free;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Undoes one brotli stream after the other (RFC 7932), each in pieces. Between {@link #begin} and {@link #end} it holds
 * memory of its budget. Allocates nothing on the heap.
 */
public final class BrotliDecoder {
    /** All input was taken, and all that came of it was given. */
    public static final int WANTS_INPUT = SLUICE_BROTLI_WANTS_INPUT();
    /** The room for output is used up. */
    public static final int WANTS_OUTPUT = SLUICE_BROTLI_WANTS_OUTPUT();
    /** The stream is over; input may be left. */
    public static final int FINISHED = SLUICE_BROTLI_FINISHED();
    /** Input is not brotli. */
    public static final int BROKEN = SLUICE_BROTLI_BROKEN();
    /** The budget has no room for what the stream declares. */
    public static final int NO_MEMORY = SLUICE_BROTLI_NO_MEMORY();

    private static final long NONE = 0;

    private final BrotliBudget budget;
    private final MemorySegment stream;
    private long decoder = NONE;

    /** @param arena whose life the decoder's own few bytes have */
    public BrotliDecoder(Arena arena, BrotliBudget budget) {
        this.budget = budget;
        stream = sluice_brotli_stream.allocate(arena);
    }

    /** A stream begins; one that was under way is forgotten. False when the budget has no room. */
    public boolean begin() {
        end();
        decoder = sluice_brotli_create(budget.address());
        return decoder != NONE;
    }

    /** Gives the stream's memory back; nothing when none is under way. */
    public void end() {
        if (decoder != NONE) {
            sluice_brotli_free(decoder);
            decoder = NONE;
        }
    }

    /** Whether a stream is under way. */
    public boolean active() {
        return decoder != NONE;
    }

    /**
     * Decodes from {@code input} into {@code output}, as far as they reach; {@link #inputLeft} and {@link #outputLeft} say how
     * far that was. Both must be native memory.
     *
     * @return {@link #WANTS_INPUT}, {@link #WANTS_OUTPUT}, {@link #FINISHED}, {@link #BROKEN} or {@link #NO_MEMORY}
     */
    public int decode(MemorySegment input, long inputOffset, int inputLength, MemorySegment output, int capacity) {
        if (decoder == NONE || inputOffset < 0 || inputLength < 0 || inputOffset + inputLength > input.byteSize()
                || capacity < 0 || capacity > output.byteSize()) {
            return BROKEN;
        }
        sluice_brotli_stream.input(stream, input.address() + inputOffset);
        sluice_brotli_stream.input_left(stream, inputLength);
        sluice_brotli_stream.output(stream, output.address());
        sluice_brotli_stream.output_left(stream, capacity);
        return sluice_brotli_decode(decoder, stream.address());
    }

    /** Bytes of input that the last call did not take. */
    public int inputLeft() {
        return (int) sluice_brotli_stream.input_left(stream);
    }

    /** Bytes of room that the last call left. */
    public int outputLeft() {
        return (int) sluice_brotli_stream.output_left(stream);
    }
}
