package org.sluice.dataplane.contract;

import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Writes packets into a worker's capture ring. A full ring loses the packet and counts it. Allocates nothing; one
 * thread.
 */
public final class CaptureWriter {
    private final OneToOneRingBuffer ring;
    private final UnsafeBuffer staging;
    private final MemorySegment segment;
    private final CaptureFlyweight flyweight = new CaptureFlyweight();
    private final Counter written;
    private final Counter lost;

    CaptureWriter(final EventRing ring, final CounterRegistry counters) {
        this.ring = ring.buffer();
        final ByteBuffer memory =
            ByteBuffer.allocateDirect(Math.min(EventWriter.MAX_EVENT_LENGTH, this.ring.maxMsgLength()));
        staging = new UnsafeBuffer(memory);
        segment = MemorySegment.ofBuffer(memory);
        flyweight.wrap(staging, 0);
        written = counters.counter("capture_ring.written", "Packets written to the capture ring");
        lost = counters.counter("capture_ring.lost", "Packets lost because the capture ring was full");
    }

    /**
     * @param timestampNs ns since the epoch
     * @param flowId      0: none
     * @param frameNumber 0: none
     * @param interfaceId it came in at
     * @param direction   of its flow
     * @param linkType    as in pcap files
     * @param memory      holding the packet
     * @param offset      of its first byte
     * @param length      on the wire; what does not fit an eighth of the ring is cut
     * @return whether it fitted; if not, it is counted
     */
    public boolean write(
        final long timestampNs, final long flowId, final long frameNumber, final int interfaceId,
        final Direction direction, final int linkType, final MemorySegment memory, final long offset, final int length) {
        final int cut = Math.min(length, staging.capacity() - CaptureFlyweight.LENGTH);
        flyweight.put(timestampNs, flowId, frameNumber, interfaceId, linkType, length, direction);
        MemorySegment.copy(memory, offset, segment, CaptureFlyweight.LENGTH, cut);
        final int index = ring.tryClaim(CaptureFlyweight.TYPE_CODE, CaptureFlyweight.LENGTH + cut);
        if (index < 0) {
            lost.increment();
            return false;
        }
        ring.buffer().putBytes(index, staging, 0, CaptureFlyweight.LENGTH + cut);
        ring.commit(index);
        written.increment();
        return true;
    }
}
