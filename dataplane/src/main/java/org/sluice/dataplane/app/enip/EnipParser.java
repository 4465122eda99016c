package org.sluice.dataplane.app.enip;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.PduParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** EtherNet/IP: an encapsulation header of 24 bytes, little endian, and items. */
public final class EnipParser extends PduParser<PduParser.State> {
    private static final int PORT = 44_818;
    private static final int IO_PORT = 2222;
    private static final int HEADER = 24;
    private static final int PDU_LIMIT = 1 << 16;
    private static final int LIST_SERVICES = 0x04;
    private static final int LIST_IDENTITY = 0x63;
    private static final int REGISTER = 0x65;
    private static final int UNREGISTER = 0x66;
    private static final int SEND_RR_DATA = 0x6f;
    private static final int SEND_UNIT_DATA = 0x70;
    private static final int LAST_COMMAND = 0x73;

    private final Pool<EnipTransaction> transactions;
    private final ByteView probe = new ByteView();

    private EnipParser(AppRuntime runtime, boolean datagrams) {
        super(runtime, datagrams, PDU_LIMIT, () -> new State(runtime, PDU_LIMIT));
        transactions = runtime.pool(EnipTransaction::new);
    }

    /** @param runtime of the inspector */
    public static EnipParser overTcp(AppRuntime runtime) {
        return new EnipParser(runtime, false);
    }

    /** @param runtime of the inspector */
    public static EnipParser overUdp(AppRuntime runtime) {
        return new EnipParser(runtime, true);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.ENIP;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        boolean port = packet.sourcePort == PORT || packet.destinationPort == PORT
                || datagrams && (packet.sourcePort == IO_PORT || packet.destinationPort == IO_PORT);
        if (!port) {
            return NO;
        }
        ByteView bytes = probe.over(memory, offset, length);
        if (length < HEADER) {
            return datagrams ? NO : MORE;
        }
        return bytes.le16(0) <= LAST_COMMAND && (!datagrams || bytes.le16(2) <= length - HEADER) ? YES : NO;
    }

    @Override
    protected int pduLength(State state, int direction, ByteView bytes) {
        return bytes.length() < 4 ? UNKNOWN_LENGTH : HEADER + bytes.le16(2);
    }

    @Override
    protected boolean onPdu(AppSession session, State state, Packet packet, int direction, ByteView pdu, int whole) {
        if (pdu.length() < HEADER) {
            return true;
        }
        if (runtime.frames().anyWanted()) {
            mark(session, packet, Buffer.FRAME_ENIP_PDU, direction, pdu, 0, pdu.length());
            mark(session, packet, Buffer.FRAME_ENIP_HDR, direction, pdu, 0, HEADER);
            mark(session, packet, Buffer.FRAME_ENIP_DATA, direction, pdu, HEADER, pdu.length() - HEADER);
        }
        int command = pdu.le16(0);
        EnipTransaction open = direction == Packet.TO_CLIENT ? find(session, command, pdu.le64(12)) : null;
        if (open == null) {
            open = runtime.open(session, this, transactions, packet);
            if (open == null) {
                return false;
            }
            open.command = command;
            open.context = pdu.le64(12);
            if (direction == Packet.TO_CLIENT) {
                open.over(Packet.TO_SERVER);
            }
        }
        open.put(direction, AppField.ENIP_COMMAND, command);
        open.put(direction, AppField.ENIP_STATUS, pdu.le32(8));
        switch (command) {
            case LIST_SERVICES, LIST_IDENTITY -> items(session, packet, open, direction, pdu, HEADER);
            case REGISTER -> open.put(direction, AppField.ENIP_PROTOCOL_VERSION, pdu.le16(HEADER));
            case SEND_RR_DATA, SEND_UNIT_DATA -> items(session, packet, open, direction, pdu, HEADER + 6);
            default -> { }
        }
        open.last(direction);
        if (command == 0 || command == UNREGISTER) {
            open.over(direction ^ 1);
        }
        return true;
    }

    private void items(AppSession session, Packet packet, EnipTransaction open, int direction, ByteView pdu, int from) {
        int count = pdu.has(from, 2) ? pdu.le16(from) : 0;
        int at = from + 2;
        for (int i = 0; i < count && pdu.has(at, 4); i++) {
            int type = pdu.le16(at);
            int length = Math.min(pdu.le16(at + 2), pdu.length() - at - 4);
            if (runtime.frames().anyWanted()) {
                mark(session, packet, Buffer.FRAME_ENIP_ENIP_ITEM, direction, pdu, at, 4 + length);
                int cip = EnipItems.cipOffset(type);
                if (cip >= 0) {
                    cip(session, packet, direction, pdu, at + 4 + cip, at + 4 + length);
                }
            }
            EnipItems.read(open, direction, type, pdu, at + 4, at + 4 + length);
            at += 4 + pdu.le16(at + 2);
        }
    }

    /** A CIP message, and those that it packs together. */
    private void cip(AppSession session, Packet packet, int direction, ByteView pdu, int from, int to) {
        mark(session, packet, Buffer.FRAME_ENIP_CIP, direction, pdu, from, to - from);
        int list = EnipItems.packed(pdu, from, to);
        for (int i = 0; list >= 0 && i < EnipItems.packedCount(pdu, list); i++) {
            int begin = EnipItems.packedAt(pdu, list, i, to);
            int length = EnipItems.packedAt(pdu, list, i + 1, to) - begin;
            mark(session, packet, Buffer.FRAME_ENIP_CIP, direction, pdu, begin, length);
        }
    }

    private static EnipTransaction find(AppSession session, int command, long context) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof EnipTransaction open && open.command == command && open.context == context
                    && open.progress(Packet.TO_CLIENT) == 0) {
                return open;
            }
        }
        return null;
    }

    @Override
    protected void onEnd(AppSession session, State state, Packet packet, int direction) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof EnipTransaction open) {
                open.over(direction);
            }
        }
    }

    private void mark(AppSession session, Packet packet, Buffer kind, int direction, ByteView pdu, int at, int length) {
        runtime.frames().whole(session, packet, AppProtocol.ENIP, kind, direction, pdu, at, length);
    }
}
