package org.sluice.rules.keyword;

import java.util.Map;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;

/** Parts of MQTT messages. */
final class MqttKeywords {
    private static final int BYTE = 255;
    private static final Map<String, Long> TYPES = IntegerGrammar.numbered("unassigned 0 connect 1 connack 2 publish 3"
            + " puback 4 pubrec 5 pubrel 6 pubcomp 7 subscribe 8 suback 9 unsubscribe 10 unsuback 11 pingreq 12"
            + " pingresp 13 disconnect 14 auth 15");

    private MqttKeywords() {}

    static void addTo(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "MQTT", AppProtocol.MQTT)
                .buffers("mqtt.connect.clientid The client's id.", "mqtt.connect.username The user's name.",
                        "mqtt.connect.password The password.", "mqtt.connect.protocol_string The protocol's name.",
                        "mqtt.connect.willtopic The will's topic.", "mqtt.connect.willmessage The will's message.",
                        "mqtt.publish.topic The topic of a PUBLISH.", "mqtt.publish.message The message of a PUBLISH.",
                        "mqtt.subscribe.topic A topic of a SUBSCRIBE.",
                        "mqtt.unsubscribe.topic A topic of an UNSUBSCRIBE.")
                .number("mqtt.type The message type.", IntegerField.MQTT_TYPE, 15, TYPES)
                .number("mqtt.qos The quality of service.", IntegerField.MQTT_QOS, 2)
                .number("mqtt.protocol_version The version.", IntegerField.MQTT_PROTOCOL_VERSION, BYTE)
                .number("mqtt.reason_code,mqtt.connack.return_code The reason code.", IntegerField.MQTT_REASON_CODE, BYTE)
                .special("mqtt.flags The header's flags.", "mqtt.flags:[!]dup|retain[,...]", "mqtt.flags:dup,!retain;",
                        (value, rule) -> flags(value, rule, IntegerField.MQTT_FLAGS, Map.of("dup", 8, "retain", 1)))
                .special("mqtt.connect.flags The flags of a CONNECT.",
                        "mqtt.connect.flags:[!]username|password|will|will_retain|clean_session[,...]",
                        "mqtt.connect.flags:username,!will;", (value, rule) -> flags(value, rule,
                                IntegerField.MQTT_CONNECT_FLAGS, Map.of("username", 0x80, "password", 0x40, "will_retain",
                                        0x20, "will", 0x04, "clean_session", 0x02)))
                .special("mqtt.connack.session_present Whether the session is kept.",
                        "mqtt.connack.session_present:yes|true|no|false", "mqtt.connack.session_present:true;",
                        (value, rule) -> rule.add(new IntegerMatch(IntegerField.MQTT_CONNACK_SESSION_PRESENT,
                                IntegerTest.equal(1 - value.choice("answer", "yes", "no", "true", "false") % 2))));
    }

    /** Flags that must be set, and others, with {@code !}, that must not. */
    static void flags(Word value, RuleBuilder rule, IntegerField field, Map<String, Integer> bits) {
        if (value.isNumeric() || value.startsWith("&")) {
            rule.add(new IntegerMatch(field, IntegerGrammar.parse(value, BYTE)));
            return;
        }
        long mask = 0;
        long set = 0;
        for (Word word : value.list(',')) {
            boolean negated = word.startsWith("!");
            Word name = negated ? word.from(1) : word;
            Integer bit = bits.get(name.lower());
            if (bit == null) {
                throw name.notOneOf("flag", String.join(", ", bits.keySet().stream().sorted().toList()));
            }
            mask |= bit;
            set |= negated ? 0 : bit;
        }
        rule.add(new IntegerMatch(field, new IntegerTest(IntegerTest.Kind.MASKED_EQUAL, mask, set)));
    }
}
