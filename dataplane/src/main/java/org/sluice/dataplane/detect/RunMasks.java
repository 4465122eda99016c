package org.sluice.dataplane.detect;

import org.sluice.rules.image.RuleFlags;

/**
 * Which runs of a list a packet's facts, ports and payload length let through: for each value of each a row of bits, a
 * bit a run, and-ed. Packet classification by bit vectors (Lakshman and Stiliadis, SIGCOMM 1998). A run let through may
 * still fail its header; one that is not certainly does.
 *
 * <p>A run is rules that ask the same of packet and flow: see {@link RuleSet#listWord}. Made at load; immutable.
 */
final class RunMasks {
    /** Payload lengths told apart; what is longer counts as this. */
    private static final int LONGEST = 2047;
    private static final int MOST_DSIZE = 65_535;

    /** Place of each run in its list. */
    private final int[] starts;
    private final int words;
    /** Facts that any run needs, and by fact the runs that do. */
    private final long facts;
    private final long[] needing;
    /** Rows by port class, or by length; null where no run asks. */
    private final long[] sources;
    private final long[] destinations;
    private final long[] lengths;

    private RunMasks(RuleSet rules, int[] starts) {
        this.starts = starts;
        words = starts.length + Long.SIZE - 1 >>> 6;
        needing = new long[Long.SIZE * words];
        long used = 0;
        boolean ports = false;
        boolean sizes = false;
        for (int run = 0; run < starts.length; run++) {
            int rule = rules.listWord(starts[run] + 1);
            used |= rules.facts[rule];
            for (long bits = rules.facts[rule]; bits != 0; bits &= bits - 1) {
                set(needing, Long.numberOfTrailingZeros(bits), run);
            }
            ports |= (rules.flags[rule] & RuleFlags.HAS_PORTS) != 0;
            sizes |= rules.dsizes[2 * rule] > 0 || rules.dsizes[2 * rule + 1] < MOST_DSIZE;
        }
        facts = used;
        sources = ports ? portRows(rules, 0) : null;
        destinations = ports ? portRows(rules, 1) : null;
        lengths = sizes ? lengthRows(rules) : null;
    }

    /** The masks of a list, or null when it is empty. */
    static RunMasks of(RuleSet rules, int list) {
        int count = 0;
        for (int at = rules.listFrom(list); at < rules.listTo(list); at += rules.listWord(at) + 1) {
            count++;
        }
        if (count == 0) {
            return null;
        }
        int[] starts = new int[count];
        int at = rules.listFrom(list);
        for (int run = 0; run < count; run++) {
            starts[run] = at;
            at += rules.listWord(at) + 1;
        }
        return new RunMasks(rules, starts);
    }

    /** How many words {@link #fitting} has bits in. */
    int words() {
        return words;
    }

    /** Place in its list of the run of a bit. */
    int start(int word, int bit) {
        return starts[word * Long.SIZE + bit];
    }

    /** The runs that a packet's facts, ports and length let through; bits beyond the last run are 0. */
    long fitting(int word, PacketHeader header) {
        long fitting = word + 1 < words || (starts.length & 63) == 0 ? -1L : (1L << starts.length) - 1;
        for (long missing = facts & ~header.facts; missing != 0; missing &= missing - 1) {
            fitting &= ~needing[Long.numberOfTrailingZeros(missing) * words + word];
        }
        if (sources != null) {
            fitting &= sources[header.sourcePortClass * words + word]
                    & destinations[header.destinationPortClass * words + word];
        }
        if (lengths != null) {
            fitting &= lengths[Math.min(header.payloadLength, LONGEST) * words + word];
        }
        return fitting;
    }

    private void set(long[] rows, int row, int run) {
        rows[row * words + (run >>> 6)] |= 1L << run;
    }

    private long[] portRows(RuleSet rules, int side) {
        long[] rows = new long[rules.ports.classes() * words];
        for (int run = 0; run < starts.length; run++) {
            int rule = rules.listWord(starts[run] + 1);
            int own = rules.portSets[2 * rule + side];
            int other = rules.portSets[2 * rule + 1 - side];
            boolean eitherWay = (rules.flags[rule] & RuleFlags.BIDIRECTIONAL) != 0;
            for (int portClass = 0; portClass < rules.ports.classes(); portClass++) {
                if (holds(rules, own, portClass) || eitherWay && holds(rules, other, portClass)) {
                    set(rows, portClass, run);
                }
            }
        }
        return rows;
    }

    /** Set 0 is any port. */
    private static boolean holds(RuleSet rules, int set, int portClass) {
        return set == 0 || rules.ports.holds(set, portClass);
    }

    private long[] lengthRows(RuleSet rules) {
        long[] rows = new long[(LONGEST + 1) * words];
        for (int run = 0; run < starts.length; run++) {
            int rule = rules.listWord(starts[run] + 1);
            int low = Math.min(rules.dsizes[2 * rule], LONGEST);
            int high = Math.min(rules.dsizes[2 * rule + 1], LONGEST);
            for (int length = low; length <= high; length++) {
                set(rows, length, run);
            }
        }
        return rows;
    }
}
