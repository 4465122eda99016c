package org.sluice.dataplane.app.websocket;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.Frame;
import org.sluice.dataplane.app.Frames;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * Cuts one direction into frames (RFC 6455, 5.2), and puts the fragments of a message together, whatever control frames
 * come between them.
 *
 * <pre>
 *   FIN, three reserved bits, opcode | mask bit, length of 7 bits | length of 0,
         16 or 64 bits | key of 0 or 32 bits | payload
 * </pre>
 */
final class WebSocketReader {
    private static final int LONGEST_HEADER = 14;
    private static final int FIRST_CONTROL = 8;
    private static final int COMPRESSED = 0x40;
    private static final int FIN = 0x80;
    private static final int PIECE = 4096;

    private final AppRuntime runtime;
    private final WebSocketParser parser;
    private final int direction;
    private final NativeBytes header;
    private final NativeBytes clear;
    private final ByteView view = new ByteView();
    private final Frame[] frames = new Frame[2];
    private final long[] frameIds = new long[2];
    private MessageInflater inflater;
    private WebSocketTransaction message;
    private int messageIncarnation;
    private WebSocketTransaction current;
    private int incarnation;
    private boolean inPayload;
    private boolean compressed;
    private boolean inflates;
    private int first;
    private boolean masked;
    private int key;
    private int keyAt;
    private long left;

    WebSocketReader(AppRuntime runtime, WebSocketParser parser, int direction) {
        this.runtime = runtime;
        this.parser = parser;
        this.direction = direction;
        header = runtime.bytes(LONGEST_HEADER);
        clear = runtime.bytes(PIECE);
    }

    /** Takes all bytes; false when the flow cannot be followed any more. */
    boolean take(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end) {
            if (!inPayload) {
                int missing = headerLength() - header.length();
                int taken = header.append(memory, position, (int) Math.min(missing, end - position));
                if (taken == 0) {
                    return false;
                }
                position += taken;
                if (header.length() == headerLength() && !begin(session, packet)) {
                    return false;
                }
            } else {
                int count = (int) Math.min(Math.min(left, PIECE), end - position);
                payload(memory, position, count);
                position += count;
            }
            if (inPayload && left == 0) {
                finish();
            }
        }
        return true;
    }

    /** Bytes that will never come: a payload can do without them. */
    boolean gap(long count) {
        if (inPayload && left > count) {
            left -= count;
            keyAt += (int) (count & 3);
            return true;
        }
        return false;
    }

    private int headerLength() {
        if (header.length() < 2) {
            return 2;
        }
        int second = header.get(1) & 0xFF;
        int length = second & 0x7F;
        return 2 + (length == 126 ? 2 : length == 127 ? 8 : 0) + (second >= 0x80 ? 4 : 0);
    }

    private boolean begin(AppSession session, Packet packet) {
        ByteView bytes = view.over(header.memory(), header.offset(), header.length());
        first = bytes.u8(0);
        masked = bytes.u8(1) >= 0x80;
        left = switch (bytes.u8(1) & 0x7F) {
            case 126 -> bytes.u16(2);
            case 127 -> bytes.u64(2);
            default -> bytes.u8(1) & 0x7F;
        };
        if (left < 0) {
            return false;
        }
        key = masked ? (int) bytes.u32(bytes.length() - 4) : 0;
        keyAt = 0;
        openFrames(session, packet, bytes);
        header.clear();
        inPayload = true;
        return open(session, packet, first & 0xF);
    }

    private boolean open(AppSession session, Packet packet, int opcode) {
        boolean control = opcode >= FIRST_CONTROL;
        if (control || opcode != 0 || !isOpen(message, messageIncarnation)) {
            if (!control && isOpen(message, messageIncarnation)) {
                message.end();
            }
            current = parser.open(session, packet);
            if (current == null) {
                return false;
            }
            current.begin(direction, opcode);
            incarnation = current.incarnation();
        } else {
            current = message;
            incarnation = messageIncarnation;
        }
        if (!control) {
            // The first frame says it for the whole message.
            compressed = current == message && opcode == 0 ? compressed : (first & COMPRESSED) != 0;
            message = current;
            messageIncarnation = incarnation;
        }
        current.frame(opcode, first & 0xF0, key & 0xffff_ffffL, masked);
        inflates = !control && compressed && (inflater != null || takeInflater());
        return true;
    }

    private boolean takeInflater() {
        inflater = parser.takeInflater();
        return inflater != null;
    }

    private static boolean isOpen(WebSocketTransaction transaction, int when) {
        return transaction != null && transaction.incarnation() == when;
    }

    private void payload(MemorySegment memory, long offset, int count) {
        Frames.append(frames[0], frameIds[0], memory, offset, count);
        left -= count;
        clear.clear();
        if (masked && clear.reserve(count)) {
            for (int i = 0; i < count; i++) {
                int mask = key >>> 24 - 8 * (keyAt++ & 3);
                clear.append((byte) (memory.get(ValueLayout.JAVA_BYTE, offset + i) ^ mask));
            }
            give(clear.memory(), clear.offset(), clear.length());
        } else if (!masked) {
            give(memory, offset, count);
        }
    }

    private void give(MemorySegment memory, long offset, int count) {
        Frames.append(frames[1], frameIds[1], memory, offset, count);
        if (!isOpen(current, incarnation)) {
            return;
        }
        if (!inflates) {
            current.append(memory, offset, count);
        } else if (!inflater.take(memory, offset, count, current.payload())) {
            stopInflating();
        }
        current.grown();
    }

    private void stopInflating() {
        inflates = false;
        runtime.counters().add(AppCounter.DECOMPRESSION_STOPPED, 1);
    }

    private void finish() {
        inPayload = false;
        clear.release();
        for (int i = 0; i < frames.length; i++) {
            endFrame(i);
        }
        boolean control = (first & 0xF) >= FIRST_CONTROL;
        if (isOpen(current, incarnation) && (control || (first & FIN) != 0)) {
            if (inflates && !inflater.end(current.payload())) {
                stopInflating();
            }
            current.grown();
            current.end();
        }
        if (!control && (first & FIN) != 0) {
            message = null;
        }
        current = null;
    }

    private void openFrames(AppSession session, Packet packet, ByteView bytes) {
        if (!runtime.frames().anyWanted()) {
            return;
        }
        long length = Math.min(left, Integer.MAX_VALUE);
        open(0, session, packet, Buffer.FRAME_WEBSOCKET_PDU, bytes.length() + length);
        Frames.append(frames[0], frameIds[0], bytes.memory(), bytes.offset(), bytes.length());
        runtime.frames().whole(session, packet, AppProtocol.WEBSOCKET, Buffer.FRAME_WEBSOCKET_HEADER, direction, bytes,
                0,
                bytes.length());
        open(1, session, packet, Buffer.FRAME_WEBSOCKET_DATA, length);
    }

    private void open(int slot, AppSession session, Packet packet, Buffer kind, long length) {
        frames[slot] = runtime.frames().begin(session, packet, AppProtocol.WEBSOCKET, kind, direction, length);
        frameIds[slot] = frames[slot] == null ? 0 : frames[slot].id();
    }

    private void endFrame(int slot) {
        if (frames[slot] != null && frames[slot].id() == frameIds[slot]) {
            frames[slot].end();
        }
        frames[slot] = null;
    }

    /** No more bytes come in this direction. */
    void end() {
        for (int i = 0; i < frames.length; i++) {
            endFrame(i);
        }
        if (isOpen(current, incarnation)) {
            current.end();
        }
        if (isOpen(message, messageIncarnation)) {
            message.end();
        }
    }

    void release() {
        end();
        header.release();
        clear.release();
        if (inflater != null) {
            parser.giveInflater(inflater);
            inflater = null;
        }
        message = null;
        current = null;
        inPayload = false;
        compressed = false;
        inflates = false;
        left = 0;
    }
}
