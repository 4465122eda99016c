package org.sluice.dataplane.pipeline;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.decode.DatagramGlance;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.dataplane.port.Burst;

/**
 * Datagrams that no stage has any use for, since no rules are in force and the application layer has given their flow
 * up. They are counted, for their flow and by the decoder, and go on; the rest of them is not looked at, the UDP
 * checksum in particular. Which frames may be such is known at a glance; whether one is, turns out in its turn, behind
 * all that came before it.
 */
final class SettledDatagrams {
    /** Frames looked at while the flow table's memory is fetched for the ones before. */
    private static final int GROUP = 16;

    private final Decoder decoder;
    private final FlowTable flows;
    private final FrameShare share;
    private final DatagramGlance glance;
    private final long[] offsets = new long[Burst.CAPACITY];
    private final int[] lengths = new int[Burst.CAPACITY];
    private final byte[] flags = new byte[Burst.CAPACITY];
    private int datagrams;
    private long bytes;

    SettledDatagrams(Decoder decoder, FlowTable flows, FrameShare share) {
        this.decoder = decoder;
        this.flows = flows;
        this.share = share;
        glance = new DatagramGlance(decoder, Burst.CAPACITY);
    }

    /** The frames of a burst that may be such, a bit each: they are not to be decoded yet. */
    long look(Burst burst) {
        int count = burst.count;
        MemorySegment.copy(burst.offsets, ValueLayout.JAVA_LONG, 0, offsets, 0, count);
        MemorySegment.copy(burst.lengths, ValueLayout.JAVA_INT, 0, lengths, 0, count);
        MemorySegment.copy(burst.flags, ValueLayout.JAVA_BYTE, 0, flags, 0, count);
        long whole = wholeFrames(burst);
        long plain = 0;
        for (int from = 0; from < count; from += GROUP) {
            int to = Math.min(from + GROUP, count);
            plain |= glance.look(burst.frames, offsets, lengths, whole, from, to);
            flows.glance(glance, plain, from, to);
        }
        return plain;
    }

    /** This inspector's Ethernet frames that lie in one piece where the port put them. */
    private long wholeFrames(Burst burst) {
        long whole = 0;
        for (int i = 0; i < burst.count; i++) {
            boolean isWhole = burst.linkTypes[i] == 1 & (flags[i] & (Burst.IN_SCRATCH | Burst.TRUNCATED)) == 0;
            if (isWhole && share.isMine(burst, i)) {
                whole |= 1L << i;
            }
        }
        return whole;
    }

    /**
     * Passes the frames from {@code from} on that are such datagrams; with these all is done.
     *
     * @param plain what {@link #look} gave, {@code from} among them
     * @return the first that is none
     */
    int pass(Burst burst, long plain, int from) {
        int end = flows.pass(plain, from, burst.count, burst.timestampsNs, lengths);
        datagrams += end - from;
        for (int i = from; i < end; i++) {
            bytes += lengths[i];
        }
        return end;
    }

    /** Counts those of the burst; returns their number. */
    int finish() {
        int passed = datagrams;
        decoder.countGlanced(passed, bytes);
        datagrams = 0;
        bytes = 0;
        return passed;
    }
}
