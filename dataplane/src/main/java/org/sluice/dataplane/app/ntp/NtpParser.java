package org.sluice.dataplane.app.ntp;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.DatagramParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** NTP over UDP: every datagram is a transaction. */
public final class NtpParser extends DatagramParser {
    private static final int PORT = 123;
    private static final int BYTES = 48;
    private static final int REFERENCE = 12;
    private static final int CLIENT = 3;
    private static final int SERVER = 4;
    private static final int CONTROL = 6;
    private static final int CONTROL_BYTES = 8;

    private final Pool<NtpTransaction> transactions;
    private final ByteView probe = new ByteView();

    /** @param runtime of the inspector */
    public NtpParser(AppRuntime runtime) {
        super(runtime);
        transactions = runtime.pool(NtpTransaction::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.NTP;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        int version = bytes.u8(0) >> 3 & 7;
        boolean port = packet.sourcePort == PORT || packet.destinationPort == PORT;
        return port && length >= BYTES && version >= 1 && version <= 4 && (bytes.u8(0) & 7) > 0 ? YES : NO;
    }

    @Override
    protected void onDatagram(AppSession session, Packet packet, int direction, ByteView pdu) {
        NtpTransaction message = runtime.open(session, this, transactions, packet);
        if (message == null) {
            return;
        }
        message.direction = direction;
        int mode = pdu.u8(0) & 7;
        if (mode >= CONTROL) {
            // Messages of a format of their own (RFC 9327), of which only version and mode are known.
            if (pdu.length() < CONTROL_BYTES) {
                message.event(direction, AppEvent.NTP_MALFORMED_DATA);
            }
        } else if (pdu.length() < BYTES || mode == 0) {
            message.event(direction, AppEvent.NTP_MALFORMED_DATA);
        } else if (direction == Packet.TO_SERVER && mode == SERVER) {
            message.event(direction, AppEvent.NTP_NOT_REQUEST);
        } else if (direction == Packet.TO_CLIENT && mode == CLIENT) {
            message.event(direction, AppEvent.NTP_NOT_RESPONSE);
        }
        if (pdu.length() >= BYTES) {
            read(message, direction, pdu);
        }
        message.over(direction ^ 1);
        message.last(direction);
    }

    private static void read(NtpTransaction message, int direction, ByteView pdu) {
        message.referenceId = pdu.u32(REFERENCE);
        message.put(direction, AppField.NTP_VERSION, pdu.u8(0) >> 3 & 7);
        message.put(direction, AppField.NTP_MODE, pdu.u8(0) & 7);
        message.put(direction, AppField.NTP_STRATUM, pdu.u8(1));
        message.put(direction, Buffer.NTP_REFERENCE_ID, pdu, REFERENCE, 4);
    }
}
