package org.sluice.dataplane.app.mqtt;

import org.sluice.dataplane.app.ByteView;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.Buffer;

/** Reads what follows a message's header (MQTT 5, 3). */
final class MqttMessages {
    private static final int VERSION_5 = 5;
    private static final int USER_NAME = 0x80;
    private static final int PASSWORD = 0x40;
    private static final int WILL = 0x04;
    private static final int MAX_TOPICS = 32;

    private MqttMessages() {
    }

    static void read(MqttParser.MqttState state, MqttTransaction open, int direction, int type, int qos, ByteView pdu, int at) {
        switch (type) {
            case MqttType.CONNECT -> connect(state, open, direction, pdu, at);
            case MqttType.CONNACK -> {
                state.accepted |= state.connected;
                open.put(direction, AppField.MQTT_CONNACK_SESSION_PRESENT, pdu.u8(at) & 1);
                open.reason(direction, pdu.u8(at + 1));
            }
            case MqttType.PUBLISH -> publish(state, open, direction, qos, pdu, at);
            case MqttType.PUBACK, MqttType.PUBREC, MqttType.PUBREL, MqttType.PUBCOMP -> {
                if (state.version >= VERSION_5 && pdu.has(at + 2, 1)) {
                    open.reason(direction, pdu.u8(at + 2));
                }
            }
            case MqttType.SUBSCRIBE -> topics(open, direction, Buffer.MQTT_SUBSCRIBE_TOPIC, pdu,
                    skipProperties(state.version, pdu, at + 2), 1);
            case MqttType.UNSUBSCRIBE -> topics(open, direction, Buffer.MQTT_UNSUBSCRIBE_TOPIC, pdu,
                    skipProperties(state.version, pdu, at + 2), 0);
            case MqttType.SUBACK, MqttType.UNSUBACK -> {
                for (int i = skipProperties(state.version, pdu, at + 2); i < pdu.length(); i++) {
                    open.reason(direction, pdu.u8(i));
                }
            }
            case MqttType.DISCONNECT, MqttType.AUTH -> {
                if (state.version >= VERSION_5) {
                    open.reason(direction, pdu.has(at, 1) ? pdu.u8(at) : 0);
                }
            }
            default -> { }
        }
    }

    private static void connect(MqttParser.MqttState state, MqttTransaction open, int direction, ByteView pdu, int from) {
        int at = text(open, direction, Buffer.MQTT_CONNECT_PROTOCOL_STRING, pdu, from);
        state.connected = true;
        state.version = pdu.u8(at);
        open.version = state.version;
        int flags = pdu.u8(at + 1);
        open.put(direction, AppField.MQTT_CONNECT_FLAGS, flags);
        at = skipProperties(state.version, pdu, at + 4);
        at = text(open, direction, Buffer.MQTT_CONNECT_CLIENTID, pdu, at);
        if ((flags & WILL) != 0) {
            at = skipProperties(state.version, pdu, at);
            at = text(open, direction, Buffer.MQTT_CONNECT_WILLTOPIC, pdu, at);
            at = text(open, direction, Buffer.MQTT_CONNECT_WILLMESSAGE, pdu, at);
        }
        if ((flags & USER_NAME) != 0) {
            at = text(open, direction, Buffer.MQTT_CONNECT_USERNAME, pdu, at);
        }
        if ((flags & PASSWORD) != 0) {
            text(open, direction, Buffer.MQTT_CONNECT_PASSWORD, pdu, at);
        }
    }

    private static void publish(
            MqttParser.MqttState state, MqttTransaction open, int direction, int qos, ByteView pdu, int from) {
        int at = text(open, direction, Buffer.MQTT_PUBLISH_TOPIC, pdu, from);
        if (qos == 1 || qos == 2) {
            at += 2;
        }
        at = skipProperties(state.version, pdu, at);
        open.put(direction, Buffer.MQTT_PUBLISH_MESSAGE, pdu, at, pdu.length() - at);
    }

    private static void topics(MqttTransaction open, int direction, Buffer buffer, ByteView pdu, int from, int options) {
        int at = from;
        for (int i = 0; i < MAX_TOPICS && pdu.has(at, 2); i++) {
            at = text(open, direction, buffer, pdu, at) + options;
        }
    }

    /** A string behind its length; returns where it ends. */
    private static int text(MqttTransaction open, int direction, Buffer buffer, ByteView pdu, int at) {
        int length = pdu.u16(at);
        if (pdu.need(at + 2, length)) {
            open.put(direction, buffer, pdu, at + 2, length);
        }
        return at + 2 + length;
    }

    /** Version 5 has properties, as many bytes as a number before them says. */
    private static int skipProperties(int version, ByteView pdu, int at) {
        if (version < VERSION_5) {
            return at;
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int b = pdu.u8(at + i);
            value |= (b & 0x7f) << 7 * i;
            if (b < 0x80) {
                return at + i + 1 + value;
            }
        }
        return pdu.length();
    }
}
