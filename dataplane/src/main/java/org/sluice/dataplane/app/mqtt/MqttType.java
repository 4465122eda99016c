package org.sluice.dataplane.app.mqtt;

/** Message types (MQTT 5, 2.1.2), by number. */
final class MqttType {
    static final int CONNECT = 1;
    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBREL = 6;
    static final int PUBCOMP = 7;
    static final int SUBSCRIBE = 8;
    static final int SUBACK = 9;
    static final int UNSUBSCRIBE = 10;
    static final int UNSUBACK = 11;
    static final int PINGREQ = 12;
    static final int PINGRESP = 13;
    static final int DISCONNECT = 14;
    static final int AUTH = 15;

    private static final String[] NAMES = {
        "unassigned", "connect", "connack", "publish", "puback", "pubrec", "pubrel", "pubcomp", "subscribe", "suback",
        "unsubscribe", "unsuback", "pingreq", "pingresp", "disconnect", "auth",
    };

    private MqttType() {
    }

    static String name(int type) {
        return NAMES[type];
    }

    /** The message that a message of this type answers, or 0. */
    static int answered(int type) {
        return switch (type) {
            case CONNACK -> CONNECT;
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> PUBLISH;
            case SUBACK -> SUBSCRIBE;
            case UNSUBACK -> UNSUBSCRIBE;
            default -> 0;
        };
    }

    /** Whether the transaction ends with a message of this type that answers another. */
    static boolean ends(int type) {
        return type != PUBREC && type != PUBREL;
    }
}
