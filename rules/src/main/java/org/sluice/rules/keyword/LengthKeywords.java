package org.sluice.rules.keyword;

import java.util.List;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Operand;

/** How long something is, and what it consists of. */
final class LengthKeywords {
    private static final String FAMILY = "Payload";

    private LengthKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("bsize", FAMILY, "Length of the buffer in bytes.", "bsize:[op]number", "bsize:<20;",
                LengthKeywords::bsize));
        registry.add(Keyword.valued("dsize", FAMILY, "Length of the packet's payload in bytes.", "dsize:[op]number",
                "dsize:300<>400;", LengthKeywords::dsize));
        registry.add(Keyword.valued("urilen", FAMILY, "Length of http.uri (norm) or http.uri.raw (raw).",
                "urilen:[op]number[,norm|raw]", "urilen:>100;", LengthKeywords::urilen));
        registry.add(Keyword.valued("isdataat", FAMILY, "The buffer reaches as far as that, or with ! does not.",
                "isdataat:[!]number|variable[,relative]", "isdataat:!1,relative;", LengthKeywords::isdataat));
        registry.add(Keyword.valued("absent", FAMILY, "The buffer is not there.", "absent[:or_else]", "absent;",
                LengthKeywords::absent).optional());
        registry.add(Keyword.valued("entropy", FAMILY, "Shannon entropy of the buffer, 0 to 8 bits a byte.",
                "entropy:[bytes n,] [offset n,] value [op] number", "entropy:bytes 64, value > 6.5;",
                LengthKeywords::entropy));
    }

    private static void bsize(Word value, RuleBuilder rule) {
        IntegerTest length = IntegerGrammar.parse(value, Long.MAX_VALUE);
        rule.section(false).add(new Match.Bsize(length));
    }

    private static void dsize(Word value, RuleBuilder rule) {
        if (rule.has(IntegerField.DSIZE)) {
            throw value.conflict("a second dsize", "write a range: dsize:10<>20;");
        }
        rule.add(new IntegerMatch(IntegerField.DSIZE, IntegerGrammar.parse(value, 65535)));
    }

    private static void urilen(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        boolean raw = words.size() == 2 && words.get(1).is("raw");
        if (words.size() > 2 || words.size() == 2 && !raw && !words.get(1).is("norm")) {
            throw value.refuse("after the length comes norm or raw", "write urilen:>100,norm;");
        }
        BufferName uri = BufferName.of(raw ? Buffer.HTTP_URI_RAW : Buffer.HTTP_URI);
        rule.requireProtocol(uri.protocol(), value);
        rule.on(uri).add(new Match.Bsize(IntegerGrammar.parse(words.getFirst(), 65535)));
    }

    private static void isdataat(Word value, RuleBuilder rule) {
        boolean negated = value.startsWith("!");
        List<Word> words = (negated ? value.from(1) : value).list(',');
        boolean relative = false;
        for (Word word : words.subList(1, words.size())) {
            switch (word.lower()) {
                case "relative" -> relative = true;
                case "rawbytes" -> { }
                default -> throw word.notOneOf("option", "relative, rawbytes");
            }
        }
        Operand at = Variables.operand(words.getFirst(), "place", 0, 65535, rule);
        rule.section(relative).add(new Match.IsDataAt(at, negated, relative));
    }

    private static void absent(Word value, RuleBuilder rule) {
        if (!value.isEmpty() && !value.is("or_else")) {
            throw value.notOneOf("option", "or_else");
        }
        if (!rule.isSticky()) {
            throw value.conflict("absent needs a buffer before it", "write http.referer; absent;");
        }
        rule.section(false).add(new Match.Absent(!value.isEmpty()));
    }

    private static void entropy(Word value, RuleBuilder rule) {
        int offset = 0;
        int bytes = 0;
        Word wanted = null;
        for (Word entry : value.list(',')) {
            Word[] pair = entry.head();
            switch (pair[0].lower()) {
                case "offset" -> offset = (int) pair[1].number("offset", 0, Integer.MAX_VALUE);
                case "bytes" -> bytes = (int) pair[1].number("bytes", 0, Integer.MAX_VALUE);
                case "value" -> wanted = pair[1];
                default -> throw pair[0].notOneOf("option", "bytes n, offset n, value [op] n");
            }
        }
        if (wanted == null) {
            throw value.refuse("value is missing", "write entropy:value > 6.5;");
        }
        rule.section(false).add(entropy(wanted, offset, bytes));
    }

    private static Match.Entropy entropy(Word wanted, int offset, int bytes) {
        String text = wanted.text();
        if (text.startsWith("!=")) {
            double at = real(wanted.from(2));
            return new Match.Entropy(offset, bytes, at, true, at, true, true);
        }
        if (text.startsWith("<") || text.startsWith(">")) {
            boolean included = text.startsWith("=", 1);
            double bound = real(wanted.from(included ? 2 : 1));
            return text.startsWith("<") ? new Match.Entropy(offset, bytes, 0, true, bound, included, false)
                    : new Match.Entropy(offset, bytes, bound, included, 8, true, false);
        }
        boolean negated = text.startsWith("!");
        Word plain = negated || text.startsWith("=") ? wanted.from(1) : wanted;
        int dash = plain.text().indexOf('-', 1);
        if (dash > 0) {
            return new Match.Entropy(offset, bytes, real(plain.part(0, dash)), false, real(plain.from(dash + 1)), false,
                    negated);
        }
        double at = real(plain);
        return new Match.Entropy(offset, bytes, at, true, at, true, negated);
    }

    private static double real(Word word) {
        try {
            double value = Double.parseDouble(word.text());
            if (value >= 0 && value <= 8) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as any other value that is none.
        }
        throw word.refuse("\"" + word.text() + "\" is no entropy", "write a number from 0.0 to 8.0");
    }
}
