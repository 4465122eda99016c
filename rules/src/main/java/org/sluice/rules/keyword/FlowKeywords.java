package org.sluice.rules.keyword;

import java.util.List;
import org.sluice.rules.model.FlowConstraint;
import org.sluice.rules.model.FlowConstraint.Direction;
import org.sluice.rules.model.FlowConstraint.Fragments;
import org.sluice.rules.model.FlowConstraint.Payload;
import org.sluice.rules.model.FlowConstraint.State;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;

/** Where a packet stands in its flow. */
final class FlowKeywords {
    private static final String FAMILY = "Flow";
    private static final long UINT32 = 0xffff_ffffL;

    private FlowKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("flow", FAMILY, "Direction and state of the flow.",
                "flow:[established|not_established|stateless][,to_server|to_client|from_server|from_client]"
                        + "[,only_stream|no_stream][,only_frag|no_frag]",
                "flow:established,to_server;", FlowKeywords::flow));
        number(registry, IntegerField.FLOW_AGE, UINT32, "Seconds since the flow's first packet.");
        number(registry, IntegerField.FLOW_PKTS_TOSERVER, UINT32, "Packets to the server so far.");
        number(registry, IntegerField.FLOW_PKTS_TOCLIENT, UINT32, "Packets to the client so far.");
        number(registry, IntegerField.FLOW_BYTES_TOSERVER, Long.MAX_VALUE, "Bytes to the server so far.");
        number(registry, IntegerField.FLOW_BYTES_TOCLIENT, Long.MAX_VALUE, "Bytes to the client so far.");
        registry.add(Keyword.valued("flow.pkts", FAMILY, "Packets of the flow so far, in one direction.",
                "flow.pkts:toserver|toclient|either,[op]number", "flow.pkts:toserver,>10;", (value, rule) ->
                counter(value,
                        rule, IntegerField.FLOW_PKTS_TOSERVER, IntegerField.FLOW_PKTS_TOCLIENT,
                        IntegerField.FLOW_PKTS_EITHER)));
        registry.add(Keyword.valued("flow.bytes", FAMILY, "Bytes of the flow so far, in one direction.",
                "flow.bytes:toserver|toclient|either,[op]number", "flow.bytes:either,>1mb;", (value, rule) ->
                counter(value,
                        rule, IntegerField.FLOW_BYTES_TOSERVER, IntegerField.FLOW_BYTES_TOCLIENT,
                        IntegerField.FLOW_BYTES_EITHER)));
        registry.add(Keyword.valued("flow.elephant", FAMILY, "The flow carries very much.",
                "flow.elephant:toserver|toclient|either|both", "flow.elephant:either;", FlowKeywords::ignore)
                .unenforced("flows are not marked as elephants yet"));
        registry.add(Keyword.valued("stream_size", FAMILY, "Bytes of the TCP stream so far, by sequence numbers.",
                "stream_size:client|server|both|either,op,number", "stream_size:server,<,6;",
                FlowKeywords::streamSize));
    }

    private static void number(KeywordRegistry registry, IntegerField field, long most, String summary) {
        registry.add(Keyword.valued(field.ruleName(), FAMILY, summary, field.ruleName() + ":[op]number",
                field.ruleName() + ":>3600;",
                (value, rule) -> rule.add(new IntegerMatch(field, IntegerGrammar.parse(value, most)))));
    }

    private static void ignore(Word value, RuleBuilder rule) {
        // The keyword has a value; what it is does not matter until it is enforced.
    }

    private static void flow(Word value, RuleBuilder rule) {
        if (!rule.once.add("flow")) {
            throw value.conflict("a second flow", "write all of it in one: flow:established,to_server;");
        }
        State state = State.ANY;
        Direction direction = Direction.BOTH;
        Payload payload = Payload.ANY;
        Fragments fragments = Fragments.ANY;
        for (Word word : value.list(',')) {
            switch (word.lower()) {
                case "established" -> state = only(state, State.ANY, State.ESTABLISHED, word);
                case "not_established" -> state = only(state, State.ANY, State.NOT_ESTABLISHED, word);
                case "stateless" -> state = only(state, State.ANY, State.STATELESS, word);
                case "to_server", "from_client" ->
                        direction = only(direction, Direction.BOTH, Direction.TO_SERVER, word);
                case "to_client", "from_server" ->
                        direction = only(direction, Direction.BOTH, Direction.TO_CLIENT, word);
                case "only_stream" -> payload = only(payload, Payload.ANY, Payload.ONLY_STREAM, word);
                case "no_stream" -> payload = only(payload, Payload.ANY, Payload.NO_STREAM, word);
                case "only_frag" -> fragments = only(fragments, Fragments.ANY, Fragments.ONLY_FRAG, word);
                case "no_frag" -> fragments = only(fragments, Fragments.ANY, Fragments.NO_FRAG, word);
                default -> throw word.notOneOf("flow option", "established, not_established, stateless, to_server,"
                        + " to_client, from_server, from_client, only_stream, no_stream, only_frag, no_frag");
            }
        }
        rule.set(new FlowConstraint(state, direction, payload, fragments));
    }

    private static <T> T only(T before, T unset, T wanted, Word word) {
        if (before != unset) {
            throw word.conflict(before == wanted ? word.text() + " twice" : word.text()
                    + " excludes another option here",
                    "leave one of them out");
        }
        return wanted;
    }

    private static void counter(
            Word value, RuleBuilder rule, IntegerField toServer, IntegerField toClient, IntegerField either) {
        List<Word> words = value.list(',');
        if (words.size() != 2) {
            throw value.refuse("a direction and a number are needed", "write toserver,>10");
        }
        IntegerField field = switch (words.getFirst().lower()) {
            case "toserver" -> toServer;
            case "toclient" -> toClient;
            case "either" -> either;
            default -> throw words.getFirst().notOneOf("direction", "toserver, toclient, either");
        };
        rule.add(new IntegerMatch(field, IntegerGrammar.parse(words.get(1), Long.MAX_VALUE)));
    }

    private static void streamSize(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        if (words.size() != 3) {
            throw value.refuse("a side, an operator and a number are needed", "write stream_size:server,<,6;");
        }
        Match.Side side = switch (words.getFirst().lower()) {
            case "client" -> Match.Side.CLIENT;
            case "server" -> Match.Side.SERVER;
            case "both" -> Match.Side.BOTH;
            case "either" -> Match.Side.EITHER;
            default -> throw words.getFirst().notOneOf("side", "client, server, both, either");
        };
        String operator = words.get(1).text();
        if (!List.of("<", "<=", ">", ">=", "=", "!=", "!").contains(operator)) {
            throw words.get(1).notOneOf("operator", "< <= > >= = !=");
        }
        Word test = new Word(operator + words.get(2).text(), words.get(1).offset());
        IntegerTest size = IntegerGrammar.parse(test, UINT32);
        rule.add(new Match.StreamSize(side, size));
    }
}
