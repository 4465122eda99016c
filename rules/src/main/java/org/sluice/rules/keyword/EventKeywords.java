package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.DecoderEvent;
import org.sluice.rules.image.StreamEvent;
import org.sluice.rules.model.Match;
import org.sluice.rules.text.RuleException;
import org.sluice.rules.text.Spelling;

/** What decoders, stream tracking and application parsers found out of order, and which protocol was found. */
final class EventKeywords {
    private static final String FAMILY = "Events";
    private static final List<String> DECODER_NAMES =
            Stream.of(DecoderEvent.values()).map(DecoderEvent::ruleName).toList();
    private static final List<String> STREAM_NAMES =
            Stream.of(StreamEvent.values()).map(StreamEvent::ruleName).toList();

    private EventKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("decode-event", FAMILY, "The decoder found this of the packet.",
                "decode-event:name",
                "decode-event:ipv4.trunc_pkt;", EventKeywords::decodeEvent).aka("engine-event"));
        registry.add(Keyword.valued("stream-event", FAMILY, "Stream tracking found this of the packet.",
                "stream-event:name", "stream-event:3whs_ack_in_wrong_dir;", EventKeywords::streamEvent));
        registry.add(Keyword.valued("app-layer-event", FAMILY, "A protocol's parser, or its detection, found this.",
                "app-layer-event:protocol.name", "app-layer-event:http.missing_host_header;",
                EventKeywords::appLayerEvent));
        registry.add(Keyword.valued("app-layer-protocol", FAMILY, "The application protocol that was found.",
                "app-layer-protocol:[!]name[,final|original|either|to_server|to_client]", "app-layer-protocol:!http;",
                EventKeywords::appLayerProtocol));
        registry.add(Keyword.valued("app-layer-state", FAMILY, "How far the transaction is.",
                "app-layer-state:[op]name",
                "app-layer-state:>request_started;", (value, rule) -> { })
                .unenforced("progress of transactions is no rule condition yet"));
    }

    private static void decodeEvent(Word value, RuleBuilder rule) {
        DecoderEvent event = DecoderEvent.byName(value.text());
        if (event == null) {
            throw unknown(value, "decoder", DECODER_NAMES);
        }
        rule.add(new Match.DecodeEvent(event.ruleName()));
    }

    private static void streamEvent(Word value, RuleBuilder rule) {
        StreamEvent event = StreamEvent.byName(value.text());
        if (event == null) {
            throw unknown(value, "stream", STREAM_NAMES);
        }
        rule.add(new Match.StreamEvent(event.ruleName()));
    }

    private static RuleException unknown(Word value, String kind, List<String> names) {
        return value.refuse("there is no " + kind + " event \"" + value.text() + "\"",
                Spelling.suggestion(value.text(), names));
    }

    private static void appLayerEvent(Word value, RuleBuilder rule) {
        int dot = value.text().indexOf('.');
        if (dot < 0) {
            detectionEvent(value, rule);
            return;
        }
        String name = value.text().substring(0, dot);
        String event = value.text().substring(dot + 1);
        AppProtocol protocol = AppProtocol.byName(name).filter(p -> p != AppProtocol.UNKNOWN && p != AppProtocol.FAILED)
                .orElseThrow(() -> value.refuse("\"" + name + "\" is no application protocol", ""));
        if (event.isEmpty()) {
            throw value.refuse("the event's name is missing", "write app-layer-event:http.missing_host_header;");
        }
        rule.requireProtocol(protocol, value);
        List<String> known = known(protocol);
        if (known.isEmpty()) {
            rule.unenforced("app-layer-event", "needs the " + protocol.ruleName() + " parser");
        } else if (AppEvent.byName(protocol, event).isEmpty()) {
            rule.unenforced("app-layer-event", "the " + protocol.ruleName() + " parser does not raise " + event
                    + Spelling.nearest(event, known).map(near -> "; did you mean \"" + near + "\"?").orElse(""));
        }
        rule.add(new Match.AppLayerEvent(protocol.ruleName(), event));
    }

    private static void detectionEvent(Word value, RuleBuilder rule) {
        if (AppEvent.byName(AppProtocol.UNKNOWN, value.text()).isEmpty()) {
            throw unknown(value, "protocol detection", known(AppProtocol.UNKNOWN));
        }
        rule.add(new Match.AppLayerEvent("applayer", value.text()));
    }

    private static List<String> known(AppProtocol protocol) {
        List<String> names = new ArrayList<>();
        for (AppEvent event : AppEvent.values()) {
            if (event.protocol() == protocol) {
                names.add(event.eventName());
            }
        }
        return names;
    }

    private static void appLayerProtocol(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        boolean negated = words.getFirst().startsWith("!");
        Word name = negated ? words.getFirst().from(1) : words.getFirst();
        AppProtocol protocol = AppProtocol.byName(name.lower()).orElseThrow(() -> name.refuse(
                "\"" + name.text() + "\" is no application protocol",
                Spelling.suggestion(name.lower(),
                Stream.of(AppProtocol.values()).map(AppProtocol::ruleName).toList())));
        if (words.size() > 2) {
            throw value.refuse("one option may follow the protocol", "write app-layer-protocol:http,final;");
        }
        Match.ProtocolSide side = words.size() == 1 ? Match.ProtocolSide.DIRECTION : side(words.get(1));
        rule.add(new Match.AppLayerProtocol(name.lower(), protocol, negated, side));
    }

    private static Match.ProtocolSide side(Word word) {
        return switch (word.lower()) {
            case "final" -> Match.ProtocolSide.FINAL;
            case "original" -> Match.ProtocolSide.ORIGINAL;
            case "either" -> Match.ProtocolSide.EITHER;
            case "to_server" -> Match.ProtocolSide.TO_SERVER;
            case "to_client" -> Match.ProtocolSide.TO_CLIENT;
            case "direction" -> Match.ProtocolSide.DIRECTION;
            default -> throw word.notOneOf("option", "final, original, either, to_server, to_client, direction");
        };
    }
}
