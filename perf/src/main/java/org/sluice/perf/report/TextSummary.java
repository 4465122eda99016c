package org.sluice.perf.report;

import java.util.List;
import java.util.Map;

/** The report as plain text: the same sections, their tables in columns. */
public final class TextSummary {
    private static final int WIDTH = 100;
    private static final int FACT_INDENT = 19;

    private TextSummary() {}

    /** The text. */
    public static String of(String title, String lead, List<Section> sections, Map<String, String> facts) {
        StringBuilder text = new StringBuilder(title).append('\n').append("=".repeat(title.length())).append('\n');
        text.append(lead).append('\n');
        for (Section section : sections) {
            text.append('\n').append(section.heading()).append('\n').append("-".repeat(section.heading().length()))
                    .append('\n');
            section.words().forEach(words -> wrap(text, words, 0));
            section.tables().forEach(table -> append(text, table));
        }
        text.append("\nWhere and how it was measured\n-----------------------------\n");
        facts.forEach((name, value) -> {
            text.append(String.format("%-18s ", name));
            wrap(text, value, FACT_INDENT);
        });
        return text.toString();
    }

    /** Words in lines of a terminal's width; a word that is longer stands alone. */
    private static void wrap(StringBuilder text, String words, int indent) {
        int column = indent;
        for (String word : words.split(" +")) {
            if (column > indent && column + 1 + word.length() > WIDTH) {
                text.append('\n').append(" ".repeat(indent));
                column = indent;
            }
            text.append(column > indent ? " " : "").append(word);
            column += word.length() + (column > indent ? 1 : 0);
        }
        text.append('\n');
    }

    private static void append(StringBuilder text, Section.Table table) {
        int[] widths = new int[table.columns().size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            widths[column] = Math.max(table.columns().get(column).length(),
                    table.rows().stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        text.append(table.caption()).append('\n');
        row(text, table.columns(), widths);
        table.rows().forEach(row -> row(text, row, widths));
    }

    private static void row(StringBuilder text, List<String> cells, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String room = " ".repeat(widths[column] - cell.length());
            text.append("  ").append(column == 0 ? cell + room : room + cell);
        }
        text.append('\n');
    }
}
