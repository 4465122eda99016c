package org.sluice.rules.keyword;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerList;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;

/** What a packet's headers say. */
final class PacketKeywords {
    private static final String FAMILY = "Headers";
    private static final long UINT8 = 0xff;
    private static final long UINT16 = 0xffff;
    private static final long UINT32 = 0xffff_ffffL;
    /** Most VLAN tags of a packet that are kept. */
    private static final int MAX_VLANS = 3;
    private static final List<String> IP_OPTIONS = List.of(
            "rr", "eol", "nop", "ts", "sec", "esec", "lsrr", "lsrre", "ssrr", "satid", "cipso", "rtralt", "any");
    private static final Map<String, Long> IP_PROTOCOLS = ipProtocols();

    private PacketKeywords() {}

    static void addTo(KeywordRegistry registry) {
        number(registry, IntegerField.TTL, UINT8, "IPv4 TTL or IPv6 hop limit.");
        number(registry, IntegerField.TOS, UINT8, "IPv4 TOS byte.");
        number(registry, IntegerField.IP_ID, UINT16, "IPv4 identification.");
        number(registry, IntegerField.FRAG_OFFSET, UINT16, "Fragment offset, in units of 8 bytes.");
        number(registry, IntegerField.ITYPE, UINT8, "ICMP type.");
        number(registry, IntegerField.ICODE, UINT8, "ICMP code.");
        number(registry, IntegerField.ICMP_ID, UINT16, "ICMP identifier.");
        number(registry, IntegerField.ICMP_SEQ, UINT16, "ICMP sequence number.");
        number(registry, IntegerField.ICMPV6_MTU, UINT32, "MTU of an ICMPv6 packet-too-big.");
        number(registry, IntegerField.TCP_SEQ, UINT32, "TCP sequence number.", "seq");
        number(registry, IntegerField.TCP_ACK, UINT32, "TCP acknowledgement number.", "ack");
        number(registry, IntegerField.TCP_WINDOW, UINT16, "TCP window as in the header.", "window");
        number(registry, IntegerField.TCP_MSS, UINT16, "TCP maximum segment size option.");
        number(registry, IntegerField.TCP_WSCALE, UINT8, "TCP window scale option.");
        number(registry, IntegerField.IGMP_TYPE, UINT8, "IGMP type.");
        registry.add(Keyword.valued("vlan.id", FAMILY, "VLAN identifier, of any layer unless one is named: 0 is the"
                + " outermost, -1 the innermost.", "vlan.id:[op]number[,layer|any|all]", "vlan.id:300;",
                PacketKeywords::vlanId));
        number(registry, IntegerField.VLAN_LAYERS, 3, "Number of VLAN tags.");
        registry.add(Keyword.valued("ip_proto", FAMILY, "Protocol number in the IP header.",
                "ip_proto:[!|<|>]number|name",
                "ip_proto:47;", (value, rule) -> rule.add(
                        new IntegerMatch(IntegerField.IP_PROTO, IntegerGrammar.parse(value, UINT8, IP_PROTOCOLS)))));
        registry.add(Keyword.valued("tcp.flags", FAMILY, "TCP flags: F S R P A U E C, 0 for none; + and others, * any"
                + " of them, ! not all of them.", "tcp.flags:[+|*|!]letters[,ignored letters]", "tcp.flags:S,CE;",
                PacketKeywords::tcpFlags).aka("flags"));
        registry.add(Keyword.valued("fragbits", FAMILY, "IPv4 fragment bits: M more, D don't, R reserved.",
                "fragbits:[+|*|!]letters", "fragbits:M;", PacketKeywords::fragBits));
        registry.add(Keyword.valued("ipopts", FAMILY, "An IPv4 option is there.", "ipopts:name", "ipopts:lsrr;",
                PacketKeywords::ipOption));
        registry.add(Keyword.bare("sameip", FAMILY, "Source and destination address are the same.",
                (value, rule) -> rule.add(new Match.SameIp())));
        registry.add(Keyword.valued("l3_proto", FAMILY, "IPv4 or IPv6.", "l3_proto:ip4|ip6|ipv4|ipv6",
                "l3_proto:ip6;", PacketKeywords::ipVersion));
        checksum(registry, "ipv4", Carrier.IPV4, 4);
        checksum(registry, "tcpv4", Carrier.TCP, 4);
        checksum(registry, "tcpv6", Carrier.TCP, 6);
        checksum(registry, "udpv4", Carrier.UDP, 4);
        checksum(registry, "udpv6", Carrier.UDP, 6);
        checksum(registry, "icmpv4", Carrier.ICMPV4, 4);
        checksum(registry, "icmpv6", Carrier.ICMPV6, 6);
    }

    private static void checksum(KeywordRegistry registry, String name, Carrier layer, int ipVersion) {
        registry.add(Keyword.valued(name + "-csum", FAMILY, "Whether the " + name + " checksum is right; all are where"
                + " checksums are not looked at.", name + "-csum:valid|invalid", name + "-csum:invalid;",
                (value, rule) -> rule.add(new Match.Checksum(layer, ipVersion, switch (value.unquoted().lower()) {
                    case "valid" -> true;
                    case "invalid" -> false;
                    default -> throw value.notOneOf("checksum", "valid, invalid");
                }))));
    }

    private static void number(KeywordRegistry registry, IntegerField field, long most, String summary,
            String... aliases) {
        registry.add(Keyword.valued(field.ruleName(), FAMILY, summary, field.ruleName() + ":[op]number",
                field.ruleName() + ":<3;",
                (value, rule) -> rule.add(new IntegerMatch(field, IntegerGrammar.parse(value.unquoted(), most))))
                .aka(aliases));
    }

    private static void ipVersion(Word value, RuleBuilder rule) {
        rule.add(new IntegerMatch(IntegerField.L3_PROTO, IntegerTest.equal(switch (value.unquoted().lower()) {
            case "ip4", "ipv4" -> 4;
            case "ip6", "ipv6" -> 6;
            default -> throw value.notOneOf("version of IP", "ip4, ip6, ipv4, ipv6");
        })));
    }

    private static void vlanId(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        if (words.size() > 2) {
            throw value.refuse("one layer may follow the identifier", "write vlan.id:300,0;");
        }
        int layer = IntegerList.ANY;
        if (words.size() == 2 && !words.get(1).is("any")) {
            layer = words.get(1).is("all") ? IntegerList.ALL
                    : (int) words.get(1).number("layer", -MAX_VLANS, MAX_VLANS - 1);
        }
        rule.add(new IntegerList(IntegerField.VLAN_ID, List.of(IntegerGrammar.parse(words.getFirst(), 4095)), layer));
    }

    private static void tcpFlags(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        if (words.size() > 2) {
            throw value.refuse("flags and ignored flags are parted by one comma", "write tcp.flags:S,CE;");
        }
        Bits bits = bits(words.getFirst(), "FSRPAUEC", true);
        int ignored = words.size() == 2 ? bits(words.get(1), "FSRPAUEC", true).bits() : 0;
        rule.add(new Match.TcpFlags(bits.bits(), ignored, bits.mode()));
    }

    private static void fragBits(Word value, RuleBuilder rule) {
        Bits bits = bits(value, "MDR", false);
        rule.add(new Match.FragBits(bits.bits(), bits.mode()));
    }

    private record Bits(int bits, Match.BitsMode mode) {}

    /** Letters in the order of their bits, the lowest first, and a sign before or after them. */
    private static Bits bits(Word word, String letters, boolean tcp) {
        Match.BitsMode mode = Match.BitsMode.EXACT;
        int bits = 0;
        boolean none = false;
        String text = word.text().toUpperCase(Locale.ROOT);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int letter = letters.indexOf(tcp && c == '1' ? 'C' : tcp && c == '2' ? 'E' : c);
            if (letter >= 0) {
                bits |= 1 << letter;
            } else if (c == '+' || c == '*' || c == '!') {
                mode = c == '+' ? Match.BitsMode.ALL : c == '*' ? Match.BitsMode.ANY : Match.BitsMode.NONE;
            } else if (c == '0' && tcp) {
                none = true;
            } else if (c > ' ') {
                throw word.from(i).refuse("\"" + c + "\" is no flag", "flags are " + letters
                        + (tcp ? " and 0 for none" : ""));
            }
        }
        if (bits == 0 && !none) {
            throw word.refuse("no flag is named", "flags are " + letters);
        }
        return new Bits(bits, mode);
    }

    private static void ipOption(Word value, RuleBuilder rule) {
        String name = value.lower();
        if (!IP_OPTIONS.contains(name)) {
            throw value.notOneOf("IP option", String.join(", ", IP_OPTIONS));
        }
        rule.add(new Match.IpOption(name));
    }

    /** Names of IANA's protocol numbers that rules use. */
    private static Map<String, Long> ipProtocols() {
        return IntegerGrammar.numbered(
                "ip 0 icmp 1 igmp 2 ipip 4 ipencap 4 tcp 6 egp 8 igp 9 udp 17 rdp 27 dccp 33 ipv6 41"
                + " ipv6-route 43 ipv6-frag 44 rsvp 46 gre 47 esp 50 ah 51 ipv6-icmp 58 icmpv6 58 ipv6-nonxt 59"
                + " ipv6-opts 60 eigrp 88 ospf 89 pim 103 vrrp 112 l2tp 115 isis 124 sctp 132 udplite 136 mpls 137");
    }
}
