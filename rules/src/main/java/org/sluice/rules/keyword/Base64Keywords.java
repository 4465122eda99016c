package org.sluice.rules.keyword;

import java.util.List;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Match;

/** {@code base64_decode} and {@code base64_data}. */
final class Base64Keywords {
    private static final String FAMILY = "Payload";

    private Base64Keywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("base64_decode", FAMILY, "Decodes base64 in the buffer, for base64_data.",
                "base64_decode[:bytes n][,offset n][,relative]", "base64_decode:bytes 100, offset 0, relative;",
                Base64Keywords::decode).optional());
        registry.add(BufferKeywords.sticky(Buffer.BASE64_DATA, FAMILY, "The bytes that base64_decode decoded."));
    }

    private static void decode(Word value, RuleBuilder rule) {
        long bytes = 0;
        long offset = 0;
        boolean relative = false;
        for (Word word : value.isEmpty() ? List.<Word>of() : value.list(',')) {
            Word[] pair = word.head();
            switch (pair[0].lower()) {
                case "bytes" -> bytes = pair[1].number("bytes", 1, 0xffff_ffffL);
                case "offset" -> offset = pair[1].number("offset", 0, 0xffff_ffffL);
                case "relative" -> relative = true;
                default -> throw word.notOneOf("option", "bytes n, offset n, relative");
            }
        }
        rule.section(relative).add(new Match.Base64Decode(bytes, offset, relative));
    }
}
