package org.sluice.rules.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a rule's text into header words and options. Throws {@link RuleException} only, at the first thing amiss. */
final class RuleScanner {
    private final String text;
    private int position;

    private RuleScanner(String text) {
        this.text = text;
    }

    /** Cuts a rule's text, continuation lines joined. */
    static ScannedRule scan(String text) {
        RuleScanner scanner = new RuleScanner(text);
        List<ScannedRule.Word> words = scanner.words();
        int open = scanner.position;
        return new ScannedRule(words, scanner.options(), open);
    }

    private List<ScannedRule.Word> words() {
        List<ScannedRule.Word> words = new ArrayList<>(7);
        while (true) {
            skipBlanks();
            if (position == text.length()) {
                throw new RuleException(Reason.SYNTAX, Math.max(0, text.length() - 1), "this rule has no options",
                        "a rule is: action protocol source ports -> destination ports (option; option; ...)");
            }
            if (text.charAt(position) == '(') {
                return words;
            }
            words.add(word());
        }
    }

    /** Up to a blank or the opening parenthesis, blanks inside brackets and after {@code !} included. */
    private ScannedRule.Word word() {
        int start = position;
        int depth = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (depth == 0 && (c <= ' ' || c == '(')) {
                break;
            }
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth < 0) {
                throw new RuleException(Reason.SYNTAX, position, "a ] without its [", "");
            }
            if (depth > 0 && c == '(') {
                break;
            }
            position++;
        }
        if (depth > 0) {
            throw new RuleException(Reason.SYNTAX, start, "a [ without its ]",
                    "close the group before the options begin");
        }
        return new ScannedRule.Word(text.substring(start, position), start);
    }

    private List<RuleOption> options() {
        List<RuleOption> options = new ArrayList<>();
        int open = position++;
        while (true) {
            skipBlanks();
            if (position == text.length()) {
                throw new RuleException(Reason.SYNTAX, open, "the closing parenthesis of the options is missing",
                        "end the rule with )");
            }
            char c = text.charAt(position);
            if (c == ')') {
                position++;
                skipBlanks();
                if (position < text.length()) {
                    throw new RuleException(Reason.SYNTAX, position, "text after the closing parenthesis",
                            "one rule a line; write comments on lines of their own, beginning with #");
                }
                return options;
            }
            if (c == ';') {
                position++;
            } else {
                options.add(option());
            }
        }
    }

    private RuleOption option() {
        int start = position;
        int at = text.indexOf(';', start);
        while (at > 0 && text.charAt(at - 1) == '\\') {
            at = text.indexOf(';', at + 1);
        }
        if (at < 0) {
            throw unterminated(start);
        }
        int colon = text.indexOf(':', start, at);
        position = at + 1;
        int nameEnd = trimEnd(start, colon < 0 ? at : colon);
        String name = text.substring(start, nameEnd).toLowerCase(Locale.ROOT);
        if (colon < 0) {
            return new RuleOption(name, null, start, at);
        }
        int valueStart = colon + 1;
        while (valueStart < at && text.charAt(valueStart) <= ' ') {
            valueStart++;
        }
        return new RuleOption(name, text.substring(valueStart, trimEnd(valueStart, at)), start, valueStart);
    }

    private RuleException unterminated(int start) {
        int last = trimEnd(start, text.length()) - 1;
        if (text.charAt(last) != ')') {
            return new RuleException(Reason.SYNTAX, last, "the rule ends in the middle of an option",
                    "end the option with ; and the rule with )");
        }
        return new RuleException(Reason.SYNTAX, last, "the last option has no ;",
                "write ; before the closing parenthesis");
    }

    private int trimEnd(int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return end;
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) <= ' ') {
            position++;
        }
    }
}
