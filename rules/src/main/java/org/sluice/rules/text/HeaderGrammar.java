package org.sluice.rules.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.Action;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.Header;
import org.sluice.rules.model.PortSet;

/** Turns the words before the parenthesis into an action and a {@link Header}. */
final class HeaderGrammar {
    private static final Map<String, Carrier> CARRIERS = carriers();
    private static final List<String> ACTIONS =
            List.of("alert", "drop", "pass", "reject", "rejectsrc", "rejectdst", "rejectboth", "config");

    private final GroupGrammar<AddressSet> addresses;
    private final GroupGrammar<PortSet> ports;

    HeaderGrammar(RuleVariables variables) {
        addresses = new GroupGrammar<>(Reason.ADDRESS, "address", variables.addressGroups(), AddressGrammar::parse,
                AddressSet.ANY, AddressSet.NONE, AddressSet::union, AddressSet::complement, AddressSet::isEmpty);
        ports = new GroupGrammar<>(Reason.PORT, "port", variables.portGroups(), PortGrammar::parse,
                PortSet.ANY, PortSet.NONE, PortSet::union, PortSet::complement, PortSet::isEmpty);
    }

    private static Map<String, Carrier> carriers() {
        Map<String, Carrier> carriers = new TreeMap<>();
        carriers.put("ip", Carrier.IP);
        carriers.put("ip4", Carrier.IPV4);
        carriers.put("ipv4", Carrier.IPV4);
        carriers.put("ip6", Carrier.IPV6);
        carriers.put("ipv6", Carrier.IPV6);
        carriers.put("tcp", Carrier.TCP);
        carriers.put("tcp-pkt", Carrier.TCP_PACKET);
        carriers.put("tcp-stream", Carrier.TCP_STREAM);
        carriers.put("udp", Carrier.UDP);
        carriers.put("icmp", Carrier.ICMP);
        carriers.put("icmpv4", Carrier.ICMPV4);
        carriers.put("icmpv6", Carrier.ICMPV6);
        carriers.put("sctp", Carrier.SCTP);
        carriers.put("esp", Carrier.ESP);
        carriers.put("igmp", Carrier.IGMP);
        carriers.put("pkthdr", Carrier.PACKET);
        carriers.put("ether", Carrier.ETHERNET);
        carriers.put("arp", Carrier.ARP);
        return Map.copyOf(carriers);
    }

    /** The action of a rule. */
    Action action(ScannedRule rule) {
        ScannedRule.Word word = rule.words().getFirst();
        String name = word.text().toLowerCase(Locale.ROOT);
        return Action.byName(name).orElseThrow(() -> new RuleException(Reason.ACTION, word.offset(),
                "\"" + name + "\" is no action", Spelling.nearest(name, ACTIONS)
                        .map(near -> "did you mean \"" + near + "\"?").orElse("actions are "
                        + String.join(", ", ACTIONS))));
    }

    /** The header of a rule. */
    Header header(ScannedRule rule) {
        List<ScannedRule.Word> words = rule.words();
        if (words.size() != 7) {
            throw wrongCount(rule);
        }
        String name = words.get(1).text().toLowerCase(Locale.ROOT);
        int colon = name.indexOf(':');
        String hook = colon < 0 ? "" : name.substring(colon + 1);
        String protocol = colon < 0 ? name : name.substring(0, colon);
        Carrier carrier = CARRIERS.getOrDefault(protocol, Carrier.APPLICATION);
        return new Header(protocol, carrier,
                carrier == Carrier.APPLICATION ? application(protocol, words.get(1).offset()) : AppProtocol.UNKNOWN,
                hook,
                addresses.parse(words.get(2).text(), words.get(2).offset()),
                ports.parse(words.get(3).text(), words.get(3).offset()),
                direction(words.get(4)),
                addresses.parse(words.get(5).text(), words.get(5).offset()),
                ports.parse(words.get(6).text(), words.get(6).offset()));
    }

    private static AppProtocol application(String name, int offset) {
        return AppProtocol.byName(name).filter(p -> p != AppProtocol.UNKNOWN
                && p != AppProtocol.FAILED).orElseThrow(() -> {
            TreeMap<String, Carrier> names = new TreeMap<>(CARRIERS);
            for (AppProtocol protocol : AppProtocol.values()) {
                names.put(protocol.ruleName(), Carrier.APPLICATION);
            }
            return new RuleException(Reason.PROTOCOL, offset, "\"" + name + "\" is no protocol",
                    Spelling.nearest(name, names.keySet()).map(near -> "did you mean \"" + near + "\"?")
                            .orElse("protocols are " + String.join(", ", names.keySet())));
        });
    }

    private static Header.Direction direction(ScannedRule.Word word) {
        return switch (word.text()) {
            case "->" -> Header.Direction.FORWARD;
            case "<>" -> Header.Direction.BOTH;
            case "=>" -> Header.Direction.TRANSACTION;
            case "<-" -> throw new RuleException(Reason.SYNTAX, word.offset(), "there is no direction <-",
                    "exchange the two sides and write ->");
            default -> throw new RuleException(Reason.SYNTAX, word.offset(), "\"" + word.text() + "\" is no direction",
                    "write ->, <> or =>");
        };
    }

    private static RuleException wrongCount(ScannedRule rule) {
        List<ScannedRule.Word> words = rule.words();
        int place = words.isEmpty() ? 0 : words.getLast().offset();
        if (words.size() == 2) {
            return new RuleException(Reason.SNORT3, place,
                    "this rule is written for Snort 3: its header names no addresses",
                    "Snort 3 rules are not compatible; use the Suricata edition of the rule set");
        }
        return new RuleException(Reason.SYNTAX, place, "the header has " + words.size() + " words, 7 are needed",
                "action protocol source ports -> destination ports (option; option; ...)");
    }
}
