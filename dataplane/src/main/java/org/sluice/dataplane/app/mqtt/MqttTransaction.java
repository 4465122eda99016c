package org.sluice.dataplane.app.mqtt;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A message with those that acknowledge it. */
final class MqttTransaction extends TabledTransaction {
    private static final int MESSAGES = 8;
    private static final int REASONS = 16;

    int type;
    long messageId;
    int version;
    private int count;
    private final byte[] types = new byte[MESSAGES];
    private final byte[] flags = new byte[MESSAGES];
    private final byte[] directions = new byte[MESSAGES];
    private final long[] ids = new long[MESSAGES];
    private final int[] reasonsFrom = new int[MESSAGES];
    private final int[] reasonsTo = new int[MESSAGES];
    private final int[] reasons = new int[REASONS];
    private int reasonCount;

    MqttTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.MQTT, 1 << 17);
    }

    /** A message of the transaction; its reasons follow by {@link #reason}. */
    void add(int direction, int messageType, int messageFlags, long id) {
        put(direction, AppField.MQTT_TYPE, messageType);
        put(direction, AppField.MQTT_FLAGS, messageFlags);
        put(direction, AppField.MQTT_QOS, messageFlags >> 1 & 3);
        if (count < MESSAGES) {
            types[count] = (byte) messageType;
            flags[count] = (byte) messageFlags;
            directions[count] = (byte) direction;
            ids[count] = id;
            reasonsFrom[count] = reasonCount;
            reasonsTo[count] = reasonCount;
            count++;
        }
    }

    void reason(int direction, int code) {
        put(direction, AppField.MQTT_REASON_CODE, code);
        if (reasonCount < REASONS && count > 0) {
            reasons[reasonCount++] = code;
            reasonsTo[count - 1] = reasonCount;
        }
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        return field == AppField.MQTT_PROTOCOL_VERSION && instance == 0 && version > 0 ? version
                : super.integer(field, direction, instance);
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("mqtt");
        for (int i = 0; i < count; i++) {
            int direction = directions[i];
            sink.beginObject(MqttType.name(types[i]));
            sink.integer("qos", flags[i] >> 1 & 3);
            sink.bool("retain", (flags[i] & 1) != 0);
            sink.bool("dup", (flags[i] & 8) != 0);
            if (ids[i] >= 0) {
                sink.integer("message_id", ids[i]);
            }
            switch (types[i]) {
                case MqttType.CONNECT -> writeConnect(sink, direction);
                case MqttType.PUBLISH -> {
                    text(sink, "topic", Buffer.MQTT_PUBLISH_TOPIC, direction, 0);
                    text(sink, "message", Buffer.MQTT_PUBLISH_MESSAGE, direction, 0);
                }
                case MqttType.SUBSCRIBE -> writeTopics(sink, Buffer.MQTT_SUBSCRIBE_TOPIC);
                case MqttType.UNSUBSCRIBE -> writeTopics(sink, Buffer.MQTT_UNSUBSCRIBE_TOPIC);
                case MqttType.CONNACK -> {
                    number(sink, "session_present", AppField.MQTT_CONNACK_SESSION_PRESENT, direction);
                    writeReason(sink, "return_code", i);
                }
                case MqttType.SUBACK -> writeReasons(sink, "qos_granted", i);
                case MqttType.UNSUBACK -> writeReasons(sink, "reason_codes", i);
                default -> writeReason(sink, "reason_code", i);
            }
            sink.endObject();
        }
        sink.endObject();
    }

    private void writeConnect(AttributeSink sink, int direction) {
        text(sink, "protocol_string", Buffer.MQTT_CONNECT_PROTOCOL_STRING, direction, 0);
        sink.integer("protocol_version", version);
        long connect = integer(AppField.MQTT_CONNECT_FLAGS, direction, 0);
        sink.beginObject("flags");
        sink.bool("username", (connect & 0x80) != 0);
        sink.bool("password", (connect & 0x40) != 0);
        sink.bool("will_retain", (connect & 0x20) != 0);
        sink.bool("will", (connect & 0x04) != 0);
        sink.bool("clean_session", (connect & 0x02) != 0);
        sink.endObject();
        text(sink, "client_id", Buffer.MQTT_CONNECT_CLIENTID, direction, 0);
        text(sink, "username", Buffer.MQTT_CONNECT_USERNAME, direction, 0);
        text(sink, "password", Buffer.MQTT_CONNECT_PASSWORD, direction, 0);
    }

    private void writeTopics(AttributeSink sink, Buffer buffer) {
        sink.beginArray("topics");
        for (int i = 0; has(buffer, Packet.TO_SERVER, i); i++) {
            text(sink, null, buffer, Packet.TO_SERVER, i);
        }
        sink.endArray();
    }

    private void writeReason(AttributeSink sink, String key, int message) {
        if (reasonsTo[message] > reasonsFrom[message]) {
            sink.integer(key, reasons[reasonsFrom[message]]);
        }
    }

    private void writeReasons(AttributeSink sink, String key, int message) {
        sink.beginArray(key);
        for (int i = reasonsFrom[message]; i < reasonsTo[message]; i++) {
            sink.integer(null, reasons[i]);
        }
        sink.endArray();
    }

    @Override
    protected void reset() {
        super.reset();
        count = 0;
        reasonCount = 0;
        version = 0;
    }
}
