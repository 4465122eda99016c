package org.sluice.dataplane.app.http2;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.Frame;
import org.sluice.dataplane.app.Frames;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * Cuts one direction into frames (RFC 9113, 4.1). Bytes of DATA go on as they come, those of other frames when the
 * frame is whole.
 *
 * <pre>
 *   length, 3 bytes | type | flags | reserved bit and stream id, 4 bytes | payload
 * </pre>
 */
final class Http2Reader {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int HEADER = 9;
    /** Longest payload of a frame, DATA apart, that is looked at. */
    private static final int PAYLOAD_LIMIT = 1 << 16;

    private enum At { PREFACE, HEADER, PAYLOAD, DATA, SKIP }

    final int direction;
    private final AppRuntime runtime;
    private final FrameActions actions;
    private final NativeBytes held;
    private final ByteView view = new ByteView();
    private final Frame[] frames = new Frame[2];
    private final long[] frameIds = new long[2];
    private At at = At.HEADER;
    private int prefaceBytes;
    private int length;
    private int type;
    private int flags;
    private int streamId;
    /** Bytes of the payload still to come. */
    private int left;
    /** Of those, padding; -1 until its length is read. */
    private int padding;
    private Http2Transaction data;
    private int incarnation;

    Http2Reader(AppRuntime runtime, int direction, FrameActions actions) {
        this.runtime = runtime;
        this.direction = direction;
        this.actions = actions;
        held = runtime.bytes(PAYLOAD_LIMIT);
    }

    void begin() {
        at = direction == Packet.TO_SERVER ? At.PREFACE : At.HEADER;
        prefaceBytes = 0;
        data = null;
    }

    /** Takes all bytes; false when the flow cannot be followed any more. */
    boolean take(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end) {
            long from = position;
            boolean inPayload = at == At.PAYLOAD || at == At.DATA || at == At.SKIP;
            switch (at) {
                case PREFACE -> {
                    position = preface(session, packet, memory, position, end);
                    if (position < 0) {
                        return false;
                    }
                }
                case HEADER -> {
                    position = header(session, packet, memory, position, end);
                    if (position < 0) {
                        return false;
                    }
                }
                case PAYLOAD -> {
                    position = payload(session, packet, memory, position, end);
                    if (position < 0) {
                        return false;
                    }
                }
                case DATA -> position = data(memory, position, end);
                case SKIP -> {
                    int count = (int) Math.min(left, end - position);
                    left -= count;
                    position += count;
                }
            }
            if (inPayload) {
                frame(memory, from, position);
                if (left == 0 && !finish(session, packet, memory, position)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Bytes that will never come: the body of DATA, or what is skipped, can do without them. */
    boolean gap(long count) {
        boolean inside = (at == At.DATA && padding >= 0 && left - padding >= count || at == At.SKIP) && left > count;
        if (inside) {
            left -= (int) count;
        }
        return inside;
    }

    /** Bytes end here. */
    void end() {
        for (int i = 0; i < frames.length; i++) {
            endFrame(i);
        }
    }

    private long preface(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end && prefaceBytes < PREFACE.length()
                && memory.get(ValueLayout.JAVA_BYTE, position) == PREFACE.charAt(prefaceBytes)) {
            position++;
            prefaceBytes++;
        }
        if (position < end && prefaceBytes < PREFACE.length()) {
            actions.alone(session, packet, direction, AppEvent.HTTP2_INVALID_CLIENT_MAGIC);
            at = At.HEADER;
            return prefaceBytes == 0 ? position : -1;
        }
        at = prefaceBytes == PREFACE.length() ? At.HEADER : At.PREFACE;
        return position;
    }

    private long header(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        int taken = held.append(memory, offset, (int) Math.min(HEADER - held.length(), end - offset));
        if (taken == 0) {
            return -1;
        }
        if (held.length() < HEADER) {
            return offset + taken;
        }
        ByteView bytes = view.over(held.memory(), held.offset(), HEADER);
        length = (int) (bytes.u32(0) >>> 8);
        type = bytes.u8(3);
        flags = bytes.u8(4);
        streamId = (int) (bytes.u32(5) & 0x7fff_ffff);
        left = length;
        padding = (flags & FrameType.PADDED) != 0 ? -1 : 0;
        openFrames(session, packet, bytes);
        held.clear();
        if (!actions.header(session, packet, direction, type, length, streamId)) {
            return -1;
        }
        if (type == FrameType.DATA && streamId != 0) {
            at = At.DATA;
            data = actions.data(session, packet, direction, streamId);
            incarnation = data == null ? 0 : data.incarnation();
        } else if (type > FrameType.DATA && type <= FrameType.CONTINUATION && length <= PAYLOAD_LIMIT) {
            at = At.PAYLOAD;
        } else {
            at = At.SKIP;
        }
        // The header's bytes are no payload; an empty payload is whole at once.
        if (left == 0 && !finish(session, packet, memory, offset + taken)) {
            return -1;
        }
        return offset + taken;
    }

    /** Puts the payload together, unless it lies whole in what came. */
    private long payload(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        int count = (int) Math.min(left, end - offset);
        if (held.isEmpty() && count == left) {
            left = 0;
            return offset + count;
        }
        if (held.append(memory, offset, count) < count) {
            return -1;
        }
        left -= count;
        return offset + count;
    }

    private long data(MemorySegment memory, long offset, long end) {
        long position = offset;
        if (padding < 0) {
            padding = memory.get(ValueLayout.JAVA_BYTE, position++) & 0xFF;
            left--;
            if (padding > left) {
                event(AppEvent.HTTP2_INVALID_FRAME_DATA);
                padding = left;
            }
        }
        int count = (int) Math.min(left - padding, end - position);
        if (count > 0) {
            if (isOpen()) {
                data.body(direction, memory, position, count);
            }
            left -= count;
            position += count;
        }
        int pad = left <= padding ? (int) Math.min(left, end - position) : 0;
        left -= pad;
        padding -= pad;
        return position + pad;
    }

    private boolean isOpen() {
        return data != null && data.incarnation() == incarnation;
    }

    private void event(AppEvent event) {
        if (isOpen()) {
            data.raised(direction, event);
        }
    }

    /** The frame's last byte lies before {@code position}. */
    private boolean finish(AppSession session, Packet packet, MemorySegment memory, long position) {
        boolean goesOn = true;
        if (at == At.PAYLOAD) {
            ByteView payload = held.isEmpty() ? view.over(memory, position - length, length)
                    : view.over(held.memory(), held.offset(), held.length());
            goesOn = actions.frame(session, packet, direction, type, flags, streamId, payload);
            held.release();
        } else if (at == At.DATA && isOpen() && (flags & FrameType.END_STREAM) != 0) {
            data.endMessage(direction);
        }
        data = null;
        at = At.HEADER;
        end();
        return goesOn;
    }

    // Frames as rules look at them.

    private void openFrames(AppSession session, Packet packet, ByteView bytes) {
        if (!runtime.frames().anyWanted()) {
            return;
        }
        open(0, session, packet, Buffer.FRAME_HTTP2_PDU, HEADER + (long) length);
        Frames.append(frames[0], frameIds[0], bytes.memory(), bytes.offset(), HEADER);
        runtime.frames().whole(session, packet, AppProtocol.HTTP2, Buffer.FRAME_HTTP2_HDR, direction, bytes, 0, HEADER);
        open(1, session, packet, Buffer.FRAME_HTTP2_DATA, length);
    }

    private void open(int slot, AppSession session, Packet packet, Buffer kind, long bytes) {
        frames[slot] = runtime.frames().begin(session, packet, AppProtocol.HTTP2, kind, direction, bytes);
        frameIds[slot] = frames[slot] == null ? 0 : frames[slot].id();
    }

    private void frame(MemorySegment memory, long from, long to) {
        Frames.append(frames[0], frameIds[0], memory, from, (int) (to - from));
        Frames.append(frames[1], frameIds[1], memory, from, (int) (to - from));
    }

    private void endFrame(int slot) {
        if (frames[slot] != null && frames[slot].id() == frameIds[slot]) {
            frames[slot].end();
        }
        frames[slot] = null;
    }

    void release() {
        held.release();
        data = null;
        end();
    }
}
