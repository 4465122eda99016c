package org.sluice.rules.keyword;

import java.util.List;
import java.util.Locale;
import org.sluice.rules.model.Transform;

/** Changes made to a buffer before it is looked at. */
final class TransformKeywords {
    private static final String FAMILY = "Transforms";

    private TransformKeywords() {}

    static void addTo(KeywordRegistry registry) {
        bare(registry, Transform.Kind.COMPRESS_WHITESPACE, "Runs of white space become one blank.");
        bare(registry, Transform.Kind.STRIP_WHITESPACE, "White space is taken out.");
        bare(registry, Transform.Kind.TO_LOWERCASE, "ASCII letters become small.");
        bare(registry, Transform.Kind.TO_UPPERCASE, "ASCII letters become capitals.");
        bare(registry, Transform.Kind.TO_MD5, "The MD5 digest of the buffer, 16 bytes.");
        bare(registry, Transform.Kind.TO_SHA1, "The SHA-1 digest of the buffer, 20 bytes.");
        bare(registry, Transform.Kind.TO_SHA256, "The SHA-256 digest of the buffer, 32 bytes.");
        bare(registry, Transform.Kind.DOTPREFIX, "A dot is put in front, so that .example.com finds a whole name.");
        bare(registry, Transform.Kind.URL_DECODE, "%XX and + are decoded.");
        bare(registry, Transform.Kind.HEADER_LOWERCASE, "Header names become small letters, values stay.");
        bare(registry, Transform.Kind.STRIP_PSEUDO_HEADERS, "HTTP/2 pseudo header lines are taken out.");
        bare(registry, Transform.Kind.DOMAIN, "The registered domain of a host name, by the list of public suffixes.");
        bare(registry, Transform.Kind.TLD, "The public suffix of a host name, as com or co.uk.");
        registry.add(Keyword.valued("xor", FAMILY, "Every byte xor-ed with a repeating key, in hexadecimal.",
                "xor:\"hex\"", "xor:\"0d0ac8ff\";", TransformKeywords::xor));
        registry.add(Keyword.valued("pcrexform", FAMILY, "The first capture group of an expression.",
                "pcrexform:\"expression\"", "pcrexform:\"[a-z]+\\s+(.*)\\s+HTTP\";", TransformKeywords::pcrexform));
        registry.add(Keyword.valued("from_base64", FAMILY, "The buffer decoded from base64.",
                "from_base64[:bytes n][,offset n][,mode rfc4648|rfc2045|strict]", "from_base64:offset 6;",
                TransformKeywords::fromBase64).optional());
        registry.add(Keyword.valued("gunzip", FAMILY, "The buffer decompressed, gzip.", "gunzip[:max-size n]",
                "gunzip;",
                (value, rule) -> decompress(Transform.Kind.GUNZIP, value, rule)).optional());
        registry.add(Keyword.valued("zlib_deflate", FAMILY, "The buffer decompressed, zlib.",
                "zlib_deflate[:max-size n]",
                "zlib_deflate;", (value, rule) -> decompress(Transform.Kind.ZLIB_DEFLATE, value, rule)).optional());
        registry.add(Keyword.valued("luaxform", FAMILY, "What a Lua script makes of the buffer.",
                "luaxform:script.lua[,argument]...", "luaxform:decode.lua;", (value, rule) -> rule.transform(
                        new Transform(Transform.Kind.LUAXFORM, value.text()), value))
                .unenforced("rules cannot run scripts"));
    }

    private static void bare(KeywordRegistry registry, Transform.Kind kind, String summary) {
        registry.add(bare(kind, summary));
    }

    private static Keyword bare(Transform.Kind kind, String summary) {
        return Keyword.bare(kind.ruleName(), FAMILY, summary,
                (value, rule) -> rule.transform(new Transform(kind, ""), value));
    }

    private static void xor(Word value, RuleBuilder rule) {
        String key = value.unquoted().text();
        if (key.isEmpty() || key.length() % 2 != 0 || key.length() > 510
                || !key.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw value.refuse("the key must be hexadecimal digits, two for each of 1 to 255 bytes",
                    "write xor:\"0d0a\";");
        }
        rule.transform(new Transform(Transform.Kind.XOR, key.toLowerCase(Locale.ROOT)), value);
    }

    private static void pcrexform(Word value, RuleBuilder rule) {
        String expression = value.quoted().text();
        if (expression.isEmpty()) {
            throw value.refuse("the expression is empty", "");
        }
        rule.transform(new Transform(Transform.Kind.PCREXFORM, expression), value);
    }

    private static void fromBase64(Word value, RuleBuilder rule) {
        long bytes = 0;
        long offset = 0;
        String mode = "rfc4648";
        for (Word word : value.isEmpty() ? List.<Word>of() : value.list(',')) {
            Word[] pair = word.head();
            switch (pair[0].lower()) {
                case "bytes" -> bytes = pair[1].number("bytes", 1, 65535);
                case "offset" -> offset = pair[1].number("offset", 0, 65535);
                case "mode" -> {
                    mode = pair[1].lower();
                    if (!List.of("rfc4648", "rfc2045", "strict").contains(mode)) {
                        throw pair[1].notOneOf("mode", "rfc4648, rfc2045, strict");
                    }
                }
                default -> throw word.notOneOf("option", "bytes n, offset n, mode name");
            }
        }
        rule.transform(new Transform(Transform.Kind.FROM_BASE64, "bytes " + bytes + ",offset " + offset + ",mode "
                + mode),
                value);
    }

    private static void decompress(Transform.Kind kind, Word value, RuleBuilder rule) {
        long most = 1024;
        if (!value.isEmpty()) {
            Word[] pair = value.head();
            if (!pair[0].is("max-size")) {
                throw value.notOneOf("option", "max-size n");
            }
            most = IntegerGrammar.parse(pair[1], Integer.MAX_VALUE).first();
        }
        rule.transform(new Transform(kind, "max-size " + most), value);
    }
}
