package org.sluice.dataplane.detect;

import java.util.Arrays;
import org.sluice.rules.image.ImageDescriptor;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.RuleImage;

/** Which port sets hold a port: one look-up, one bit. */
final class PortClasses {
    private final char[] classes = new char[1 << 16];
    private final long[] rows;
    private final int words;

    PortClasses(RuleImage image) {
        rows = image.longs(ImageSection.PORT_ROWS);
        words = image.meta(ImageDescriptor.META_PORT_ROW_WORDS);
        int[] intervals = image.ints(ImageSection.PORT_INTERVALS);
        for (int i = 0; i < intervals.length; i += 2) {
            int end = i + 2 < intervals.length ? intervals[i + 2] : classes.length;
            Arrays.fill(classes, intervals[i], end, (char) intervals[i + 1]);
        }
    }

    boolean contains(int set, int port) {
        return holds(set, classOf(port));
    }

    /** Class of a port, the same for all that no set tells apart. */
    int classOf(int port) {
        return classes[port & 0xffff];
    }

    /** How many classes there are. */
    int classes() {
        return words == 0 ? 1 : rows.length / words;
    }

    boolean holds(int set, int portClass) {
        return (rows[portClass * words + (set >>> 6)] >>> set & 1) != 0;
    }
}
