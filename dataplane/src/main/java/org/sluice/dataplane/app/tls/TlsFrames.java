package org.sluice.dataplane.app.tls;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.FrameMark;
import org.sluice.dataplane.app.Frames;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** Marks one direction's records as frames, encrypted ones too: record, header, fragment, those of two types alone. */
final class TlsFrames {
    private static final Buffer[] KINDS = {
        Buffer.FRAME_TLS_PDU, Buffer.FRAME_TLS_HDR, Buffer.FRAME_TLS_DATA, Buffer.FRAME_TLS_ALERT,
        Buffer.FRAME_TLS_HEARTBEAT, Buffer.FRAME_TLS_SSL2_PDU, Buffer.FRAME_TLS_SSL2_HDR,
    };
    private static final int SSL2_HEADER = 2;

    private final Frames frames;
    private final FrameMark pdu;
    private final FrameMark header;
    private final FrameMark data;
    private final FrameMark alert;
    private final FrameMark heartbeat;
    private final FrameMark ssl2Pdu;
    private final FrameMark ssl2Header;

    TlsFrames(AppRuntime runtime, int direction) {
        frames = runtime.frames();
        pdu = mark(runtime, Buffer.FRAME_TLS_PDU, direction);
        header = mark(runtime, Buffer.FRAME_TLS_HDR, direction);
        data = mark(runtime, Buffer.FRAME_TLS_DATA, direction);
        alert = mark(runtime, Buffer.FRAME_TLS_ALERT, direction);
        heartbeat = mark(runtime, Buffer.FRAME_TLS_HEARTBEAT, direction);
        ssl2Pdu = mark(runtime, Buffer.FRAME_TLS_SSL2_PDU, direction);
        ssl2Header = mark(runtime, Buffer.FRAME_TLS_SSL2_HDR, direction);
    }

    private static FrameMark mark(AppRuntime runtime, Buffer kind, int direction) {
        return new FrameMark(runtime, AppProtocol.TLS, kind, direction);
    }

    /** Whether a rule looks at any of them. */
    boolean wanted() {
        if (frames.anyWanted()) {
            for (Buffer kind : KINDS) {
                if (frames.wants(kind)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A record begins. */
    void begin(AppSession session, Packet packet, NativeBytes head, int type, int length) {
        pdu.begin(session, packet, head.length() + (long) length);
        pdu.append(head.memory(), head.offset(), head.length());
        header.begin(session, packet, head.length());
        header.append(head.memory(), head.offset(), head.length());
        header.end();
        data.begin(session, packet, length);
        if (type == TlsRecords.ALERT) {
            alert.begin(session, packet, length);
        } else if (type == TlsRecords.HEARTBEAT) {
            heartbeat.begin(session, packet, length);
        }
        if (length == 0) {
            end();
        }
    }

    /** A record of SSL 2.0 begins, of which {@code head} holds the header and some more. */
    void beginSsl2(AppSession session, Packet packet, NativeBytes head, int length) {
        ssl2Header.begin(session, packet, SSL2_HEADER);
        ssl2Header.append(head.memory(), head.offset(), SSL2_HEADER);
        ssl2Header.end();
        ssl2Pdu.begin(session, packet, SSL2_HEADER + (long) length);
        ssl2Pdu.append(head.memory(), head.offset(), head.length());
    }

    /** Bytes of the record that is open; with the last of them it ends. */
    void append(MemorySegment memory, long offset, int count, boolean last) {
        pdu.append(memory, offset, count);
        data.append(memory, offset, count);
        alert.append(memory, offset, count);
        heartbeat.append(memory, offset, count);
        ssl2Pdu.append(memory, offset, count);
        if (last) {
            end();
        }
    }

    private void end() {
        pdu.end();
        data.end();
        alert.end();
        heartbeat.end();
        ssl2Pdu.end();
    }

    /** The flow is over. */
    void forget() {
        pdu.forget();
        data.forget();
        alert.forget();
        heartbeat.forget();
        ssl2Pdu.forget();
    }
}
