package org.sluice.dataplane.app.http;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sluice.bindings.brotli.BrotliBudget;
import org.sluice.bindings.brotli.BrotliDecoder;
import org.sluice.dataplane.app.AppRuntime;

/** Brotli (RFC 7932). A stream's memory comes out of a budget; one that finds none is not undone (counted, by policy). */
final class BrotliCodec implements Codec {
    private final AppRuntime runtime;
    private final BrotliDecoder decoder;
    private final MemorySegment input;
    private final MemorySegment output;
    private int inputLength;
    private int inputLeft;
    private boolean finished;

    BrotliCodec(AppRuntime runtime, BrotliBudget budget, MemorySegment input, MemorySegment output) {
        this.runtime = runtime;
        this.input = input;
        this.output = output;
        decoder = new BrotliDecoder(Arena.ofAuto(), budget);
    }

    @Override
    public void begin() {
        finished = false;
        inputLeft = 0;
        if (!decoder.begin()) {
            runtime.memory().refuse();
        }
    }

    @Override
    public void input(int length) {
        inputLength = length;
        inputLeft = length;
    }

    @Override
    public int decode() {
        if (finished || !decoder.active()) {
            return BROKEN;
        }
        int capacity = (int) output.byteSize();
        int result = decoder.decode(input, inputLength - inputLeft, inputLeft, output, capacity);
        if (result < 0) {
            if (result == BrotliDecoder.NO_MEMORY) {
                runtime.memory().refuse();
            }
            decoder.end();
            return BROKEN;
        }
        inputLeft = decoder.inputLeft();
        finished = result == BrotliDecoder.FINISHED;
        return capacity - decoder.outputLeft();
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public int inputLeft() {
        return inputLeft;
    }

    @Override
    public void end() {
        decoder.end();
    }
}
