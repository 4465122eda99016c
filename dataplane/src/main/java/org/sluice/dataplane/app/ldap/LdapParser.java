package org.sluice.dataplane.app.ldap;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.BerView;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.PduParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** LDAP over TCP, and over UDP: messages in BER. */
public final class LdapParser extends PduParser<PduParser.State> {
    private static final int PDU_LIMIT = 1 << 16;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;
    private static final int STRING = 4;
    private static final int EXTENDED_NAME = 0x80;
    private static final int START_TLS_OID_LENGTH = 22;
    private static final int MAX_ITEMS = 32;

    private final Pool<LdapTransaction> transactions;
    private final ByteView probe = new ByteView();
    private final ByteView content = new ByteView();
    private final BerView ber = new BerView(content);

    private LdapParser(AppRuntime runtime, boolean datagrams) {
        super(runtime, datagrams, PDU_LIMIT, () -> new State(runtime, PDU_LIMIT));
        transactions = runtime.pool(LdapTransaction::new);
    }

    /** @param runtime of the inspector */
    public static LdapParser overTcp(AppRuntime runtime) {
        return new LdapParser(runtime, false);
    }

    /** @param runtime of the inspector */
    public static LdapParser overUdp(AppRuntime runtime) {
        return new LdapParser(runtime, true);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.LDAP;
    }

    /** A sequence that begins with a message id and a known operation, on a port of LDAP's. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (!isPort(packet.sourcePort) && !isPort(packet.destinationPort)) {
            return NO;
        }
        ByteView bytes = probe.over(memory, offset, length);
        if (bytes.u8(0) != SEQUENCE) {
            return NO;
        }
        int at = bytes.u8(1) > 0x80 ? 2 + (bytes.u8(1) & 0x7f) : 2;
        if (length < at + 2) {
            return datagrams ? NO : MORE;
        }
        int idLength = bytes.u8(at + 1);
        if (bytes.u8(at) != INTEGER || idLength < 1 || idLength > 4) {
            return NO;
        }
        if (length <= at + 2 + idLength) {
            return datagrams ? NO : MORE;
        }
        int operation = bytes.u8(at + 2 + idLength);
        return (operation & 0xc0) == 0x40 && !LdapOperations.name(operation & 0x1f).equals("unknown") ? YES : NO;
    }

    private static boolean isPort(int port) {
        return port == 389 || port == 3268;
    }

    @Override
    protected int pduLength(State state, int direction, ByteView bytes) {
        if (bytes.u8(0) != SEQUENCE) {
            return NO_PDU;
        }
        if (bytes.length() < 2) {
            return UNKNOWN_LENGTH;
        }
        int first = bytes.u8(1);
        int count = first & 0x7f;
        if (first < 0x80) {
            return 2 + first;
        }
        if (count == 0 || count > 4) {
            return NO_PDU;
        }
        if (bytes.length() < 2 + count) {
            return UNKNOWN_LENGTH;
        }
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | bytes.u8(2 + i);
        }
        return length > 1 << 24 ? NO_PDU : 2 + count + (int) length;
    }

    @Override
    protected boolean onPdu(AppSession session, State state, Packet packet, int direction, ByteView pdu, int whole) {
        runtime.frames().whole(session, packet, AppProtocol.LDAP, Buffer.FRAME_LDAP_PDU, direction, pdu, 0, pdu.length());
        content.over(pdu, 0, pdu.length());
        if (!ber.is(0, Math.max(whole, pdu.length()), SEQUENCE)) {
            return true;
        }
        int end = Math.min(ber.to, content.length());
        if (!ber.is(ber.from, end, INTEGER)) {
            return true;
        }
        long id = ber.integer();
        int at = ber.to;
        int operation = content.u8(at) & 0x1f;
        boolean request = LdapOperations.isRequest(operation);
        LdapTransaction open = request ? null : find(session, id);
        if (open == null) {
            open = runtime.open(session, this, transactions, packet);
            if (open == null) {
                return false;
            }
            open.messageId = id;
            if (!request) {
                open.over(Packet.TO_SERVER);
            }
        }
        if (request) {
            open.put(Packet.TO_SERVER, AppField.LDAP_REQUEST_OPERATION, operation);
            if (ber.at(at, end)) {
                request(open, operation, ber.from, ber.to);
            }
            open.last(Packet.TO_SERVER);
            if (operation == LdapOperations.UNBIND || operation == LdapOperations.ABANDON) {
                open.over(Packet.TO_CLIENT);
            }
            return true;
        }
        int index = open.beginResponse();
        open.put(Packet.TO_CLIENT, AppField.LDAP_RESPONSES_OPERATION, operation);
        if (ber.at(at, end)) {
            response(open, index, operation, ber.from, ber.to);
        }
        open.came(Packet.TO_CLIENT);
        if (!LdapOperations.goesOn(operation)) {
            open.over(Packet.TO_CLIENT);
        }
        if (open.startsTls && open.integer(AppField.LDAP_RESPONSES_RESULT_CODE, Packet.TO_CLIENT, 0) == 0) {
            session.changeProtocol(AppProtocol.TLS);
        }
        if (open.integer(AppField.LDAP_REQUEST_OPERATION, Packet.TO_SERVER, 0) == Transaction.ABSENT && id != 0) {
            open.event(Packet.TO_CLIENT, AppEvent.LDAP_REQUEST_NOT_FOUND);
        }
        return true;
    }

    private static LdapTransaction find(AppSession session, long id) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof LdapTransaction open && open.messageId == id
                    && open.progress(Packet.TO_CLIENT) < Transaction.END) {
                return open;
            }
        }
        return null;
    }

    private void request(LdapTransaction open, int operation, int from, int to) {
        switch (operation) {
            case LdapOperations.BIND -> {
                if (ber.is(from, to, INTEGER)) {
                    name(open, Packet.TO_SERVER, Buffer.LDAP_REQUEST_DN, ber.to, to);
                }
            }
            case LdapOperations.SEARCH -> {
                name(open, Packet.TO_SERVER, Buffer.LDAP_REQUEST_DN, from, to);
                searchedAttributes(open, from, to);
            }
            case LdapOperations.MODIFY -> {
                name(open, Packet.TO_SERVER, Buffer.LDAP_REQUEST_DN, from, to);
                changes(open, ber.to, to);
            }
            case LdapOperations.ADD, LdapOperations.COMPARE -> {
                name(open, Packet.TO_SERVER, Buffer.LDAP_REQUEST_DN, from, to);
                if (operation == LdapOperations.ADD) {
                    attributes(open, Packet.TO_SERVER, Buffer.LDAP_REQUEST_ATTRIBUTE_TYPE, ber.to, to);
                } else if (ber.is(ber.to, to, SEQUENCE)) {
                    name(open, Packet.TO_SERVER, Buffer.LDAP_REQUEST_ATTRIBUTE_TYPE, ber.from, ber.to);
                }
            }
            case LdapOperations.RENAME -> name(open, Packet.TO_SERVER, Buffer.LDAP_REQUEST_DN, from, to);
            case LdapOperations.DELETE -> open.put(Packet.TO_SERVER, Buffer.LDAP_REQUEST_DN, content, from, to - from);
            case LdapOperations.EXTENDED -> {
                if (ber.is(from, to, EXTENDED_NAME) && ber.length() == START_TLS_OID_LENGTH
                        && content.is(ber.from, "1.3.6.1.4.1.1466.20037")) {
                    open.startsTls = true;
                }
            }
            default -> { }
        }
    }

    /** A string as an instance of a buffer; the element stays the current one. */
    private boolean name(LdapTransaction open, int direction, Buffer buffer, int from, int to) {
        boolean there = ber.at(from, to) && ber.tag == STRING;
        if (there) {
            open.put(direction, buffer, content, ber.from, ber.length());
        }
        return there;
    }

    /** The eighth field of a search; the seventh is the filter. */
    private void searchedAttributes(LdapTransaction open, int from, int to) {
        int at = from;
        for (int i = 0; i < 7; i++) {
            if (!ber.at(at, to)) {
                return;
            }
            at = ber.to;
        }
        if (!ber.is(at, to, SEQUENCE)) {
            return;
        }
        int next = ber.from;
        int end = ber.to;
        for (int i = 0; i < MAX_ITEMS && name(open, Packet.TO_SERVER, Buffer.LDAP_REQUEST_ATTRIBUTE_TYPE, next, end); i++) {
            next = ber.to;
        }
    }

    /** A sequence of changes: an operation, then an attribute. */
    private void changes(LdapTransaction open, int from, int to) {
        if (!ber.is(from, to, SEQUENCE)) {
            return;
        }
        int at = ber.from;
        int end = ber.to;
        for (int i = 0; i < MAX_ITEMS && ber.is(at, end, SEQUENCE); i++) {
            at = ber.to;
            int inside = ber.from;
            if (ber.at(inside, at) && ber.is(ber.to, at, SEQUENCE)) {
                name(open, Packet.TO_SERVER, Buffer.LDAP_REQUEST_ATTRIBUTE_TYPE, ber.from, ber.to);
            }
        }
    }

    /** A sequence of attributes: each a sequence of its type and a set of values. How many there were. */
    private int attributes(LdapTransaction open, int direction, Buffer buffer, int from, int to) {
        if (!ber.is(from, to, SEQUENCE)) {
            return 0;
        }
        int at = ber.from;
        int end = ber.to;
        int count = 0;
        while (count < MAX_ITEMS && ber.is(at, end, SEQUENCE)) {
            at = ber.to;
            count += name(open, direction, buffer, ber.from, ber.to) ? 1 : 0;
        }
        return count;
    }

    private void response(LdapTransaction open, int index, int operation, int from, int to) {
        if (operation == LdapOperations.ENTRY) {
            open.names[index] = (byte) (name(open, Packet.TO_CLIENT, Buffer.LDAP_RESPONSES_DN, from, to) ? 1 : 0);
            open.attributes[index] =
                    (byte) attributes(open, Packet.TO_CLIENT, Buffer.LDAP_RESPONSES_ATTRIBUTE_TYPE, ber.to, to);
            return;
        }
        if (operation == LdapOperations.REFERENCE || operation == LdapOperations.INTERMEDIATE || !ber.at(from, to)) {
            return;
        }
        open.put(Packet.TO_CLIENT, AppField.LDAP_RESPONSES_RESULT_CODE, ber.integer());
        open.names[index] = (byte) (name(open, Packet.TO_CLIENT, Buffer.LDAP_RESPONSES_DN, ber.to, to) ? 1 : 0);
        name(open, Packet.TO_CLIENT, Buffer.LDAP_RESPONSES_MESSAGE, ber.to, to);
    }

    @Override
    protected void onEnd(AppSession session, State state, Packet packet, int direction) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof LdapTransaction open) {
                open.over(direction);
            }
        }
    }
}
