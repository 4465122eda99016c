package org.sluice.dataplane.app.snmp;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.BerView;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.DatagramParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** SNMP over UDP: every datagram is a transaction. */
public final class SnmpParser extends DatagramParser {
    private static final int AGENT = 161;
    private static final int MANAGER = 162;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;
    private static final int STRING = 4;
    private static final int SNMP_3 = 3;
    private static final int OBJECT_ID = 6;
    private static final int TRAP_1 = 0xa4;
    private static final int INFORM = 0xa6;
    private static final int TRAP_2 = 0xa7;

    private final Pool<SnmpTransaction> transactions;
    private final ByteView probe = new ByteView();
    private final ByteView content = new ByteView();
    private final BerView ber = new BerView(content);

    /** @param runtime of the inspector */
    public SnmpParser(AppRuntime runtime) {
        super(runtime);
        transactions = runtime.pool(SnmpTransaction::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.SNMP;
    }

    /** A sequence that begins with a known version, on a port of SNMP's. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        int at = bytes.u8(1) > 0x80 ? 2 + (bytes.u8(1) & 0x7f) : 2;
        boolean version = bytes.u8(at) == INTEGER && bytes.u8(at + 1) == 1 && bytes.u8(at + 2) <= SNMP_3;
        return (isPort(packet.sourcePort) || isPort(packet.destinationPort)) && bytes.u8(0) == SEQUENCE && version
                && bytes.ok() ? YES : NO;
    }

    private static boolean isPort(int port) {
        return port == AGENT || port == MANAGER;
    }

    @Override
    protected void onDatagram(AppSession session, Packet packet, int direction, ByteView pdu) {
        SnmpTransaction message = runtime.open(session, this, transactions, packet);
        if (message == null) {
            return;
        }
        message.direction = direction;
        content.over(pdu, 0, pdu.length());
        if (!read(message, direction)) {
            message.event(direction, AppEvent.SNMP_MALFORMED_DATA);
        }
        message.over(direction ^ 1);
        message.last(direction);
    }

    private boolean read(SnmpTransaction message, int direction) {
        if (!ber.is(0, content.length(), SEQUENCE)) {
            return false;
        }
        int end = ber.to;
        if (!ber.is(ber.from, end, INTEGER)) {
            return false;
        }
        long version = ber.integer() == SNMP_3 ? SNMP_3 : ber.integer() + 1;
        message.put(direction, AppField.SNMP_VERSION, version);
        return version == SNMP_3 ? version3(message, direction, ber.to, end) : community(message, direction, ber.to, end);
    }

    private boolean community(SnmpTransaction message, int direction, int at, int end) {
        if (!ber.is(at, end, STRING)) {
            return false;
        }
        message.put(direction, Buffer.SNMP_COMMUNITY, content, ber.from, ber.length());
        return pdu(message, direction, ber.to, end);
    }

    /** Global data, security parameters (a sequence in a string, the user its fourth field), then the scoped PDU. */
    private boolean version3(SnmpTransaction message, int direction, int at, int end) {
        if (!ber.is(at, end, SEQUENCE) || !ber.is(ber.to, end, STRING)) {
            return false;
        }
        int scoped = ber.to;
        if (ber.is(ber.from, ber.to, SEQUENCE)) {
            int next = ber.from;
            int last = ber.to;
            for (int i = 0; i < 4 && ber.at(next, last); i++) {
                next = ber.to;
                if (i == 3) {
                    message.put(direction, Buffer.SNMP_USM, content, ber.from, ber.length());
                }
            }
        }
        if (!ber.at(scoped, end)) {
            return false;
        }
        if (ber.tag != SEQUENCE) {
            return true;
        }
        int last = ber.to;
        return ber.at(ber.from, last) && ber.at(ber.to, last) && pdu(message, direction, ber.to, last);
    }

    private boolean pdu(SnmpTransaction message, int direction, int at, int end) {
        if (!ber.at(at, end)) {
            return false;
        }
        message.put(direction, AppField.SNMP_PDU_TYPE, ber.tag & 0x1f);
        if (ber.tag == TRAP_1) {
            int next = ber.from;
            int last = ber.to;
            for (int i = 0; i < 3 && ber.at(next, last); i++) {
                next = ber.to;
                if (i == 0 && ber.tag == OBJECT_ID) {
                    message.putObjectId(direction, Buffer.SNMP_TRAP_OID, content, ber.from, ber.to);
                } else if (i == 2) {
                    message.put(direction, AppField.SNMP_TRAP_TYPE, ber.integer());
                }
            }
        } else if (ber.tag == TRAP_2 || ber.tag == INFORM) {
            trap2(message, direction, ber.from, ber.to);
        }
        return true;
    }

    /** The value of the second variable says what the trap is (RFC 3416, 4.2.6); three numbers come before them. */
    private void trap2(SnmpTransaction message, int direction, int from, int to) {
        int at = from;
        for (int i = 0; i < 3; i++) {
            if (!ber.at(at, to)) {
                return;
            }
            at = ber.to;
        }
        boolean second = ber.is(at, to, SEQUENCE) && ber.is(ber.from, ber.to, SEQUENCE) && ber.is(ber.to, to, SEQUENCE);
        if (second && ber.is(ber.from, to, OBJECT_ID) && ber.is(ber.to, to, OBJECT_ID)) {
            message.putObjectId(direction, Buffer.SNMP_TRAP_OID, content, ber.from, ber.to);
        }
    }
}
