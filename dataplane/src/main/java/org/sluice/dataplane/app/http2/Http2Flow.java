package org.sluice.dataplane.app.http2;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;

/** What one flow needs: a reader and a decoder of header blocks for each direction, the streams, and an open block. */
final class Http2Flow implements FrameActions, HpackDecoder.Fields {
    /** Most bytes of a header block, however many frames it comes in. */
    private static final int BLOCK_LIMIT = 1 << 16;
    private static final int PRIORITY = 5;
    private static final int SETTING = 6;
    private static final int ID_BITS = 32;

    final Http2Reader[] readers = new Http2Reader[2];
    private final Http2Parser parser;
    private final HpackDecoder[] decoders = new HpackDecoder[2];
    private final NativeBytes[] blocks = new NativeBytes[2];
    /** Stream whose header block is open, by direction; 0 when none is. */
    private final int[] blockStream = new int[2];
    private final boolean[] blockEnds = new boolean[2];
    private final boolean[] blockPromises = new boolean[2];
    /** Stream that the open block promises. */
    private int promisedStream;
    private final LiveStreams streams = new LiveStreams();
    private final int[] highest = new int[2];
    private final ByteView block = new ByteView();
    // The block being decoded.
    private Http2Transaction target;
    private int targetDirection;
    private int carrier;
    private boolean trailer;

    Http2Flow(AppRuntime runtime, Http2Parser parser) {
        this.parser = parser;
        for (int direction = 0; direction < 2; direction++) {
            readers[direction] = new Http2Reader(runtime, direction, this);
            decoders[direction] = new HpackDecoder(runtime);
            blocks[direction] = runtime.bytes(BLOCK_LIMIT);
        }
    }

    void begin() {
        for (int direction = 0; direction < 2; direction++) {
            readers[direction].begin();
            blockStream[direction] = 0;
            highest[direction] = 0;
        }
    }

    @Override
    public boolean header(AppSession session, Packet packet, int direction, int type, int length, int streamId) {
        if (blockStream[direction] != 0 && (type != FrameType.CONTINUATION || streamId != blockStream[direction])) {
            alone(session, packet, direction, AppEvent.HTTP2_INVALID_FRAME_HEADER);
            return false;
        }
        switch (type) {
            case FrameType.DATA -> {
                if (streamId == 0) {
                    alone(session, packet, direction, AppEvent.HTTP2_DATA_STREAM_ZERO);
                }
            }
            case FrameType.HEADERS, FrameType.PRIORITY, FrameType.RST_STREAM, FrameType.PUSH_PROMISE,
                    FrameType.CONTINUATION -> {
                if (streamId == 0) {
                    alone(session, packet, direction, AppEvent.HTTP2_INVALID_FRAME_HEADER);
                }
            }
            case FrameType.SETTINGS, FrameType.PING, FrameType.GOAWAY -> {
                if (streamId != 0) {
                    alone(session, packet, direction, AppEvent.HTTP2_INVALID_FRAME_HEADER);
                }
            }
            default -> { }
        }
        if (type != FrameType.DATA && length > BLOCK_LIMIT) {
            alone(session, packet, direction, AppEvent.HTTP2_LONG_FRAME_DATA);
            return type != FrameType.HEADERS && type != FrameType.PUSH_PROMISE && type != FrameType.CONTINUATION;
        }
        return true;
    }

    @Override
    public Http2Transaction data(AppSession session, Packet packet, int direction, int streamId) {
        Http2Transaction open = stream(session, packet, direction, streamId, true);
        if (open != null) {
            open.note(direction, AppField.HTTP2_FRAMETYPE, FrameType.DATA);
            if (open.ended(direction)) {
                open.raised(direction, AppEvent.HTTP2_STREAM_ID_REUSE);
            }
        }
        return open;
    }

    @Override
    public void alone(AppSession session, Packet packet, int direction, AppEvent event) {
        Http2Transaction alone = parser.open(session, packet, 0);
        if (alone != null) {
            alone.raised(direction, event);
            alone.finishAlone(direction);
        }
    }

    @Override
    public boolean frame(
            AppSession session, Packet packet, int direction, int type, int flags, int streamId, ByteView payload) {
        switch (type) {
            case FrameType.HEADERS -> {
                return headers(session, packet, direction, flags, streamId, payload);
            }
            case FrameType.PUSH_PROMISE -> {
                return promise(session, packet, direction, flags, streamId, payload);
            }
            case FrameType.CONTINUATION -> {
                return continuation(session, packet, direction, flags, streamId, payload);
            }
            default -> {
                return control(session, packet, direction, type, flags, streamId, payload);
            }
        }
    }

    /** Frames that say something of the connection or of a stream, and carry nothing. */
    private boolean control(
            AppSession session, Packet packet, int direction, int type, int flags, int streamId, ByteView payload) {
        Http2Transaction live = streamId == 0 ? null : streams.find(streamId);
        Http2Transaction of = live != null ? live : parser.open(session, packet, streamId);
        if (of == null) {
            return false;
        }
        of.note(direction, AppField.HTTP2_FRAMETYPE, type);
        int length = payload.length();
        boolean fits = switch (type) {
            case FrameType.PRIORITY -> length == PRIORITY;
            case FrameType.RST_STREAM, FrameType.WINDOW_UPDATE -> length == 4;
            case FrameType.SETTINGS -> length % SETTING == 0 && ((flags & FrameType.ACK) == 0 || length == 0);
            case FrameType.PING -> length == 8;
            default -> length >= 8;
        };
        if (!fits) {
            of.raised(direction, AppEvent.HTTP2_INVALID_FRAME_LENGTH);
        }
        switch (type) {
            case FrameType.PRIORITY -> {
                if (fits) {
                    of.note(direction, AppField.HTTP2_PRIORITY, payload.u8(4));
                }
            }
            case FrameType.RST_STREAM -> of.note(direction, AppField.HTTP2_ERRORCODE, payload.u32(0));
            case FrameType.WINDOW_UPDATE ->
                of.note(direction, AppField.HTTP2_WINDOW, payload.u32(0) & 0x7fff_ffff);
            case FrameType.SETTINGS -> {
                for (int at = 0; payload.has(at, SETTING); at += SETTING) {
                    of.note(direction, AppField.HTTP2_SETTINGS,
                            (long) payload.u16(at) << ID_BITS | payload.u32(at + 2));
                }
            }
            case FrameType.GOAWAY -> of.note(direction, AppField.HTTP2_ERRORCODE, payload.u32(4));
            default -> { }
        }
        if (live == null) {
            of.finishAlone(direction);
        } else if (type == FrameType.RST_STREAM) {
            of.endMessage(Packet.TO_SERVER);
            of.endMessage(Packet.TO_CLIENT);
        }
        return true;
    }

    private boolean headers(
            AppSession session, Packet packet, int direction, int flags, int streamId, ByteView payload) {
        Http2Transaction open = stream(session, packet, direction, streamId, true);
        if (open == null) {
            return false;
        }
        open.note(direction, AppField.HTTP2_FRAMETYPE, FrameType.HEADERS);
        if (open.ended(direction)) {
            open.raised(direction, AppEvent.HTTP2_STREAM_ID_REUSE);
        }
        int from = (flags & FrameType.PADDED) != 0 ? 1 : 0;
        int padding = from == 1 ? payload.u8(0) : 0;
        if ((flags & FrameType.HAS_PRIORITY) != 0) {
            open.note(direction, AppField.HTTP2_PRIORITY, payload.u8(from + 4));
            from += PRIORITY;
        }
        blockStream[direction] = streamId;
        blockEnds[direction] = (flags & FrameType.END_STREAM) != 0;
        blockPromises[direction] = false;
        return fragment(session, packet, direction, flags, open, payload, from, padding);
    }

    private boolean promise(
            AppSession session, Packet packet, int direction, int flags, int streamId, ByteView payload) {
        Http2Transaction carrying = stream(session, packet, direction, streamId, false);
        if (carrying != null) {
            carrying.note(direction, AppField.HTTP2_FRAMETYPE, FrameType.PUSH_PROMISE);
        }
        int from = (flags & FrameType.PADDED) != 0 ? 1 : 0;
        int padding = from == 1 ? payload.u8(0) : 0;
        int promised = (int) (payload.u32(from) & 0x7fff_ffff);
        Http2Transaction open = promised == 0 ? null : stream(session, packet, direction, promised, true);
        if (open == null) {
            return false;
        }
        blockStream[direction] = streamId;
        blockEnds[direction] = true;
        blockPromises[direction] = true;
        promisedStream = promised;
        return fragment(session, packet, direction, flags, open, payload, from + 4, padding);
    }

    private boolean continuation(
            AppSession session, Packet packet, int direction, int flags, int streamId, ByteView payload) {
        if (blockStream[direction] == 0) {
            alone(session, packet, direction, AppEvent.HTTP2_INVALID_FRAME_HEADER);
            return false;
        }
        Http2Transaction open = stream(
                session, packet, direction, blockPromises[direction] ? promisedStream : streamId, true);
        if (open == null) {
            return false;
        }
        open.note(direction, AppField.HTTP2_FRAMETYPE, FrameType.CONTINUATION);
        return fragment(session, packet, direction, flags, open, payload, 0, 0);
    }

    /** A part of a header block; with the last one it is decoded. */
    private boolean fragment(AppSession session, Packet packet, int direction, int flags, Http2Transaction open,
            ByteView payload, int from, int padding) {
        int length = payload.length() - from - padding;
        if (length < 0) {
            open.raised(direction, AppEvent.HTTP2_INVALID_FRAME_DATA);
            return false;
        }
        NativeBytes held = blocks[direction];
        boolean last = (flags & FrameType.END_HEADERS) != 0;
        boolean goesOn;
        if (last && held.isEmpty()) {
            goesOn = decode(session, packet, direction, open, block.over(payload, from, length));
        } else {
            if (held.append(payload.memory(), payload.offset() + from, length) < length) {
                open.raised(direction, AppEvent.HTTP2_REASSEMBLY_LIMIT_REACHED);
                return false;
            }
            goesOn = !last || decode(session, packet, direction, open,
                    block.over(held.memory(), held.offset(), held.length()));
        }
        if (last) {
            held.release();
            blockStream[direction] = 0;
        }
        return goesOn;
    }

    private boolean decode(AppSession session, Packet packet, int direction, Http2Transaction open, ByteView bytes) {
        target = open;
        carrier = direction;
        targetDirection = blockPromises[direction] ? Packet.TO_SERVER : direction;
        trailer = open.hasHead(targetDirection);
        if (!trailer) {
            open.beginHead(targetDirection);
        }
        HpackDecoder.Outcome outcome = decoders[direction].decode(bytes, this);
        target = null;
        if (!trailer) {
            open.endHead(targetDirection, session.serverPort(), blockEnds[direction]);
        } else if (blockEnds[direction]) {
            open.endMessage(targetDirection);
        }
        switch (outcome) {
            case WHOLE -> {
                return true;
            }
            case CUT_SHORT -> open.raised(direction, AppEvent.HTTP2_EXTRA_HEADER_DATA);
            case INVALID -> open.raised(direction, AppEvent.HTTP2_INVALID_HEADER);
            case INTEGER_OVERFLOW -> open.raised(direction, AppEvent.HTTP2_HEADER_INTEGER_OVERFLOW);
            case TOO_LARGE -> open.raised(direction, AppEvent.HTTP2_REASSEMBLY_LIMIT_REACHED);
        }
        return false;
    }

    @Override
    public void onField(NativeBytes bytes, int nameLength) {
        if (!trailer) {
            target.field(targetDirection, bytes, nameLength);
        }
    }

    @Override
    public void onSize(long size) {
        target.note(carrier, AppField.HTTP2_SIZE_UPDATE, size);
    }

    /** The live transaction of a stream; if there is none, a new one where {@code make}, else null. */
    private Http2Transaction stream(AppSession session, Packet packet, int direction, int streamId, boolean make) {
        Http2Transaction found = streams.find(streamId);
        if (found != null || !make || streamId == 0) {
            return found;
        }
        Http2Transaction opened = parser.open(session, packet, streamId);
        if (opened == null) {
            return null;
        }
        int parity = streamId & 1;
        if (Integer.compareUnsigned(streamId, highest[parity]) <= 0) {
            opened.raised(direction, AppEvent.HTTP2_STREAM_ID_REUSE);
        } else {
            highest[parity] = streamId;
        }
        streams.add(opened);
        return opened;
    }

    void release() {
        for (int direction = 0; direction < 2; direction++) {
            readers[direction].release();
            decoders[direction].release();
            blocks[direction].release();
        }
        streams.clear();
        target = null;
    }
}
