package org.sluice.dataplane.app.http;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Raw deflate (RFC 1951). */
final class DeflateCodec implements Codec {
    private final Inflater inflater = new Inflater(true);
    private final ByteBuffer input;
    private final ByteBuffer output;

    DeflateCodec(ByteBuffer input, ByteBuffer output) {
        this.input = input;
        this.output = output;
    }

    @Override
    public void begin() {
        inflater.reset();
    }

    @Override
    public void input(int length) {
        input.clear().limit(length);
        inflater.setInput(input);
    }

    @Override
    public int decode() {
        output.clear();
        try {
            int count = inflater.inflate(output);
            // A preset dictionary nobody has ends it like broken input.
            return count == 0 && inflater.needsDictionary() ? BROKEN : count;
        } catch (DataFormatException e) {
            // The one way in which the JDK tells; it happens at most once a layer.
            return BROKEN;
        }
    }

    @Override
    public boolean finished() {
        return inflater.finished();
    }

    @Override
    public int inputLeft() {
        return inflater.getRemaining();
    }

    @Override
    public void end() {
        // Its memory is fixed and stays.
    }
}
