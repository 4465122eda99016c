package org.sluice.control.config;

/**
 * Where a value was written.
 *
 * @param source a file's name, {@code --set}, or {@code default}
 * @param line   1 for a file's first line; 0 where there are no lines
 * @param column 1 for a line's first character
 */
public record Origin(String source, int line, int column) {
    /** The origin of values nobody gave. */
    public static final Origin DEFAULT = new Origin("default", 0, 0);
    /** The origin of values given on the command line. */
    public static final Origin COMMAND_LINE = new Origin("--set", 0, 0);

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
