package org.sluice.control.export;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Time stamps as EVE prints them: {@code 2009-10-16T16:44:16.083524+0000}. */
final class EveTime {
    private final DateTimeFormatter seconds;
    private final DateTimeFormatter offset;
    private final StringBuilder text = new StringBuilder(32);
    private long cachedSecond = Long.MIN_VALUE;
    private String cachedText = "";
    private String cachedOffset = "";

    EveTime(final ZoneId zone) {
        seconds = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.").withZone(zone);
        offset = DateTimeFormatter.ofPattern("xx").withZone(zone);
    }

    String format(final long epochNs) {
        final long second = Math.floorDiv(epochNs, 1_000_000_000L);
        if (second != cachedSecond) {
            final Instant instant = Instant.ofEpochSecond(second);
            cachedText = seconds.format(instant);
            cachedOffset = offset.format(instant);
            cachedSecond = second;
        }
        final int micros = (int)(Math.floorMod(epochNs, 1_000_000_000L) / 1_000);
        text.setLength(0);
        text.append(cachedText);
        for (int unit = 100_000; unit > 0; unit /= 10) {
            text.append((char)('0' + micros / unit % 10));
        }
        return text.append(cachedOffset).toString();
    }
}
