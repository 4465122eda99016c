package org.sluice.rules.text;

/**
 * Something wrong in a file, and where.
 *
 * @param file the file's name as it was given
 * @param line counted from 1; 0 when it is about the whole file
 * @param column in bytes, counted from 1
 * @param severity whether the rule is lost
 * @param sid the rule's id when it was found, else 0
 * @param reason the category
 * @param message what is wrong
 * @param hint how to mend it, or ""
 * @param source the physical line, without its end, one char a byte
 */
public record Problem(
        String file, int line, int column, Severity severity, long sid, Reason reason, String message, String hint,
        String source) {

    /** Widest part of a line that {@link #render()} shows. */
    private static final int SHOWN = 100;

    /** Whether the rule is lost. */
    public enum Severity {
        /** It is not loaded. */
        ERROR,
        /** It is loaded. */
        WARNING
    }

    /** {@code file:line:column}. */
    public String place() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }

    /** Several lines for people: place and message, the source line clipped around a caret, the hint. */
    public String render() {
        StringBuilder text = new StringBuilder(place()).append(": ")
                .append(severity == Severity.ERROR ? "error: " : "warning: ").append(message)
                .append(" [").append(reason.label()).append(']');
        if (sid != 0) {
            text.append(" (sid ").append(sid).append(')');
        }
        if (line != 0) {
            appendSource(text);
        }
        if (!hint.isEmpty()) {
            text.append("\n    hint: ").append(hint);
        }
        return text.toString();
    }

    private void appendSource(StringBuilder text) {
        int caret = Math.clamp(column - 1L, 0, source.length());
        int from = source.length() <= SHOWN ? 0 : Math.clamp(caret - SHOWN / 2L, 0, source.length() - SHOWN);
        int to = Math.min(source.length(), from + SHOWN);
        String prefix = from > 0 ? "..." : "";
        text.append("\n    ").append(prefix).append(printable(source.substring(from, to)))
                .append(to < source.length() ? "..." : "")
                .append("\n    ").append(" ".repeat(prefix.length() + caret - from)).append('^');
    }

    /** One visible ASCII character for each byte, so that the caret stays in place and terminals stay sane. */
    private static String printable(String bytes) {
        StringBuilder text = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            text.append(c == '\t' ? ' ' : c < ' ' || c > '~' ? '?' : c);
        }
        return text.toString();
    }
}
