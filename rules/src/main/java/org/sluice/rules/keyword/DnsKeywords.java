package org.sluice.rules.keyword;

import java.util.Map;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;

/** Parts of DNS messages. */
final class DnsKeywords {
    private static final String FAMILY = "DNS";
    /** RFC 1035, 6895 and successors. */
    private static final Map<String, Long> RCODES = IntegerGrammar.numbered(
            "noerror 0 formerr 1 servfail 2 nxdomain 3 notimp 4"
            + " refused 5 yxdomain 6 yxrrset 7 nxrrset 8 notauth 9 notzone 10 badvers 16 badsig 16 badkey 17"
            + " badtime 18 badmode 19 badname 20 badalg 21 badtrunc 22");
    private static final Map<String, Long> RRTYPES = IntegerGrammar.numbered(
            "a 1 ns 2 md 3 mf 4 cname 5 soa 6 mb 7 mg 8 mr 9 null 10"
            + " wks 11 ptr 12 hinfo 13 minfo 14 mx 15 txt 16 rp 17 afsdb 18 sig 24 key 25 aaaa 28 loc 29 nxt 30 srv 33"
            + " naptr 35 kx 36 cert 37 a6 38 dname 39 opt 41 apl 42 ds 43 sshfp 44 ipseckey 45 rrsig 46 nsec 47"
            + " dnskey 48 dhcid 49 nsec3 50 nsec3param 51 tlsa 52 hip 55 cds 59 cdnskey 60 svcb 64 https 65 spf 99"
            + " tkey 249 tsig 250 maila 254 any 255 uri 256");

    private DnsKeywords() {}

    static void addTo(KeywordRegistry registry) {
        sticky(registry, Buffer.DNS_QUERY, "A name that is asked for.", "dns_query");
        sticky(registry, Buffer.DNS_QUERY_NAME, "A name that is asked for, in queries and responses.");
        sticky(registry, Buffer.DNS_QUERIES_RRNAME, "A name that is asked for.");
        sticky(registry, Buffer.DNS_ANSWER_NAME, "A name in the answers.");
        sticky(registry, Buffer.DNS_ANSWERS_RRNAME, "A name in the answers.");
        sticky(registry, Buffer.DNS_AUTHORITIES_RRNAME, "A name in the authorities.");
        sticky(registry, Buffer.DNS_ADDITIONALS_RRNAME, "A name in the additional records.");
        sticky(registry, Buffer.DNS_RESPONSE_RRNAME, "A name anywhere in a response.");
        number(registry, IntegerField.DNS_OPCODE, 15, "The header's opcode.", "dns.opcode:!0;", Map.of());
        number(registry, IntegerField.DNS_RCODE, 65535, "The header's response code.", "dns.rcode:nxdomain;", RCODES);
        number(registry, IntegerField.DNS_RRTYPE, 65535, "Type of a question or answer.", "dns.rrtype:txt;", RRTYPES);
        for (String name : new String[] {"queries", "answers", "authorities", "additionals", "response"}) {
            sticky(registry, Buffer.byName("mdns." + name + ".rrname").orElseThrow(),
                    "A name in the " + name + " of an mDNS message.");
            registry.add(BufferKeywords.missing("llmnr." + name + ".rrname", AppProtocol.UNKNOWN, FAMILY,
                    "A name in the " + name + " of an LLMNR message.", "needs an llmnr parser"));
        }
    }

    private static void sticky(KeywordRegistry registry, Buffer buffer, String summary, String... aliases) {
        registry.add(BufferKeywords.sticky(buffer, FAMILY, summary).aka(aliases));
    }

    private static void number(
            KeywordRegistry registry, IntegerField field, long most, String summary, String example,
            Map<String, Long> names) {
        registry.add(Keyword.valued(field.ruleName(), FAMILY, summary,
                field.ruleName() + (names.isEmpty() ? ":[op]number" : ":[op]number|name"), example, (value, rule) -> {
                    rule.requireProtocol(field.protocol(), value);
                    rule.add(new IntegerMatch(field, IntegerGrammar.parse(value, most, names)));
                }));
    }
}
