package org.sluice.dataplane.app.tls;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Frame;
import org.sluice.dataplane.app.Frames;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * Marks one direction's records for {@code frame} rules, encrypted ones too: the whole record ({@code tls.pdu}), its five
 * bytes of header, its data, and alerts. Only where rules look at such from the stream's beginning on.
 */
final class TlsFrames {
    private static final int HEADER = 5;

    private final Frames frames;
    private final int direction;
    private final NativeBytes header;
    private boolean wanted;
    private int left;
    private Frame pdu;
    private long pduId;
    private Frame data;
    private long dataId;
    private Frame alert;
    private long alertId;

    TlsFrames(AppRuntime runtime, int direction) {
        frames = runtime.frames();
        header = runtime.bytes(HEADER);
        this.direction = direction;
    }

    void begin() {
        wanted = frames.wants(Buffer.FRAME_TLS_PDU) || frames.wants(Buffer.FRAME_TLS_HDR)
                || frames.wants(Buffer.FRAME_TLS_DATA) || frames.wants(Buffer.FRAME_TLS_ALERT);
        left = 0;
        forget();
        header.release();
    }

    void release() {
        header.release();
        forget();
    }

    /** Follows the records through bytes that have not been followed before. */
    void take(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        long at = offset;
        while (wanted && at < end) {
            if (left == 0) {
                at += header.append(memory, at, (int) Math.min(HEADER - header.length(), end - at));
                if (header.length() == HEADER) {
                    open(session, packet);
                    header.clear();
                }
                continue;
            }
            int count = (int) Math.min(left, end - at);
            Frames.append(pdu, pduId, memory, at, count);
            Frames.append(data, dataId, memory, at, count);
            Frames.append(alert, alertId, memory, at, count);
            at += count;
            left -= count;
            if (left == 0) {
                close();
            }
        }
    }

    private void open(AppSession session, Packet packet) {
        int type = Bytes.u8(header, 0);
        left = Bytes.u16(header, 3);
        if (type < TlsRecords.CHANGE_CIPHER_SPEC || type > TlsRecords.HEARTBEAT) {
            wanted = false;
            return;
        }
        pdu = begin(session, packet, Buffer.FRAME_TLS_PDU, HEADER + left);
        pduId = pdu == null ? 0 : pdu.id();
        Frames.append(pdu, pduId, header.memory(), header.offset(), HEADER);
        Frame head = begin(session, packet, Buffer.FRAME_TLS_HDR, HEADER);
        if (head != null) {
            head.append(header.memory(), header.offset(), HEADER);
            head.end();
        }
        data = begin(session, packet, Buffer.FRAME_TLS_DATA, left);
        dataId = data == null ? 0 : data.id();
        alert = type == TlsRecords.ALERT ? begin(session, packet, Buffer.FRAME_TLS_ALERT, left) : null;
        alertId = alert == null ? 0 : alert.id();
        if (left == 0) {
            close();
        }
    }

    private Frame begin(AppSession session, Packet packet, Buffer kind, int length) {
        return frames.begin(session, packet, AppProtocol.TLS, kind, direction, length);
    }

    private void close() {
        end(pdu, pduId);
        end(data, dataId);
        end(alert, alertId);
        forget();
    }

    private static void end(Frame frame, long id) {
        if (frame != null && frame.id() == id) {
            frame.end();
        }
    }

    private void forget() {
        pdu = null;
        data = null;
        alert = null;
    }
}
