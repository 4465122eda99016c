package org.sluice.dataplane.app.websocket;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.BodyWindow;

/**
 * Undoes the compression of one direction's messages (RFC 7692, 7.2.2): raw deflate that goes on from message to
 * message. Stops for good when it breaks, or when output outgrows input past the bomb limits.
 */
final class MessageInflater {
    private static final int SCRATCH = 8192;
    /** What a sender takes off a message's end. */
    private static final byte[] TAIL = {0, 0, -1, -1};

    private final AppSettings settings;
    private final Inflater inflater = new Inflater(true);
    private final ByteBuffer input = ByteBuffer.allocateDirect(SCRATCH);
    private final ByteBuffer output = ByteBuffer.allocateDirect(SCRATCH);
    private final MemorySegment inputMemory = MemorySegment.ofBuffer(input);
    private final MemorySegment outputMemory = MemorySegment.ofBuffer(output);
    private long consumed;
    private long produced;
    private boolean stopped;

    MessageInflater(AppSettings settings) {
        this.settings = settings;
    }

    /** Makes it as new: a connection begins. */
    void begin() {
        inflater.reset();
        consumed = 0;
        produced = 0;
        stopped = false;
    }

    /** Takes bytes of a message; false when no more can be undone. */
    boolean take(MemorySegment memory, long offset, int length, BodyWindow into) {
        int done = 0;
        while (done < length && !stopped) {
            int count = Math.min(SCRATCH, length - done);
            MemorySegment.copy(memory, offset + done, inputMemory, 0, count);
            input.clear().limit(count);
            run(into);
            done += count;
        }
        consumed += length;
        return !stopped;
    }

    /** A message ends; false when no more can be undone. */
    boolean end(BodyWindow into) {
        if (!stopped) {
            input.clear();
            input.put(TAIL).flip();
            run(into);
        }
        return !stopped;
    }

    private void run(BodyWindow into) {
        inflater.setInput(input);
        try {
            while (!stopped) {
                output.clear();
                int count = inflater.inflate(output);
                if (count > 0) {
                    into.append(outputMemory, 0, count);
                    produced += count;
                }
                if (produced > settings.compressionBombLimit()
                        && produced / settings.compressionRatioLimit() > Math.max(consumed, 1)) {
                    stopped = true;
                }
                if (inflater.finished()) {
                    // A last block ends the deflate stream, not the message.
                    inflater.reset();
                    return;
                }
                if (count == 0) {
                    stopped |= inflater.needsDictionary();
                    return;
                }
            }
        } catch (DataFormatException e) {
            stopped = true;
        }
    }
}
