package org.sluice.dataplane.app.quic;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.tls.CarriedHello;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * QUIC over UDP: opens the Initial packets of a flow until both hellos are read.
 *
 * <pre>
 *   long header:  flags | version 4 | id length, destination id | id length, source id
 *                 | token length, token (Initial only) | length | packet number 1 to 4, and what is encrypted
 * </pre>
 */
public final class QuicParser implements AppParser {
    private static final int PACKET_LIMIT = 2048;
    /** Packets of a flow that are opened at most, each side's. */
    private static final int MOST_OPENED = 32;
    private static final int LONG = 0xC0;
    private static final int IDS = 5;
    private static final int SMALLEST_CLIENT_DATAGRAM = 1200;
    private static final int TRANSPORT_PARAMETERS = 0x39;
    private static final int DRAFT_PARAMETERS = 0xffa5;
    private static final long USER_AGENT = 0x3129;
    private static final int PADDING = 0;
    private static final int PING = 1;
    private static final int ACK = 2;
    private static final int ACK_WITH_COUNTS = 3;
    private static final int CRYPTO = 6;

    private final AppRuntime runtime;
    private final Pool<QuicTransaction> transactions;
    private final Pool<QuicFlow> flows;
    private final ByteView view = new ByteView();
    private final ByteView plain = new ByteView();
    private final BufferSlice slice = new BufferSlice();
    private final NativeBytes opened;
    private final InitialKeys keys = new InitialKeys();
    private final CarriedHello hello;
    private final GoogleHello google;
    // A number of variable length (RFC 9000, 16), and where it ends.
    private long number;
    private int numberEnd;

    /** @param runtime of the inspector */
    public QuicParser(AppRuntime runtime) {
        this.runtime = runtime;
        transactions = runtime.smallPool(QuicTransaction::new);
        flows = runtime.smallPool(QuicFlow::new);
        opened = runtime.bytes(PACKET_LIMIT);
        hello = new CarriedHello(runtime);
        google = new GoogleHello(runtime);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.QUIC;
    }

    @Override
    public boolean runsOver(boolean datagrams) {
        return datagrams;
    }

    /** A client's first datagram: large, with a version that is known. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = view.over(memory, offset, length);
        if (length < SMALLEST_CLIENT_DATAGRAM) {
            return NO;
        }
        long version = bytes.u32(1);
        int id = bytes.u8(IDS);
        boolean standard = (bytes.u8(0) & LONG) == LONG && QuicVersions.opens(version) && id <= QuicFlow.LONGEST_ID;
        boolean googles = QuicVersions.google(bytes.u8(0) >= LONG ? version : GoogleHello.version(bytes)) > 0;
        return standard || googles ? YES : NO;
    }

    @Override
    public boolean begin(AppSession session) {
        QuicFlow flow = flows.take();
        session.state(flow);
        return flow != null;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        QuicFlow flow = (QuicFlow) session.state();
        int at = 0;
        while (at < length && !flow.done[direction]) {
            int next = packet(session, flow, packet, direction, view.over(memory, offset, length), at);
            if (next <= at) {
                break;
            }
            at = next;
        }
        return length;
    }

    /** One packet of a datagram; where the next one begins, or 0. */
    private int packet(AppSession session, QuicFlow flow, Packet packet, int direction, ByteView bytes, int at) {
        boolean standard = (bytes.u8(at) & LONG) == LONG;
        long version = standard ? bytes.u32(at + 1) : at == 0 ? GoogleHello.version(bytes) : 0;
        if (QuicVersions.google(version) > 0) {
            google(session, flow, packet, direction, bytes, version);
            return 0;
        }
        if (!standard || !QuicVersions.opens(version)) {
            return 0;
        }
        int id = at + IDS + 1;
        int idLength = bytes.u8(at + IDS);
        int source = id + idLength;
        int token = source + 1 + bytes.u8(source);
        int type = bytes.u8(at) >> 4 & 3;
        boolean initial = type == (version == QuicVersions.V2 ? 1 : 0);
        boolean retry = type == (version == QuicVersions.V2 ? 0 : 3);
        if (retry || idLength > QuicFlow.LONGEST_ID || !bytes.has(id, idLength)) {
            return 0;
        }
        int at2 = token;
        if (initial) {
            if (!number(bytes, token) || number > bytes.length()) {
                return 0;
            }
            at2 = numberEnd + (int) number;
        }
        if (!number(bytes, at2) || number > bytes.length() - numberEnd) {
            return 0;
        }
        int end = numberEnd + (int) number;
        if (initial) {
            initial(session, flow, packet, direction, bytes, version, at, id, idLength, numberEnd, end);
        }
        return end;
    }

    private void initial(AppSession session, QuicFlow flow, Packet packet, int direction, ByteView bytes, long version,
            int start, int id, int idLength, int numberAt, int end) {
        boolean client = direction == Packet.TO_SERVER;
        if (flow.id.isEmpty() && !client || ++flow.opened > 2 * MOST_OPENED) {
            flow.done[direction] = true;
            return;
        }
        if (flow.id.isEmpty()) {
            flow.id.append(bytes.memory(), bytes.offset() + id, idLength);
        }
        QuicTransaction into = transaction(session, flow, packet, version, direction);
        if (into == null) {
            flow.done[direction] = true;
            return;
        }
        boolean genuine = open(flow, bytes, version, client, start, numberAt, end);
        if (!genuine && client) {
            // After a Retry the keys follow from the id that it gave.
            flow.id.clear();
            flow.id.append(bytes.memory(), bytes.offset() + id, idLength);
            genuine = open(flow, bytes, version, true, start, numberAt, end);
        }
        if (!genuine) {
            into.event(direction, AppEvent.QUIC_FAILED_DECRYPT);
        } else {
            frames(flow, into, direction);
        }
        opened.release();
    }

    private boolean open(QuicFlow flow, ByteView bytes, long version, boolean client, int start, int numberAt,
            int end) {
        opened.clear();
        keys.derive(version, flow.id, client);
        return keys.open(bytes, start, numberAt, end, opened);
    }

    private QuicTransaction transaction(AppSession session, QuicFlow flow, Packet packet, long version, int direction) {
        if (flow.open == null) {
            flow.open = runtime.open(session, this, transactions, packet);
        }
        if (flow.open != null && !flow.open.has(Buffer.QUIC_VERSION, direction, 0)) {
            opened.clear();
            QuicVersions.write(version, opened);
            flow.open.put(direction, Buffer.QUIC_VERSION, opened);
            flow.open.came(direction);
            opened.release();
        }
        return flow.open;
    }

    private void frames(QuicFlow flow, QuicTransaction into, int direction) {
        ByteView bytes = plain.over(opened.memory(), opened.offset(), opened.length());
        int at = 0;
        while (at < bytes.length()) {
            int type = bytes.u8(at);
            int next = switch (type) {
                case PADDING, PING -> at + 1;
                case ACK, ACK_WITH_COUNTS -> acknowledgement(bytes, at + 1, type == ACK_WITH_COUNTS);
                case CRYPTO -> crypto(flow, into, direction, bytes, at + 1);
                default -> bytes.length();
            };
            if (next <= at) {
                into.event(direction, AppEvent.QUIC_ERROR_ON_DATA);
                return;
            }
            at = next;
        }
        hello(flow, into, direction);
    }

    private int acknowledgement(ByteView bytes, int from, boolean counts) {
        boolean ok = number(bytes, from) && number(bytes, numberEnd) && number(bytes, numberEnd);
        long ranges = number;
        ok = ok && number(bytes, numberEnd);
        for (long i = 0; i < 2 * ranges && ok; i++) {
            ok = number(bytes, numberEnd);
        }
        for (int i = 0; i < 3 && counts && ok; i++) {
            ok = number(bytes, numberEnd);
        }
        return ok ? numberEnd : 0;
    }

    private int crypto(QuicFlow flow, QuicTransaction into, int direction, ByteView bytes, int from) {
        if (!number(bytes, from)) {
            return 0;
        }
        long place = number;
        if (!number(bytes, numberEnd) || !bytes.has(numberEnd, (int) Math.min(number, Integer.MAX_VALUE))) {
            return 0;
        }
        int data = numberEnd;
        int count = (int) number;
        if (!flow.hellos[direction].put(place, bytes, data, count)) {
            into.event(direction, AppEvent.QUIC_CRYPTO_FRAG_TOO_LONG);
            flow.done[direction] = true;
        }
        return data + count;
    }

    /** The hello, when all of it came. */
    private void hello(QuicFlow flow, QuicTransaction into, int direction) {
        CryptoStream stream = flow.hellos[direction];
        int there = stream.whole();
        int length = CarriedHello.messageLength(stream.bytes(), there);
        if (flow.done[direction] || length == 0 || length > there) {
            return;
        }
        flow.done[direction] = true;
        if (direction == Packet.TO_SERVER && hello.readClient(stream.bytes(), length)) {
            if (hello.sni(slice)) {
                into.put(direction, Buffer.QUIC_SNI, plain.over(slice.memory, slice.offset, slice.length), 0,
                        slice.length);
            }
            into.put(direction, Buffer.JA3_STRING, hello.ja3());
            into.put(direction, Buffer.JA3_HASH, hello.ja3Hash());
            into.put(direction, Buffer.JA4_HASH, hello.ja4());
            userAgent(into, direction);
        } else if (direction == Packet.TO_CLIENT && hello.readServer(stream.bytes(), length)) {
            into.put(direction, Buffer.JA3S_STRING, hello.ja3());
            into.put(direction, Buffer.JA3S_HASH, hello.ja3Hash());
        } else {
            into.event(direction, AppEvent.QUIC_ERROR_ON_DATA);
        }
        hello.release();
        stream.release();
        into.last(direction);
    }

    /** Among the transport parameters (RFC 9000, 18) some clients say who they are. */
    private void userAgent(QuicTransaction into, int direction) {
        if (!hello.extension(TRANSPORT_PARAMETERS, slice) && !hello.extension(DRAFT_PARAMETERS, slice)) {
            return;
        }
        ByteView bytes = plain.over(slice.memory, slice.offset, slice.length);
        int at = 0;
        while (at < bytes.length() && number(bytes, at)) {
            long parameter = number;
            if (!number(bytes, numberEnd) || number > bytes.length() - numberEnd) {
                return;
            }
            if (parameter == USER_AGENT) {
                into.put(direction, Buffer.QUIC_UA, bytes, numberEnd, (int) number);
            }
            at = numberEnd + (int) number;
        }
    }

    private void google(
            AppSession session, QuicFlow flow, Packet packet, int direction, ByteView bytes, long version) {
        if (direction != Packet.TO_SERVER || ++flow.opened > MOST_OPENED) {
            flow.done[direction] = true;
            return;
        }
        QuicTransaction into = transaction(session, flow, packet, version, direction);
        if (into == null || google.read(into, bytes, version)) {
            flow.done[direction] = true;
            if (into != null) {
                into.last(direction);
            }
        }
    }

    private boolean number(ByteView bytes, int at) {
        int size = 1 << (bytes.u8(at) >> 6);
        if (!bytes.has(at, size)) {
            return false;
        }
        number = bytes.u8(at) & 0x3f;
        for (int i = 1; i < size; i++) {
            number = number << 8 | bytes.u8(at + i);
        }
        numberEnd = at + size;
        return true;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        return true;
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        QuicFlow flow = (QuicFlow) session.state();
        if (flow.open != null && !flow.done[direction]) {
            flow.done[direction] = true;
            flow.open.over(direction);
        }
    }

    @Override
    public void end(AppSession session) {
        QuicFlow flow = (QuicFlow) session.state();
        flow.release();
        flows.give(flow);
    }
}
