package org.sluice.rules.keyword;

import java.util.List;
import org.sluice.rules.model.ByteJump;
import org.sluice.rules.model.NumberFormat;
import org.sluice.rules.model.Operand;

/** {@code byte_jump}. */
final class ByteJumpKeyword {
    private ByteJumpKeyword() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("byte_jump", "Payload",
                "Moves the place of the last match by a number in the buffer.",
                "byte_jump:bytes,offset[,relative][,multiplier n][,big|little|dce][,string,hex|dec|oct][,align]"
                        + "[,from_beginning|from_end][,post_offset n][,bitmask n]",
                "byte_jump:4,0,relative,align;", ByteJumpKeyword::parse));
    }

    private static void parse(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        if (words.size() < 2) {
            throw value.refuse("bytes and offset are needed", "write byte_jump:4,0,relative;");
        }
        NumberOptions options = new NumberOptions();
        int multiplier = 1;
        boolean align = false;
        ByteJump.From from = ByteJump.From.NUMBER;
        Operand postOffset = Operand.of(0);
        for (Word word : words.subList(2, words.size())) {
            Word[] pair = word.head();
            switch (pair[0].lower()) {
                case "multiplier" -> multiplier = (int) pair[1].cNumber("multiplier", 1, 65535);
                case "align" -> align = true;
                case "from_beginning" -> from = from(from, ByteJump.From.BEGINNING, word);
                case "from_end" -> from = from(from, ByteJump.From.END, word);
                case "post_offset" -> postOffset = Variables.operand(pair[1], "post_offset", -65535, 65535, rule);
                default -> {
                    if (!options.take(word)) {
                        throw word.notOneOf("option", "relative, multiplier n, big, little, dce, string, hex, dec, oct,"
                                + " align, from_beginning, from_end, post_offset n, bitmask n");
                    }
                }
            }
        }
        NumberFormat format = options.format(value);
        Operand bytes = Variables.operand(words.get(0), "number of bytes", 0, NumberOptions.mostBytes(format), rule);
        Operand offset = Variables.operand(words.get(1), "offset", -65535, 65535, rule);
        rule.section(options.relative).add(new ByteJump(bytes, offset, options.relative, multiplier, format, align,
                from,
                postOffset, options.bitmask));
    }

    private static ByteJump.From from(ByteJump.From before, ByteJump.From wanted, Word word) {
        if (before != ByteJump.From.NUMBER && before != wanted) {
            throw word.conflict("from_beginning and from_end exclude each other", "leave one of them out");
        }
        return wanted;
    }
}
