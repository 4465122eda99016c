package org.sluice.rules.keyword;

import java.util.List;
import org.sluice.rules.text.Reason;
import org.sluice.rules.text.RuleException;

/** The {@code requires} keyword: an unmet one leaves the rule out. */
final class Requirement {
    private Requirement() {}

    static void parse(Word value, RuleBuilder rule) {
        for (Word entry : value.list(',')) {
            Word[] pair = entry.head();
            String wanted = pair[1].text();
            boolean met = switch (pair[0].lower()) {
                case "feature" -> rule.settings().features().contains(wanted);
                case "keyword" -> KeywordRegistry.standard().find(pair[1].lower()).isPresent();
                case "version" -> version(pair[1], rule.settings().version());
                // A requirement of a kind that this version does not know cannot be met.
                default -> false;
            };
            if (!met) {
                throw new RuleException(Reason.REQUIRES, entry.offset(),
                        "left out: it requires " + entry.text() + " (this is " + rule.settings().version() + ")", "");
            }
        }
    }

    /** {@code >= 7.0.3 < 8 | >= 8.0.3}: one of the alternatives, all comparisons of it. */
    private static boolean version(Word word, String actual) {
        int[] have = numbers(new Word(actual, word.offset()));
        for (Word alternative : word.list('|')) {
            boolean all = true;
            Word rest = alternative;
            do {
                Word[] operator = operator(rest);
                Word[] operand = operator[1].head();
                int order = compare(have, numbers(operand[0]));
                all &= switch (operator[0].text()) {
                    case ">=" -> order >= 0;
                    case ">" -> order > 0;
                    case "<=" -> order <= 0;
                    case "<" -> order < 0;
                    case "=", "==" -> order == 0;
                    default -> throw word.refuse("a version is compared by >=, >, <= or <", "write version >= 8.0.0");
                };
                rest = operand[1];
            } while (!rest.isEmpty());
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static Word[] operator(Word word) {
        int end = 0;
        while (end < word.text().length() && "<>=".indexOf(word.text().charAt(end)) >= 0) {
            end++;
        }
        return new Word[] {word.part(0, end), word.from(end)};
    }

    private static int[] numbers(Word word) {
        List<Word> parts = word.list('.');
        int[] numbers = new int[3];
        for (int i = 0; i < Math.min(3, parts.size()); i++) {
            int dash = parts.get(i).text().indexOf('-');
            Word part = dash > 0 ? parts.get(i).part(0, dash) : parts.get(i);
            numbers[i] = (int) part.number("version", 0, 65535);
        }
        return numbers;
    }

    private static int compare(int[] a, int[] b) {
        for (int i = 0; i < 3; i++) {
            if (a[i] != b[i]) {
                return Integer.compare(a[i], b[i]);
            }
        }
        return 0;
    }
}
