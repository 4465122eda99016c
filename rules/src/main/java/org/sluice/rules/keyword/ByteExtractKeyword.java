package org.sluice.rules.keyword;

import java.util.List;
import org.sluice.rules.model.ByteExtract;
import org.sluice.rules.model.NumberFormat;

/** {@code byte_extract}. */
final class ByteExtractKeyword {
    private ByteExtractKeyword() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("byte_extract", "Payload", "Keeps a number in the buffer in a variable.",
                "byte_extract:bytes,offset,variable[,relative][,multiplier n][,big|little|dce][,string,hex|dec|oct]"
                        + "[,align 2|4]",
                "byte_extract:1,0,length,relative;", ByteExtractKeyword::parse));
    }

    private static void parse(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        if (words.size() < 3) {
            throw value.refuse("bytes, offset and a variable are needed", "write byte_extract:1,0,length;");
        }
        NumberOptions options = new NumberOptions();
        int multiplier = 1;
        int align = 0;
        for (Word word : words.subList(3, words.size())) {
            Word[] pair = word.head();
            switch (pair[0].lower()) {
                case "multiplier" -> multiplier = (int) pair[1].cNumber("multiplier", 1, 65535);
                case "align" -> align = switch (pair[1].text()) {
                    case "2" -> 2;
                    case "4" -> 4;
                    default -> throw pair[1].notOneOf("alignment", "2, 4");
                };
                default -> {
                    if (!options.take(word)) {
                        throw word.notOneOf("option",
                                "relative, multiplier n, big, little, dce, string, hex, dec, oct, align 2, align 4");
                    }
                }
            }
        }
        if (options.bitmask != 0) {
            throw value.refuse("byte_extract has no bitmask", "use byte_math: it has one");
        }
        NumberFormat format = options.format(value);
        int bytes = (int) words.get(0).cNumber("number of bytes", 1, NumberOptions.mostBytes(format));
        int offset = (int) words.get(1).cNumber("offset", -65535, 65535);
        SectionDraft section = rule.section(options.relative);
        section.add(new ByteExtract(bytes, offset, Variables.define(words.get(2), rule), options.relative, multiplier,
                format, align));
    }
}
