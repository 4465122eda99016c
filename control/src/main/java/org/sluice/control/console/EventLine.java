package org.sluice.control.console;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.sluice.control.query.EventRow;

/** One event as one line: when, what, between whom, why. */
public final class EventLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private EventLine() {
    }

    /** The line, without its end. */
    public static String of(EventRow row, ZoneId zone) {
        StringBuilder line = new StringBuilder(120);
        line.append(TIME.format(row.time().atZone(zone))).append("  ");
        line.append(String.format("%-8s", row.type()));
        if (!row.action().isEmpty() && !row.action().equals(row.type())) {
            line.append(row.action()).append("  ");
        }
        if (!row.source().isEmpty()) {
            line.append(row.source()).append(" -> ").append(row.destination()).append("  ");
        }
        if (row.sid() != 0) {
            line.append("[").append(row.sid()).append("] ");
        }
        return line.append(row.text()).toString().stripTrailing();
    }
}
