package org.sluice.dataplane.app.krb5;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.BerView;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.PduParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** Kerberos 5: DER in a record of known length (TCP) or a datagram. */
public final class Krb5Parser extends PduParser<PduParser.State> {
    private static final int PORT = 88;
    private static final int PDU_LIMIT = 1 << 16;
    private static final int RECORD = 4;
    private static final int SEQUENCE = 0x30;
    private static final int GENERAL_STRING = 0x1b;
    private static final int MAX_PARTS = 8;

    private final Pool<Krb5Transaction> transactions;
    private final ByteView probe = new ByteView();
    private final ByteView content = new ByteView();
    private final BerView ber = new BerView(content);
    private final BerView inner = new BerView(content);

    private Krb5Parser(AppRuntime runtime, boolean datagrams) {
        super(runtime, datagrams, PDU_LIMIT, () -> new State(runtime, PDU_LIMIT));
        transactions = runtime.pool(Krb5Transaction::new);
    }

    /** @param runtime of the inspector */
    public static Krb5Parser overTcp(AppRuntime runtime) {
        return new Krb5Parser(runtime, false);
    }

    /** @param runtime of the inspector */
    public static Krb5Parser overUdp(AppRuntime runtime) {
        return new Krb5Parser(runtime, true);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.KRB5;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (packet.sourcePort != PORT && packet.destinationPort != PORT) {
            return NO;
        }
        ByteView bytes = probe.over(memory, offset, length);
        int at = datagrams ? 0 : RECORD;
        if (!datagrams && bytes.u8(0) != 0) {
            return NO;
        }
        return length <= at ? datagrams ? NO : MORE : isMessage(bytes.u8(at)) ? YES : NO;
    }

    /** Application tags 10 to 15, and 30. */
    private static boolean isMessage(int tag) {
        return tag >= 0x6a && tag <= 0x6f || tag == 0x7e;
    }

    @Override
    protected int pduLength(State state, int direction, ByteView bytes) {
        if (bytes.length() < RECORD) {
            return UNKNOWN_LENGTH;
        }
        long length = bytes.u32(0);
        return length > 1 << 20 ? NO_PDU : RECORD + (int) length;
    }

    @Override
    protected boolean onPdu(AppSession session, State state, Packet packet, int direction, ByteView pdu, int whole) {
        int at = datagrams ? 0 : RECORD;
        content.over(pdu, at, pdu.length() - at);
        Krb5Transaction message = runtime.open(session, this, transactions, packet);
        if (message == null) {
            return false;
        }
        message.direction = direction;
        message.encryption = -1;
        if (!ber.at(0, content.length()) || !isMessage(ber.tag) || !read(message, direction, ber.tag & 0x1f, ber.from, ber.to)) {
            message.event(direction, AppEvent.KRB5_MALFORMED_DATA);
        }
        message.over(direction ^ 1);
        message.last(direction);
        return true;
    }

    /** Steps through the message's sequence; each of its fields has a context tag. */
    private boolean read(Krb5Transaction message, int direction, int type, int from, int to) {
        message.put(direction, AppField.KRB5_MSG_TYPE, type);
        if (!ber.is(from, to, SEQUENCE)) {
            return false;
        }
        int at = ber.from;
        int end = ber.to;
        while (ber.at(at, end)) {
            at = ber.to;
            field(message, direction, type, ber.tag & 0x1f, ber.from, ber.to);
        }
        return at == end;
    }

    private void field(Krb5Transaction message, int direction, int type, int number, int from, int to) {
        switch (type) {
            case 10, 12 -> {
                if (number == 4) {
                    requestBody(message, direction, from, to);
                }
            }
            case 11, 13 -> {
                switch (number) {
                    case 4 -> names(message, direction, Buffer.KRB5_CNAME, from, to);
                    case 5 -> ticket(message, direction, from, to);
                    case 6 -> message.encryption = encryption(from, to);
                    default -> { }
                }
            }
            case 14 -> {
                if (number == 3) {
                    ticket(message, direction, from, to);
                }
            }
            case 30 -> {
                switch (number) {
                    case 6 -> {
                        if (inner.at(from, to)) {
                            message.put(direction, AppField.KRB5_ERR_CODE, inner.integer());
                        }
                    }
                    case 8 -> names(message, direction, Buffer.KRB5_CNAME, from, to);
                    case 10 -> names(message, direction, Buffer.KRB5_SNAME, from, to);
                    default -> { }
                }
            }
            default -> { }
        }
    }

    /** KDC-REQ-BODY: the client's name is field 1, the service's field 3. */
    private void requestBody(Krb5Transaction message, int direction, int from, int to) {
        if (!ber.is(from, to, SEQUENCE)) {
            return;
        }
        int at = ber.from;
        int end = ber.to;
        while (ber.at(at, end)) {
            at = ber.to;
            int number = ber.tag & 0x1f;
            if (number == 1 || number == 3) {
                names(message, direction, number == 1 ? Buffer.KRB5_CNAME : Buffer.KRB5_SNAME, ber.from, ber.to);
            }
        }
        ber.to = to;
    }

    /** Ticket: the service's name is field 2, the encrypted part field 3. */
    private void ticket(Krb5Transaction message, int direction, int from, int to) {
        if (!inner.at(from, to) || !inner.is(inner.from, inner.to, SEQUENCE)) {
            return;
        }
        int at = inner.from;
        int end = inner.to;
        while (inner.at(at, end)) {
            at = inner.to;
            int number = inner.tag & 0x1f;
            if (number == 2) {
                names(message, direction, Buffer.KRB5_SNAME, inner.from, inner.to);
            } else if (number == 3) {
                long type = encryption(inner.from, inner.to);
                if (type >= 0) {
                    message.put(direction, AppField.KRB5_TICKET_ENCRYPTION, type);
                }
            }
        }
    }

    /** EncryptedData: its type is field 0; -1 when there is none. */
    private long encryption(int from, int to) {
        if (!inner.is(from, to, SEQUENCE)) {
            return -1;
        }
        if (!inner.is(inner.from, inner.to, 0xa0) || !inner.at(inner.from, inner.to)) {
            return -1;
        }
        return inner.integer();
    }

    /** PrincipalName: its parts are field 1. */
    private void names(Krb5Transaction message, int direction, Buffer buffer, int from, int to) {
        if (!inner.is(from, to, SEQUENCE)) {
            return;
        }
        int at = inner.from;
        int end = inner.to;
        while (inner.at(at, end)) {
            at = inner.to;
            if (inner.tag == 0xa1 && inner.is(inner.from, inner.to, SEQUENCE)) {
                parts(message, direction, buffer, inner.from, inner.to);
                return;
            }
        }
    }

    private void parts(Krb5Transaction message, int direction, Buffer buffer, int from, int to) {
        int at = from;
        for (int i = 0; i < MAX_PARTS && inner.at(at, to); i++) {
            at = inner.to;
            if (inner.tag == GENERAL_STRING) {
                message.put(direction, buffer, content, inner.from, inner.length());
                message.addName(buffer, content, inner.from, inner.length());
            }
        }
    }
}
