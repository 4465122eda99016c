package org.sluice.rules.keyword;

import java.util.List;
import java.util.Map;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;

/**
 * Requests of Modbus: {@code modbus:function 8, subfunction 4} or
 * {@code modbus:unit 10, access write holding, address 500}.
 */
final class ModbusKeywords {
    private static final String SYNTAX = "modbus:function [!]number|assigned|unassigned|public|user|reserved|all"
            + "[, subfunction number] or modbus:[unit [op]number,] access read|write [discretes|coils|input|holding]"
            + "[, address [op]number[, value [op]number]]";
    private static final int UINT16 = 0xffff;
    private static final Map<String, Long> CATEGORIES =
            Map.of("assigned", 1L, "unassigned", 2L, "public", 3L, "user", 4L, "reserved", 8L, "all", 15L);
    private static final Map<String, Long> TABLES = Map.of("discretes", 4L, "coils", 8L, "input", 16L, "holding", 32L);

    private ModbusKeywords() {}

    static void addTo(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "Modbus", AppProtocol.MODBUS)
                .special("modbus Function, unit, access or address of a request.", SYNTAX,
                        "modbus:unit 10, access write holding, address 500;", ModbusKeywords::modbus);
    }

    private static void modbus(Word value, RuleBuilder rule) {
        for (Word part : value.unquoted().list(',')) {
            Word[] words = part.head();
            Word rest = words[1];
            switch (words[0].lower()) {
                case "function" -> function(rest, rule);
                case "subfunction" -> number(rest, rule, IntegerField.MODBUS_SUBFUNCTION);
                case "unit" -> number(rest, rule, IntegerField.MODBUS_UNIT);
                case "access" -> access(rest, rule);
                case "address" -> address(rest, rule);
                case "value" -> number(rest, rule, IntegerField.MODBUS_VALUE);
                default -> throw words[0].notOneOf("part", "function, subfunction, unit, access, address, value");
            }
        }
    }

    private static void number(Word word, RuleBuilder rule, IntegerField field) {
        rule.add(new IntegerMatch(field, IntegerGrammar.parse(word, UINT16)));
    }

    private static void function(Word word, RuleBuilder rule) {
        boolean negated = word.startsWith("!");
        Word plain = negated ? word.from(1) : word;
        Long category = CATEGORIES.get(plain.lower());
        if (category == null) {
            IntegerTest test = IntegerTest.equal(plain.number("function", 1, 255));
            rule.add(new IntegerMatch(IntegerField.MODBUS_FUNCTION, negated ? test.negate() : test));
        } else {
            rule.add(new IntegerMatch(IntegerField.MODBUS_CATEGORY, new IntegerTest(
                    negated ? IntegerTest.Kind.MASKED_EQUAL : IntegerTest.Kind.MASKED_DIFFERENT, category, 0)));
        }
    }

    private static void access(Word word, RuleBuilder rule) {
        Word[] words = word.head();
        long mask = 1L << words[0].choice("access", "read", "write");
        if (!words[1].isEmpty()) {
            Long table = TABLES.get(words[1].lower());
            if (table == null) {
                throw words[1].notOneOf("table", "discretes, coils, input, holding");
            }
            mask |= table;
        }
        rule.add(new IntegerMatch(IntegerField.MODBUS_ACCESS, new IntegerTest(IntegerTest.Kind.MASKED_EQUAL, mask, mask)));
    }

    /** One of the addresses that the request reaches must fit: so the two ranges must overlap. */
    private static void address(Word word, RuleBuilder rule) {
        IntegerTest test = IntegerGrammar.parse(word, UINT16);
        if (test.kind() != IntegerTest.Kind.INSIDE) {
            throw word.refuse("an address or a range of addresses is needed", "write address 500, address >500 or 1<>5");
        }
        for (IntegerMatch match : List.of(
                new IntegerMatch(IntegerField.MODBUS_ADDRESS_FIRST, IntegerTest.atMost(test.second())),
                new IntegerMatch(IntegerField.MODBUS_ADDRESS_LAST, IntegerTest.atLeast(test.first())))) {
            rule.add(match);
        }
    }
}
