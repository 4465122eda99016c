package org.sluice.rules.keyword;

import java.util.HashMap;
import java.util.Map;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.text.Spelling;

/**
 * The notations of numeric keywords: {@code 5}, {@code =5}, {@code !5}, {@code !=5}, {@code <5}, {@code <=5},
 * {@code >5}, {@code >=5}, {@code 3<>7} and {@code 3-7} (bounds excluded), {@code !3-7}, {@code &0xf0=0x20},
 * {@code &0xf0!=0x20}; numbers decimal or hexadecimal with {@code kb}, {@code mb}, {@code gb}; names for numbers where
 * the keyword has some.
 */
final class IntegerGrammar {
    private static final String NOTATIONS = "write n, !n, <n, <=n, >n, >=n, a<>b, a-b, !a-b, &mask=n or &mask!=n";

    private IntegerGrammar() {}

    /** A question about a number of 0 to {@code most}. */
    static IntegerTest parse(Word word, long most) {
        return parse(word, most, Map.of());
    }

    /** A question about a number of 0 to {@code most}, some of which have names (in lower case). */
    static IntegerTest parse(Word word, long most, Map<String, Long> names) {
        if (word.isEmpty()) {
            throw word.refuse("the number is missing", NOTATIONS);
        }
        return switch (word.text().charAt(0)) {
            case '=' -> IntegerTest.equal(number(word.from(1), most, names));
            case '>' -> word.startsWith(">=") ? IntegerTest.atLeast(number(word.from(2), most, names))
                    : IntegerTest.greater(number(word.from(1), most, names));
            case '<' -> word.startsWith("<=") ? IntegerTest.atMost(number(word.from(2), most, names))
                    : less(word, most, names);
            case '!' -> word.startsWith("!=") ? IntegerTest.different(number(word.from(2), most, names))
                    : plain(word.from(1), most, names).negate();
            case '&' -> masked(word, most, names);
            default -> plain(word, most, names);
        };
    }

    private static IntegerTest less(Word word, long most, Map<String, Long> names) {
        long bound = number(word.from(1), most, names);
        if (bound == 0) {
            throw word.refuse("nothing is less than 0", "");
        }
        return IntegerTest.less(bound);
    }

    /** A number or a range. */
    private static IntegerTest plain(Word word, long most, Map<String, Long> names) {
        int diamond = word.text().indexOf("<>");
        int dash = word.isNumeric() ? word.text().indexOf('-', 1) : -1;
        if (diamond < 0 && dash < 0) {
            return IntegerTest.equal(number(word, most, names));
        }
        long low = number(word.part(0, diamond >= 0 ? diamond : dash), most, names);
        long high = number(word.from(diamond >= 0 ? diamond + 2 : dash + 1), most, names);
        if (low >= high) {
            throw word.refuse("the range's first number must be less than its second", "");
        }
        if (low + 1 >= high) {
            throw word.refuse("nothing lies between " + low + " and " + high + ": the bounds are excluded",
                    "write " + low + " for one of them, or widen the range");
        }
        return IntegerTest.inside(low + 1, high - 1);
    }

    private static IntegerTest masked(Word word, long most, Map<String, Long> names) {
        int equals = word.text().indexOf('=');
        if (equals < 0) {
            long mask = number(word.from(1), most, names);
            return new IntegerTest(IntegerTest.Kind.MASKED_DIFFERENT, mask, 0);
        }
        boolean different = word.text().charAt(equals - 1) == '!';
        long mask = number(word.part(1, different ? equals - 1 : equals), most, names);
        long value = number(word.from(equals + 1), most, names);
        if ((value & ~mask) != 0) {
            throw word.refuse("the value has bits that the mask does not have", "it could never be equal");
        }
        return new IntegerTest(different ? IntegerTest.Kind.MASKED_DIFFERENT : IntegerTest.Kind.MASKED_EQUAL, mask,
                value);
    }

    private static long number(Word word, long most, Map<String, Long> names) {
        Word plain = word.unquoted();
        Long named = names.isEmpty() ? null : names.get(plain.lower());
        if (named != null) {
            return named;
        }
        if (!plain.isNumeric() && !names.isEmpty()) {
            throw plain.refuse("\"" + plain.text() + "\" is neither a number nor a known name",
                    Spelling.nearest(plain.lower(), names.keySet()).map(name -> "did you mean \"" + name + "\"?")
                            .orElse("names are " + String.join(", ", names.keySet().stream().sorted().toList())));
        }
        String lower = plain.lower();
        int digits = lower.length();
        boolean hex = lower.startsWith("0x");
        while (digits > 0 && !hex && lower.charAt(digits - 1) >= 'a' && lower.charAt(digits - 1) <= 'z') {
            digits--;
        }
        long unit = switch (lower.substring(digits)) {
            case "" -> 1;
            case "kb", "kib" -> 1L << 10;
            case "mb", "mib" -> 1L << 20;
            case "gb", "gib" -> 1L << 30;
            default -> throw plain.refuse("\"" + plain.text() + "\" is no number", NOTATIONS);
        };
        long value = plain.part(0, digits).number("number", 0, Long.MAX_VALUE / unit) * unit;
        if (value > most) {
            throw plain.refuse("the number is " + value + ", at most " + most + " is possible", "");
        }
        return value;
    }

    /** Names and numbers from {@code name number name number...}. */
    static Map<String, Long> numbered(String pairs) {
        String[] words = pairs.split(" ");
        Map<String, Long> numbers = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            numbers.put(words[i], Long.parseLong(words[i + 1]));
        }
        return Map.copyOf(numbers);
    }
}
