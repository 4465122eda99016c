package org.sluice.control.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows in aligned columns, under a heading. */
public final class Table {
    private final String[] heading;
    private final List<String[]> rows = new ArrayList<>();
    private final Set<Integer> right = new HashSet<>();

    /** A table with those columns. */
    public Table(String... heading) {
        this.heading = heading.clone();
    }

    /** Aligns a column, counted from 0, to the right. */
    public Table right(int column) {
        right.add(column);
        return this;
    }

    /** Adds a row; as many cells as there are columns. */
    public Table row(String... cells) {
        if (cells.length != heading.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + heading.length + " columns");
        }
        rows.add(cells.clone());
        return this;
    }

    /** Whether nothing was added. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, each with its end. */
    public String render() {
        int[] widths = Arrays.stream(heading).mapToInt(String::length).toArray();
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        append(text, heading, widths);
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private void append(StringBuilder text, String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String padding = " ".repeat(widths[i] - cells[i].length());
            line.append(i == 0 ? "" : "  ");
            line.append(right.contains(i) ? padding + cells[i] : cells[i] + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
