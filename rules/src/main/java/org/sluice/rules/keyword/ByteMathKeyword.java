package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import org.sluice.rules.model.ByteMath;
import org.sluice.rules.model.NumberFormat;
import org.sluice.rules.model.Operand;

/** {@code byte_math}. */
final class ByteMathKeyword {
    private ByteMathKeyword() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("byte_math", "Payload",
                "Calculates with a number in the buffer and keeps the result in a variable.",
                "byte_math:bytes n, offset n, oper +|-|*|/|<<|>>, rvalue n|variable, result variable[, relative]"
                        + "[, endian big|little|dce][, string hex|dec|oct][, bitmask n]",
                "byte_math:bytes 1, offset 0, oper *, rvalue 4, result length;", ByteMathKeyword::parse));
    }

    private static void parse(Word value, RuleBuilder rule) {
        NumberOptions options = new NumberOptions();
        Operand bytes = null;
        Word offset = null;
        ByteMath.Operator operator = null;
        Operand right = null;
        Word result = null;
        for (Word word : value.list(',')) {
            Word[] pair = word.head();
            switch (pair[0].lower()) {
                case "bytes" -> bytes = Variables.operand(pair[1], "number of bytes", 1, 10, rule);
                case "offset" -> offset = pair[1];
                case "oper" -> operator = operator(pair[1]);
                case "rvalue" -> right = Variables.operand(pair[1], "rvalue", 1, 0xffff_ffffL, rule);
                case "result" -> result = pair[1];
                default -> {
                    if (!options.take(word)) {
                        throw word.notOneOf("option", "bytes, offset, oper, rvalue, result, relative, endian, string,"
                                + " dce, bitmask");
                    }
                }
            }
        }
        List<String> missing = new ArrayList<>();
        addMissing(missing, "bytes", bytes);
        addMissing(missing, "offset", offset);
        addMissing(missing, "oper", operator);
        addMissing(missing, "rvalue", right);
        addMissing(missing, "result", result);
        if (!missing.isEmpty()) {
            throw value.refuse(String.join(", ", missing) + " missing",
                    "write byte_math:bytes 1, offset 0, oper +, rvalue 4, result length;");
        }
        boolean shift = operator == ByteMath.Operator.SHIFT_LEFT || operator == ByteMath.Operator.SHIFT_RIGHT;
        NumberFormat format = options.format(value);
        if (!bytes.isVariable() && (shift && bytes.value() > 4 || !format.isText() && bytes.value() > 8)) {
            throw value.refuse("too many bytes: " + bytes.value(), "at most 4 to shift, 8 of a binary number");
        }
        SectionDraft section = rule.section(options.relative);
        section.add(new ByteMath(bytes, (int) offset.cNumber("offset", -65535, 65535), operator, right,
                Variables.define(result, rule), options.relative, format, options.bitmask));
    }

    private static void addMissing(List<String> missing, String name, Object value) {
        if (value == null) {
            missing.add(name);
        }
    }

    private static ByteMath.Operator operator(Word word) {
        return switch (word.text()) {
            case "+" -> ByteMath.Operator.ADD;
            case "-" -> ByteMath.Operator.SUBTRACT;
            case "*" -> ByteMath.Operator.MULTIPLY;
            case "/" -> ByteMath.Operator.DIVIDE;
            case "<<" -> ByteMath.Operator.SHIFT_LEFT;
            case ">>" -> ByteMath.Operator.SHIFT_RIGHT;
            default -> throw word.notOneOf("operation", "+ - * / << >>");
        };
    }
}
