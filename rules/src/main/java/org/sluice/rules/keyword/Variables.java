package org.sluice.rules.keyword;

import org.sluice.rules.model.Operand;

/** Names of numbers that {@code byte_extract} and {@code byte_math} keep. */
final class Variables {
    private Variables() {}

    /** A number, or a variable that an option before defined. */
    static Operand operand(Word word, String what, long least, long most, RuleBuilder rule) {
        return word.isNumeric() ? Operand.of(word.cNumber(what, least, most)) : use(word, what, rule);
    }

    /** A variable that an option before defined. */
    static Operand use(Word word, String what, RuleBuilder rule) {
        if (!isName(word.text())) {
            throw word.refuse(word.isEmpty() ? what + " is missing" : "\"" + word.text()
                    + "\" is neither a number nor a"
                    + " variable", "");
        }
        if (!rule.isDefined(word.text())) {
            throw word.conflict("the variable \"" + word.text() + "\" is not defined before this",
                    "define it with byte_extract or byte_math earlier in the rule");
        }
        return Operand.variable(word.text());
    }

    /** Defines a variable. */
    static String define(Word word, RuleBuilder rule) {
        if (!isName(word.text())) {
            throw word.refuse("\"" + word.text() + "\" is no name of a variable",
                    "letters, digits, _, - and ., not beginning with a digit");
        }
        rule.define(word.text());
        return word.text();
    }

    private static boolean isName(String text) {
        if (text.isEmpty() || text.charAt(0) >= '0' && text.charAt(0) <= '9') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "_-.".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
