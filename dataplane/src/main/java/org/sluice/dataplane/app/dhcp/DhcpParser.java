package org.sluice.dataplane.app.dhcp;

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

/** DHCP over UDP: BOOTP's fields (RFC 2131, 2), a magic cookie, and options. */
public final class DhcpParser extends DatagramParser {
    private static final int SERVER_PORT = 67;
    private static final int CLIENT_PORT = 68;
    private static final int COOKIE = 236;
    private static final int OPTIONS = 240;
    private static final long MAGIC = 0x6382_5363L;
    private static final int PAD = 0;
    private static final int HOST_NAME = 12;
    private static final int REQUESTED_ADDRESS = 50;
    private static final int LEASE_TIME = 51;
    private static final int MESSAGE_TYPE = 53;
    private static final int RENEWAL_TIME = 58;
    private static final int REBINDING_TIME = 59;
    private static final int END = 255;

    private final Pool<DhcpTransaction> transactions;
    private final ByteView probe = new ByteView();

    /** @param runtime of the inspector */
    public DhcpParser(AppRuntime runtime) {
        super(runtime);
        transactions = runtime.smallPool(DhcpTransaction::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.DHCP;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        boolean port = isPort(packet.sourcePort) || isPort(packet.destinationPort);
        return port && isMessage(probe.over(memory, offset, length)) ? YES : NO;
    }

    private static boolean isPort(int port) {
        return port == SERVER_PORT || port == CLIENT_PORT;
    }

    private static boolean isMessage(ByteView bytes) {
        return bytes.has(COOKIE, 4) && (bytes.u8(0) == 1 || bytes.u8(0) == 2) && bytes.u32(COOKIE) == MAGIC;
    }

    @Override
    protected void onDatagram(AppSession session, Packet packet, int direction, ByteView pdu) {
        if (!isMessage(pdu)) {
            return;
        }
        DhcpTransaction message = runtime.open(session, this, transactions, packet);
        if (message == null) {
            return;
        }
        message.direction = direction;
        message.operation = pdu.u8(0);
        message.id = pdu.u32(4);
        message.client = (int) pdu.u32(12);
        message.assigned = (int) pdu.u32(16);
        message.mac(pdu, 28, Math.min(pdu.u8(2), 6));
        int at = OPTIONS;
        while (at < pdu.length() && pdu.u8(at) != END) {
            if (pdu.u8(at) == PAD) {
                at++;
                continue;
            }
            int length = pdu.u8(at + 1);
            if (!pdu.has(at + 2, length)) {
                message.event(direction, AppEvent.DHCP_TRUNCATED_OPTIONS);
                break;
            }
            option(message, direction, pdu, pdu.u8(at), at + 2, length);
            at += 2 + length;
        }
        message.over(direction ^ 1);
        message.last(direction);
    }

    private static void option(DhcpTransaction message, int direction, ByteView pdu, int code, int at, int length) {
        int wanted = switch (code) {
            case MESSAGE_TYPE -> 1;
            case REQUESTED_ADDRESS, LEASE_TIME, RENEWAL_TIME, REBINDING_TIME -> 4;
            default -> length;
        };
        if (length != wanted) {
            message.event(direction, AppEvent.DHCP_MALFORMED_OPTIONS);
            return;
        }
        switch (code) {
            case MESSAGE_TYPE -> message.type = pdu.u8(at);
            case HOST_NAME -> message.host.append(pdu.memory(), pdu.offset() + at, length);
            case REQUESTED_ADDRESS -> message.requested = (int) pdu.u32(at);
            case LEASE_TIME -> message.put(direction, AppField.DHCP_LEASETIME, pdu.u32(at));
            case RENEWAL_TIME -> message.put(direction, AppField.DHCP_RENEWAL_TIME, pdu.u32(at));
            case REBINDING_TIME -> message.put(direction, AppField.DHCP_REBINDING_TIME, pdu.u32(at));
            default -> { }
        }
    }
}
