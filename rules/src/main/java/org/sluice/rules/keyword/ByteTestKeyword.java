package org.sluice.rules.keyword;

import java.util.List;
import org.sluice.rules.model.ByteTest;
import org.sluice.rules.model.NumberFormat;
import org.sluice.rules.model.Operand;

/** {@code byte_test}. */
final class ByteTestKeyword {
    private ByteTestKeyword() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("byte_test", "Payload", "Compares a number in the buffer.",
                "byte_test:bytes,[!]op,value,offset[,relative][,big|little|dce][,string,hex|dec|oct][,bitmask n]",
                "byte_test:2,>,1000,0,relative;", ByteTestKeyword::parse));
    }

    private static void parse(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        if (words.size() < 4) {
            throw value.refuse("bytes, operator, value and offset are needed", "write byte_test:2,>,1000,0;");
        }
        NumberOptions options = new NumberOptions();
        for (Word word : words.subList(4, words.size())) {
            if (!options.take(word)) {
                throw word.notOneOf("option", "relative, big, little, dce, string, hex, dec, oct, bitmask n");
            }
        }
        NumberFormat format = options.format(value);
        Operand bytes = Variables.operand(words.get(0), "number of bytes", format.isText() ? 0 : 1,
                NumberOptions.mostBytes(format), rule);
        boolean negated = words.get(1).startsWith("!");
        ByteTest.Operator operator = operator(words.get(1), negated);
        Operand right = Variables.operand(words.get(2), "value", Long.MIN_VALUE, Long.MAX_VALUE, rule);
        Operand offset = Variables.operand(words.get(3), "offset", -65535, 65535, rule);
        rule.section(options.relative).add(
                new ByteTest(bytes, operator, negated, right, offset, options.relative, format, options.bitmask));
    }

    private static ByteTest.Operator operator(Word word, boolean negated) {
        return switch (negated ? word.from(1).text() : word.text()) {
            case "=", "==" -> ByteTest.Operator.EQUAL;
            case "<" -> ByteTest.Operator.LESS;
            case "<=" -> ByteTest.Operator.LESS_OR_EQUAL;
            case ">" -> ByteTest.Operator.GREATER;
            case ">=" -> ByteTest.Operator.GREATER_OR_EQUAL;
            case "&" -> ByteTest.Operator.AND;
            case "^" -> ByteTest.Operator.NOT_AND;
            case "" -> {
                if (negated) {
                    yield ByteTest.Operator.EQUAL;
                }
                throw word.notOneOf("operator", "= < <= > >= & ^ and these with !");
            }
            default -> throw word.notOneOf("operator", "= < <= > >= & ^ and these with !");
        };
    }
}
