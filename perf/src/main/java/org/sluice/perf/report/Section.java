package org.sluice.perf.report;

import java.util.List;

/**
 * A part of a report.
 *
 * @param heading its title
 * @param words paragraphs under it
 * @param tables figures in rows
 * @param plots figures in pictures
 */
public record Section(String heading, List<String> words, List<Table> tables, List<Plot> plots) {
    /** Copies the lists. */
    public Section {
        words = List.copyOf(words);
        tables = List.copyOf(tables);
        plots = List.copyOf(plots);
    }

    /**
     * Figures in rows.
     *
     * @param caption what they are, with units
     * @param columns headings
     * @param rows cells, as many a row as there are columns
     */
    public record Table(String caption, List<String> columns, List<List<String>> rows) {
        /** Refuses a row that does not fit. */
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException("table " + caption + ": row " + row + " has " + row.size()
                            + " cells for " + columns.size() + " columns");
                }
            }
        }
    }

    /**
     * A picture.
     *
     * @param caption what it shows
     * @param svg an {@code <svg>} element
     */
    public record Plot(String caption, String svg) {}
}
