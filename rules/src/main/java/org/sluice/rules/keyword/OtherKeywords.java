package org.sluice.rules.keyword;

import java.util.Optional;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.Match;

/** Keywords that belong nowhere else. */
final class OtherKeywords {
    private static final String FAMILY = "Other";

    private OtherKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.bare("bypass", FAMILY, "The rest of the flow is not inspected.",
                (value, rule) -> rule.add(new Effect.Bypass())));
        unenforced(registry, "lua", "A Lua script decides.", "lua:[!]script.lua", "rules cannot run scripts");
        unenforced(registry, "luajit", "A Lua script decides (older spelling).", "luajit:[!]script.lua",
                "rules cannot run scripts");
        registry.add(Keyword.valued("asn1", FAMILY, "BER in the buffer has an element that is malformed, or too long.",
                "asn1:[double_overflow][,bitstring_overflow][,oversize_length n][,absolute_offset n|relative_offset n]",
                "asn1:bitstring_overflow, oversize_length 2048, relative_offset 4;", OtherKeywords::asn1));
        unenforced(registry, "nfq_set_mark", "Marks the packet for netfilter.", "nfq_set_mark:0x1/0xff",
                "packets do not pass netfilter");
        registry.add(Keyword.valued("frame", FAMILY, "Sticky buffer: a protocol's frame, its bytes as they came.",
                "frame:[protocol.]name", "frame:http1.request; content:\"...\";", OtherKeywords::frame));
        unenforced(registry, "ndpi-protocol", "Protocol by nDPI.", "ndpi-protocol:[!]name",
                "nDPI is not part of this engine");
        unenforced(registry, "ndpi-risk", "Risk by nDPI.", "ndpi-risk:[!]name", "nDPI is not part of this engine");
        registry.add(Keyword.bare("bypassed", FAMILY, "The flow was bypassed.",
                (value, rule) -> rule.add(new Match.Bypassed()))
                .unenforced("bypassed flows are not inspected again"));
    }

    private static void unenforced(KeywordRegistry registry, String name, String summary, String syntax,
            String reason) {
        registry.add(Keyword.valued(name, FAMILY, summary, syntax, syntax.replace("[!]", "") + ";", (value, rule) -> { }).unenforced(reason));
    }

    private static void asn1(Word value, RuleBuilder rule) {
        boolean bitString = false;
        boolean decimal = false;
        long oversize = -1;
        int offset = 0;
        boolean relative = false;
        for (Word entry : value.list(',')) {
            Word[] pair = entry.head();
            switch (pair[0].lower()) {
                case "bitstring_overflow" -> bitString = true;
                case "double_overflow" -> decimal = true;
                case "oversize_length" -> oversize = pair[1].number("oversize_length", 0, 0xffff_ffffL);
                case "absolute_offset" -> offset = (int) pair[1].number("absolute_offset", 0, 65_535);
                case "relative_offset" -> {
                    offset = (int) pair[1].number("relative_offset", -65_535, 65_535);
                    relative = true;
                }
                default -> throw pair[0].notOneOf("option", "double_overflow, bitstring_overflow, oversize_length n, "
                        + "absolute_offset n, relative_offset n");
            }
        }
        if (!bitString && !decimal && oversize < 0) {
            throw value.refuse("nothing is looked for",
                    "name double_overflow, bitstring_overflow or oversize_length n");
        }
        rule.section(relative).add(new Match.Asn1(bitString, decimal, oversize, offset, relative));
    }

    private static void frame(Word value, RuleBuilder rule) {
        String name = value.lower();
        Optional<Buffer> known = Buffer.frame(rule.protocol(), name);
        if (known.isPresent()) {
            rule.look(BufferName.of(known.get()), value);
        } else {
            rule.look(BufferName.missing("frame:" + name, AppProtocol.UNKNOWN), value);
            rule.unenforced("frame", "no parser marks " + name + " frames of " + rule.protocol().ruleName());
        }
    }
}
