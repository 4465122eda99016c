package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sluice.rules.text.Reason;
import org.sluice.rules.text.RuleException;

/**
 * A piece of an option's value that knows where it stands.
 *
 * @param text without the blanks around it
 * @param offset where it begins in the rule's text
 */
record Word(String text, int offset) {

    /** Chars {@code from} to {@code to} (excluded), blanks around them left out. */
    Word part(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return new Word(text.substring(start, end), offset + start);
    }

    /** Chars from {@code from} on. */
    Word from(int from) {
        return part(from, text.length());
    }

    /** The pieces between separators; empty ones are kept. */
    List<Word> list(char separator) {
        List<Word> words = new ArrayList<>(4);
        int start = 0;
        int end;
        while ((end = text.indexOf(separator, start)) >= 0) {
            words.add(part(start, end));
            start = end + 1;
        }
        words.add(from(start));
        return words;
    }

    /** The first word and the rest (which may be empty), parted by blanks. */
    Word[] head() {
        int end = 0;
        while (end < text.length() && text.charAt(end) > ' ') {
            end++;
        }
        return new Word[] {part(0, end), from(end)};
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    boolean is(String word) {
        return text.equalsIgnoreCase(word);
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix);
    }

    String lower() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Without the quotes around it, if there are any. */
    Word unquoted() {
        boolean quoted = text.length() >= 2 && text.charAt(0) == '"' && text.charAt(text.length() - 1) == '"';
        return quoted ? new Word(text.substring(1, text.length() - 1), offset + 1) : this;
    }

    /** Without the quotes that must be around it. */
    Word quoted() {
        Word inner = unquoted();
        if (inner == this) {
            throw refuse(startsWith("\"") ? "the closing quote is missing" : "this value must be in quotes",
                    startsWith("\"") ? "a ; inside quotes is written \\;" : "write \"...\"");
        }
        return inner;
    }

    /** With {@code \"}, {@code \;}, {@code \:} and {@code \\} replaced by what they stand for. */
    String unescaped() {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && "\\\";:".indexOf(text.charAt(i + 1)) >= 0) {
                c = text.charAt(++i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /** A decimal or {@code 0x} hexadecimal number, both bounds included. */
    long number(String what, long least, long most) {
        long value = number(what, 10);
        if (value < least || value > most) {
            throw outOfRange(what, least, most);
        }
        return value;
    }

    /** As {@link #number(String, long, long)}, a leading 0 meaning octal. */
    long cNumber(String what, long least, long most) {
        boolean octal = text.length() > 1 && text.charAt(0) == '0' && text.charAt(1) != 'x' && text.charAt(1) != 'X';
        long value = number(what, octal ? 8 : 10);
        if (value < least || value > most) {
            throw outOfRange(what, least, most);
        }
        return value;
    }

    private long number(String what, int base) {
        boolean negative = startsWith("-");
        String digits = negative || startsWith("+") ? text.substring(1) : text;
        boolean hex = digits.length() > 2 && digits.charAt(0) == '0' && (digits.charAt(1) | 0x20) == 'x';
        String body = hex ? digits.substring(2) : digits;
        try {
            if (body.isEmpty() || Character.digit(body.charAt(0), hex ? 16 : base) < 0) {
                throw new NumberFormatException();
            }
            long value = Long.parseUnsignedLong(body, hex ? 16 : base);
            return negative ? -value : value;
        } catch (NumberFormatException e) {
            throw refuse(isEmpty() ? what + " is missing" : "\"" + text + "\" is no " + what,
                    "write a decimal number or a hexadecimal one as 0x1f");
        }
    }

    private RuleException outOfRange(String what, long least, long most) {
        return refuse(what + " is " + text + ", it must be " + least + " to " + most, "");
    }

    /** Whether it begins like a number. */
    boolean isNumeric() {
        int at = startsWith("-") || startsWith("+") ? 1 : 0;
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** Index of this word among those allowed. */
    int choice(String what, String... allowed) {
        for (int i = 0; i < allowed.length; i++) {
            if (is(allowed[i])) {
                return i;
            }
        }
        throw notOneOf(what, String.join(", ", allowed));
    }

    /** A problem with this value. */
    RuleException refuse(String message, String hint) {
        return new RuleException(Reason.KEYWORD_VALUE, offset, message, hint);
    }

    /** A problem with a choice: names what is allowed. */
    RuleException notOneOf(String what, String allowed) {
        return refuse(isEmpty() ? what + " is missing" : "\"" + text + "\" is no " + what, "allowed: " + allowed);
    }

    /** A problem with how keywords go together. */
    RuleException conflict(String message, String hint) {
        return new RuleException(Reason.COMBINATION, offset, message, hint);
    }
}
