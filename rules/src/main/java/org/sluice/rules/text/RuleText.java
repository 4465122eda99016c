package org.sluice.rules.text;

/**
 * A rule's text with its continuation lines joined, and where each char of it stands in its file.
 *
 * @param file the file's name
 * @param content the whole file, one char a byte
 * @param text the rule, without the backslashes and line ends between its lines
 * @param lines the number of each of its physical lines
 * @param textStarts where each of them begins in {@code text}
 * @param contentStarts where each of them begins in {@code content}: its first char kept, not its line's first char
 */
record RuleText(String file, String content, String text, int[] lines, int[] textStarts, int[] contentStarts) {

    /** Number of the first line. */
    int firstLine() {
        return lines[0];
    }

    /** A problem at a place of {@code text}. */
    Problem problem(
            int offset, Problem.Severity severity, long sid, Reason reason, String message, String hint) {
        int part = partOf(offset);
        int position = Math.min(contentStarts[part] + offset - textStarts[part], content.length());
        int lineStart = content.lastIndexOf('\n', position - 1) + 1;
        int lineEnd = content.indexOf('\n', lineStart);
        if (lineEnd < 0) {
            lineEnd = content.length();
        }
        if (lineEnd > lineStart && content.charAt(lineEnd - 1) == '\r') {
            lineEnd--;
        }
        return new Problem(file, lines[part], position - lineStart + 1, severity, sid, reason, message, hint,
                content.substring(lineStart, lineEnd));
    }

    private int partOf(int offset) {
        int part = textStarts.length - 1;
        while (part > 0 && textStarts[part] > offset) {
            part--;
        }
        return part;
    }
}
