package org.sluice.dataplane.app.mqtt;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.PduParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** MQTT over TCP: a type, flags, a length of one to four bytes, and what follows. */
public final class MqttParser extends PduParser<MqttParser.MqttState> {
    private static final int PORT = 1883;
    private static final int PDU_LIMIT = 1 << 17;

    private final Pool<MqttTransaction> transactions;
    private final ByteView probe = new ByteView();

    static final class MqttState extends State {
        int version;
        boolean connected;
        boolean accepted;

        MqttState(AppRuntime runtime) {
            super(runtime, PDU_LIMIT);
        }

        @Override
        protected void clear() {
            super.clear();
            version = 0;
            connected = false;
            accepted = false;
        }
    }

    /** @param runtime of the inspector */
    public MqttParser(AppRuntime runtime) {
        super(runtime, PDU_LIMIT, () -> new MqttState(runtime));
        transactions = runtime.pool(MqttTransaction::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.MQTT;
    }

    /** CONNECT with the protocol's name on any port; on MQTT's own, any message that is as long as it says. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        int header = headerLength(bytes);
        if (header < 0) {
            return NO;
        }
        boolean port = packet.sourcePort == PORT || packet.destinationPort == PORT;
        if (bytes.u8(0) == 0x10 && direction == Packet.TO_SERVER) {
            return header == 0 || length < header + 8 ? MORE
                    : bytes.is(header, "\0\4MQTT") || bytes.is(header, "\0\6MQIsdp") ? YES : NO;
        }
        if (!port || bytes.u8(0) >> 4 == 0) {
            return NO;
        }
        return header == 0 ? MORE : header + remaining(bytes) <= length ? YES : NO;
    }

    /** Bytes of type, flags and length; 0 when more are needed, -1 when the length is none. */
    private static int headerLength(ByteView bytes) {
        for (int i = 1; i < 5; i++) {
            if (i >= bytes.length()) {
                return 0;
            }
            if (bytes.u8(i) < 0x80) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int remaining(ByteView bytes) {
        int value = 0;
        for (int i = 1; i < 5; i++) {
            value |= (bytes.u8(i) & 0x7f) << 7 * (i - 1);
            if (bytes.u8(i) < 0x80) {
                break;
            }
        }
        return value;
    }

    @Override
    protected int pduLength(MqttState state, int direction, ByteView bytes) {
        int header = headerLength(bytes);
        return header < 0 ? NO_PDU : header == 0 ? UNKNOWN_LENGTH : header + remaining(bytes);
    }

    @Override
    protected boolean onPdu(AppSession session, MqttState state, Packet packet, int direction, ByteView pdu, int whole) {
        int type = pdu.u8(0) >> 4;
        int flags = pdu.u8(0) & 0xf;
        int at = headerLength(pdu);
        if (runtime.frames().anyWanted()) {
            mark(session, packet, Buffer.FRAME_MQTT_PDU, direction, pdu, 0, pdu.length());
            mark(session, packet, Buffer.FRAME_MQTT_HEADER, direction, pdu, 0, at);
            mark(session, packet, Buffer.FRAME_MQTT_DATA, direction, pdu, at, pdu.length() - at);
        }
        int qos = flags >> 1 & 3;
        long id = messageId(type, qos, pdu, at);
        int answered = MqttType.answered(type);
        MqttTransaction open = answered == 0 ? null : find(session, answered, id);
        AppEvent missing = open == null && answered != 0 ? missing(type) : null;
        if (open == null) {
            boolean full = runtime.isFull(session);
            open = runtime.open(session, this, transactions, packet);
            if (open == null) {
                return false;
            }
            if (full) {
                open.event(direction, AppEvent.MQTT_TOO_MANY_TRANSACTIONS);
            }
            open.type = type;
            open.messageId = id;
        }
        open.version = state.version;
        open.add(direction, type, flags, id);
        raise(state, open, direction, type, qos, missing);
        MqttMessages.read(state, open, direction, type, qos, pdu, at);
        if (!pdu.ok() && whole == pdu.length()) {
            open.event(direction, AppEvent.MQTT_MALFORMED_TRAFFIC);
        }
        open.came(direction);
        if (ends(state, open, type, qos, answered, missing)) {
            open.over(Packet.TO_SERVER);
            open.over(Packet.TO_CLIENT);
        }
        return true;
    }

    private static boolean ends(MqttState state, MqttTransaction open, int type, int qos, int answered, AppEvent missing) {
        if (missing != null) {
            return true;
        }
        if (answered != 0) {
            return MqttType.ends(type);
        }
        return switch (type) {
            case MqttType.CONNECT, MqttType.SUBSCRIBE, MqttType.UNSUBSCRIBE -> false;
            case MqttType.PUBLISH -> qos == 0 || qos == 3;
            default -> true;
        };
    }

    private static AppEvent missing(int type) {
        return switch (type) {
            case MqttType.CONNACK -> AppEvent.MQTT_MISSING_CONNECT;
            case MqttType.SUBACK -> AppEvent.MQTT_MISSING_SUBSCRIBE;
            case MqttType.UNSUBACK -> AppEvent.MQTT_MISSING_UNSUBSCRIBE;
            default -> AppEvent.MQTT_MISSING_PUBLISH;
        };
    }

    private static void raise(MqttState state, MqttTransaction open, int direction, int type, int qos, AppEvent missing) {
        if (missing != null) {
            open.event(direction, missing);
        }
        if (type == 0) {
            open.event(direction, AppEvent.MQTT_UNASSIGNED_MSG_TYPE);
        }
        if (type == MqttType.PUBLISH && qos == 3) {
            open.event(direction, AppEvent.MQTT_INVALID_QOS_LEVEL);
        }
        if (type == MqttType.CONNECT && state.connected) {
            open.event(direction, AppEvent.MQTT_DOUBLE_CONNECT);
        }
        if (type > MqttType.CONNACK && type < MqttType.AUTH && !state.accepted) {
            open.event(direction, AppEvent.MQTT_UNINTRODUCED_MESSAGE);
        }
    }

    /** The packet identifier, or -1 where the message has none. */
    private static long messageId(int type, int qos, ByteView pdu, int at) {
        return switch (type) {
            case MqttType.PUBLISH -> qos == 0 || qos == 3 ? -1 : pdu.u16(at + 2 + pdu.u16(at));
            case MqttType.PUBACK, MqttType.PUBREC, MqttType.PUBREL, MqttType.PUBCOMP, MqttType.SUBSCRIBE, MqttType.SUBACK,
                    MqttType.UNSUBSCRIBE, MqttType.UNSUBACK -> pdu.u16(at);
            default -> -1;
        };
    }

    private static MqttTransaction find(AppSession session, int type, long id) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof MqttTransaction open && open.type == type && open.messageId == id && !open.complete()) {
                return open;
            }
        }
        return null;
    }

    @Override
    protected boolean onLoss(MqttState state, int direction) {
        return true;
    }

    @Override
    protected void onEnd(AppSession session, MqttState state, Packet packet, int direction) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof MqttTransaction open) {
                open.over(direction);
            }
        }
    }

    private void mark(AppSession session, Packet packet, Buffer kind, int direction, ByteView pdu, int at, int length) {
        runtime.frames().whole(session, packet, AppProtocol.MQTT, kind, direction, pdu, at, length);
    }
}
