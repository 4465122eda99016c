package org.sluice.rules.text;

import java.util.Arrays;

/**
 * Cuts a file into rules: one a line, a line that ends in a backslash goes on in the next. Blank lines and lines that
 * begin with {@code #} are left out; a comment does not interrupt a rule, and a commented line does not go on.
 */
final class RuleLines {
    private final String file;
    private final String content;
    private int position;
    private int line = 1;

    /**
     * Reads a file's text.
     *
     * @param file the file's name
     * @param content the whole file, one char a byte
     */
    RuleLines(String file, String content) {
        this.file = file;
        this.content = content;
        this.position = content.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
    }

    /** The next rule, or null at the end. */
    RuleText next() {
        while (position < content.length()) {
            int start = position;
            int startLine = line;
            int end = advance();
            int first = skipBlanks(start, end);
            if (first == end || content.charAt(first) == '#') {
                continue;
            }
            int last = lastUsed(first, end);
            if (content.charAt(last) != '\\') {
                return new RuleText(file, content, content.substring(first, last + 1), new int[] {startLine},
                        new int[] {0}, new int[] {first});
            }
            RuleText joined = join(first, last, startLine);
            if (!joined.text().isBlank()) {
                return joined;
            }
        }
        return null;
    }

    private RuleText join(int first, int backslash, int firstLine) {
        StringBuilder text = new StringBuilder().append(content, first, backslash);
        int[] lines = {firstLine};
        int[] textStarts = {0};
        int[] contentStarts = {first};
        boolean more = true;
        while (more && position < content.length()) {
            int start = position;
            int startLine = line;
            int end = advance();
            int last = lastUsed(start, end);
            more = last >= start && content.charAt(last) == '\\';
            int parts = lines.length;
            lines = Arrays.copyOf(lines, parts + 1);
            textStarts = Arrays.copyOf(textStarts, parts + 1);
            contentStarts = Arrays.copyOf(contentStarts, parts + 1);
            lines[parts] = startLine;
            textStarts[parts] = text.length();
            contentStarts[parts] = start;
            text.append(content, start, more ? last : Math.max(start, last + 1));
        }
        return new RuleText(file, content, text.toString(), lines, textStarts, contentStarts);
    }

    /** Moves behind the current line and returns the place of its end. */
    private int advance() {
        int end = content.indexOf('\n', position);
        if (end < 0) {
            end = content.length();
        }
        position = end + 1;
        line++;
        return end;
    }

    private int skipBlanks(int from, int to) {
        int at = from;
        while (at < to && content.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    /** Place of the last char that is no blank, or before {@code from} when there is none. */
    private int lastUsed(int from, int to) {
        int at = to - 1;
        while (at >= from && content.charAt(at) <= ' ') {
            at--;
        }
        return at;
    }
}
