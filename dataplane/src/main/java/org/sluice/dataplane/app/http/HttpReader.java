package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Frame;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** What reading requests and reading responses have in common: the body, by length, by chunks or to the end. */
abstract class HttpReader {
    /** Body length when the connection's end is the body's. */
    static final long TO_END = Long.MAX_VALUE;

    final AppRuntime runtime;
    final int direction;
    final HttpHeaderReader headers;
    final ChunkReader chunks;
    final HttpBody coding;
    HttpTransaction transaction;
    HttpMessage message;
    /** Body bytes still to come, {@link #TO_END} when nobody knows. */
    long left;
    /** Length to fall back to when chunks turn out to be none. */
    long declaredLength;
    private int incarnation;
    private final Buffer frameKind;
    private Frame frame;
    private long frameId;
    private boolean frameEnds;

    HttpReader(AppRuntime runtime, DecompressorPool decompressors, int direction, boolean response) {
        this.runtime = runtime;
        this.direction = direction;
        frameKind = response ? Buffer.FRAME_HTTP1_RESPONSE : Buffer.FRAME_HTTP1_REQUEST;
        headers = new HttpHeaderReader(response, runtime.settings().headerFieldLimit());
        chunks = new ChunkReader(runtime);
        coding = new HttpBody(runtime, decompressors, this::onDecoded);
    }

    /** A chunk size was none: the body goes on as it is. */
    abstract void onInvalidChunk();

    /** A chunk extension was met. */
    abstract void onChunkExtension();

    /** Body bytes, transfer coding undone. */
    abstract void onBody(MemorySegment memory, long offset, int length);

    /** Body bytes, content coding undone, that went into the window; the answer says nothing. */
    abstract boolean onDecoded(MemorySegment memory, long offset, int length);

    /** Begins the frame of a message, if rules look at such. */
    final void openFrame(AppSession session, Packet packet) {
        frame = runtime.frames().begin(session, packet, AppProtocol.HTTP, frameKind, direction, -1);
        frameId = frame == null ? 0 : frame.id();
        frameEnds = false;
    }

    /** Bytes of the message were read; with the last of them its frame ends. */
    final void frame(MemorySegment memory, long from, long to) {
        if (frame == null) {
            return;
        }
        if (frame.id() == frameId) {
            frame.append(memory, from, (int) (to - from));
            if (frameEnds) {
                frame.end();
            }
        }
        if (frameEnds) {
            frame = null;
        }
    }

    /** The message ends with the bytes at hand. */
    final void endFrame() {
        frameEnds = true;
    }

    /** The stream ended, or the flow did: no bytes follow. */
    final void closeFrame() {
        if (frame != null && frame.id() == frameId) {
            frame.end();
        }
        frame = null;
    }

    /** Works on that transaction from now on. */
    final void hold(HttpTransaction taken, HttpMessage half) {
        transaction = taken;
        message = half;
        incarnation = taken.incarnation();
    }

    /** Whether the transaction at work was closed behind our back: the flow had too many. */
    final boolean evicted() {
        return transaction != null && transaction.incarnation() != incarnation;
    }

    /** Takes bytes of a body that has a length or goes to the end; returns the offset of the first byte not taken. */
    final long takeLength(MemorySegment memory, long offset, long end) {
        int count = (int) Math.min(left, end - offset);
        if (count > 0) {
            bodyBytes(memory, offset, count);
            if (left != TO_END) {
                left -= count;
            }
        }
        return offset + count;
    }

    /**
     * Takes bytes of a chunked body. When it turns out not to be chunked, {@link #left} says how it goes on, and
     * {@link ChunkReader#invalid} is true.
     */
    final long takeChunks(MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end && !chunks.done()) {
            boolean hadExtension = chunks.extension();
            position = chunks.take(memory, position, end);
            if (chunks.dataLength() > 0) {
                bodyBytes(memory, chunks.dataStart(), chunks.dataLength());
            }
            if (!hadExtension && chunks.extension()) {
                onChunkExtension();
            }
            if (chunks.inTrailer()) {
                transaction.progress(direction, HttpProgress.TRAILER);
            }
            if (chunks.invalid()) {
                onInvalidChunk();
                left = declaredLength;
                NativeBytes refused = chunks.refused();
                if (!refused.isEmpty()) {
                    takeLength(refused.memory(), refused.offset(), refused.offset() + refused.length());
                }
                return position;
            }
        }
        return position;
    }

    final void bodyBytes(MemorySegment memory, long offset, int length) {
        message.bodyBytes += length;
        transaction.progress(direction, HttpProgress.BODY);
        onBody(memory, offset, length);
    }

    /** Whether the body has not all come although its end is known. */
    final boolean isBodyCut(boolean inChunks, boolean inLength) {
        return inChunks && !chunks.done() || inLength && left > 0 && left != TO_END;
    }

    /** Forgets the transaction. */
    void forget() {
        chunks.release();
        coding.release();
        transaction = null;
        message = null;
    }

    /** Whether a field's value names a coding, in whatever company. */
    static boolean names(HttpFields fields, HttpField field, String coding) {
        int i = fields.indexOf(field);
        while (i >= 0) {
            if (Ascii.containsIgnoringCaseAndNul(fields.text(), fields.valueStart(i), fields.valueEnd(i), coding)) {
                return true;
            }
            i = fields.nextSame(i);
        }
        return false;
    }
}
