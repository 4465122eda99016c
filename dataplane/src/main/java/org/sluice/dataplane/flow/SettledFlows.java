package org.sluice.dataplane.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Counts datagrams for flows that have no use for more: the application layer has given the flow up, and no packet of
 * it is dropped. One loop, without calls on purpose: what has to be checked of the records' memory is then checked once
 * a burst, and the JIT leaves no part of it out of line.
 */
final class SettledFlows {
    // All fields are aligned; layouts that say so would have it checked at every access.
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final int STATE_SHIFT = 16;
    private static final int STATUS_SHIFT = 32;

    private final MemorySegment records;
    private final long shortestTimeoutNs;

    /** @param shortestTimeoutNs a flow that was silent for longer may be over, and is none of these */
    SettledFlows(MemorySegment records, long shortestTimeoutNs) {
        this.records = records;
        this.shortestTimeoutNs = shortestTimeoutNs;
    }

    /** Does the work of {@link FlowTable#pass}, as long as the likely record of each datagram is that of its flow. */
    int pass(FlowLookahead glanced, long chosen, int from, int to, long[] timestampsNs, int[] lengths) {
        for (int i = from; i < to; i++) {
            int candidate = glanced.candidate(i);
            if ((chosen >>> i & 1) == 0 || candidate == FlowLookahead.NONE) {
                return i;
            }
            long record = (long) candidate * FlowRecord.BYTES;
            int clientEnd = records.get(INT, record + FlowRecord.CLIENT_END);
            int fromClient = glanced.sourceEnd(i) ^ clientEnd;
            int direction = (fromClient | -fromClient) >>> 31;
            boolean isFlow = records.get(LONG, record + FlowRecord.HASH) == glanced.hash(i)
                    & (direction == 0 | glanced.destinationEnd(i) == clientEnd);
            long flags = records.get(LONG, record + FlowRecord.FLAGS);
            long lastSeenNs = records.get(LONG, record + FlowRecord.LAST_SEEN_NS);
            int idle = Flow.APP_IDLE << direction;
            boolean isSettled = ((int) (flags >>> STATUS_SHIFT) & (idle | Flow.DROP)) == idle
                    & timestampsNs[i] - lastSeenNs <= shortestTimeoutNs;
            if (!(isFlow & isSettled)) {
                return i;
            }
            long packets = record + FlowRecord.PACKETS + 8L * direction;
            long bytes = record + FlowRecord.BYTES_SEEN + 8L * direction;
            long packetsBefore = records.get(LONG, packets);
            long bytesBefore = records.get(LONG, bytes);
            records.set(LONG, packets, packetsBefore + 1);
            records.set(LONG, bytes, bytesBefore + lengths[i]);
            records.set(LONG, record + FlowRecord.LAST_SEEN_NS, Math.max(lastSeenNs, timestampsNs[i]));
            records.set(LONG, record + FlowRecord.FLAGS, seenDatagram(flags, direction));
        }
        return to;
    }

    /** The flags of a flow that is not TCP's after another packet: seen both ways, it is established. */
    static long seenDatagram(long flags, int direction) {
        long seen = flags | (long) Flow.SEEN << direction + STATUS_SHIFT;
        // From NEW, which is 0; other states stay.
        boolean establishes = (seen >>> STATUS_SHIFT & Flow.SEEN_BOTH) == Flow.SEEN_BOTH
                & (flags >>> STATE_SHIFT & 0xff) == 0;
        return establishes ? seen | (long) FlowState.ESTABLISHED.ordinal() << STATE_SHIFT : seen;
    }
}
