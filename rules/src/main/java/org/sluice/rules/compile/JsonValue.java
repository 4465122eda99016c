package org.sluice.rules.compile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON (RFC 8259) as plain values: {@code Map}, {@code List}, {@code String}, {@code BigDecimal}, {@code Boolean} and
 * null. Reads one value after another from a text.
 */
final class JsonValue {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;
    private int depth;

    JsonValue(String text) {
        this.text = text;
    }

    /** Whether another value follows. */
    boolean hasNext() {
        skipBlanks();
        return at < text.length();
    }

    /**
     * The next value.
     *
     * @throws IllegalArgumentException when there is none, with the place
     */
    Object next() {
        skipBlanks();
        if (at >= text.length()) {
            throw broken("the text ends");
        }
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private IllegalArgumentException broken(String what) {
        long line = 1 + text.substring(0, Math.min(at, text.length())).chars().filter(c -> c == '\n').count();
        return new IllegalArgumentException("line " + line + ": " + what);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char wanted) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw broken("expected " + wanted);
        }
    }

    private void descend() {
        if (++depth > MAX_DEPTH) {
            throw broken("nested deeper than " + MAX_DEPTH);
        }
    }

    private Map<String, Object> object() {
        descend();
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        if (!take('}')) {
            do {
                skipBlanks();
                String name = string();
                expect(':');
                members.put(name, next());
            } while (take(','));
            expect('}');
        }
        depth--;
        return members;
    }

    private List<Object> array() {
        descend();
        List<Object> elements = new ArrayList<>();
        expect('[');
        if (!take(']')) {
            do {
                elements.add(next());
            } while (take(','));
            expect(']');
        }
        depth--;
        return elements;
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            value.append(c == '\\' ? escaped() : c);
        }
        throw broken("a string without end");
    }

    private char escaped() {
        if (at >= text.length()) {
            throw broken("a string without end");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                    throw broken("\\u without four hexadecimal digits");
                }
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> throw broken("unknown escape \\" + c);
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw broken("expected " + word);
        }
        at += word.length();
        return value;
    }

    private BigDecimal number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new BigDecimal(text.substring(from, at));
        } catch (NumberFormatException e) {
            throw broken("expected a value");
        }
    }

    /** The text of a value, on one line. */
    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case Map<?, ?> members -> {
                String separator = "{";
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    out.append(separator);
                    writeText(member.getKey().toString(), out);
                    out.append(':');
                    write(member.getValue(), out);
                    separator = ",";
                }
                out.append(members.isEmpty() ? "{}" : "}");
            }
            case List<?> elements -> {
                String separator = "[";
                for (Object element : elements) {
                    out.append(separator);
                    write(element, out);
                    separator = ",";
                }
                out.append(elements.isEmpty() ? "[]" : "]");
            }
            case String string -> writeText(string, out);
            case null -> out.append("null");
            default -> out.append(value);
        }
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
