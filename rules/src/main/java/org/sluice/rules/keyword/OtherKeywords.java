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
        unenforced(registry, "asn1", "Malformed ASN.1.",
                "asn1:double_overflow|bitstring_overflow|oversize_length n, ...",
                "needs an ASN.1 decoder");
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
