package org.sluice.dataplane.contract;

import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** One ring of events or captured packets: one writer, one reader, in a mapped file or in memory. */
public final class EventRing implements AutoCloseable {
    /** Least capacity of a ring in bytes: an event may take an eighth of it. */
    public static final int MIN_CAPACITY = 64 * 1024;

    private final OneToOneRingBuffer ring;
    private final MappedFile file;
    private final int worker;
    private final long startNs;

    private EventRing(final OneToOneRingBuffer ring, final MappedFile file, final int worker, final long startNs) {
        this.ring = ring;
        this.file = file;
        this.worker = worker;
        this.startNs = startNs;
    }

    /**
     * A ring in this process's memory, for replay and tests.
     *
     * @param worker   number of the worker that writes it
     * @param capacity in bytes, a power of two, at least {@link #MIN_CAPACITY}
     * @return the ring
     */
    public static EventRing inMemory(final int worker, final int capacity) {
        checkCapacity("in-memory event ring", capacity);
        final ByteBuffer memory = ByteBuffer.allocateDirect(capacity + RingBufferDescriptor.TRAILER_LENGTH);
        return new EventRing(new OneToOneRingBuffer(new UnsafeBuffer(memory)), null, worker, 0);
    }

    static EventRing create(final Path path, final int worker, final int capacity, final long startNs) {
        final long length =
            (long)RingFileDescriptor.HEADER_LENGTH + capacity + RingBufferDescriptor.TRAILER_LENGTH;
        final MappedFile file = MappedFile.create(path, length);
        final UnsafeBuffer header = new UnsafeBuffer(file.buffer(), 0, RingFileDescriptor.HEADER_LENGTH);
        header.putInt(RingFileDescriptor.WORKER_OFFSET, worker);
        header.putLong(RingFileDescriptor.START_NS_OFFSET, startNs);
        header.putIntRelease(RingFileDescriptor.VERSION_OFFSET, CncDescriptor.VERSION);
        return over(file, header);
    }

    static EventRing open(final Path path) {
        final MappedFile file = MappedFile.open(path);
        final UnsafeBuffer whole = new UnsafeBuffer(file.buffer());
        final int version =
            whole.capacity() < RingFileDescriptor.HEADER_LENGTH ? 0 : whole.getIntVolatile(RingFileDescriptor.VERSION_OFFSET);
        final int capacity =
            whole.capacity() - RingFileDescriptor.HEADER_LENGTH - RingBufferDescriptor.TRAILER_LENGTH;
        if (version != CncDescriptor.VERSION || capacity < MIN_CAPACITY || !BitUtil.isPowerOfTwo(capacity)) {
            file.close();
            throw new CncException(path + " is no event ring of version " + CncDescriptor.VERSION + " (version " +
                version + ", capacity " + capacity + "): it was written by another release, or not to its end");
        }
        return over(file, whole);
    }

    private static EventRing over(final MappedFile file, final UnsafeBuffer header) {
        final int length = file.buffer().capacity() - RingFileDescriptor.HEADER_LENGTH;
        final UnsafeBuffer body = new UnsafeBuffer(file.buffer(), RingFileDescriptor.HEADER_LENGTH, length);
        return new EventRing(
            new OneToOneRingBuffer(body), file, header.getInt(RingFileDescriptor.WORKER_OFFSET),
            header.getLong(RingFileDescriptor.START_NS_OFFSET));
    }

    static void checkCapacity(final String what, final int capacity) {
        if (capacity < MIN_CAPACITY || !BitUtil.isPowerOfTwo(capacity)) {
            throw new CncException(what + " of " + capacity + " bytes: allowed is a power of two from " +
                MIN_CAPACITY + " on");
        }
    }

    /**
     * @param counters where losses are counted
     * @return the only writer of this ring
     */
    public EventWriter writer(final CounterRegistry counters) {
        return new EventWriter(this, counters);
    }

    /**
     * @param counters where losses are counted
     * @return the only writer of this ring, when it is a capture ring
     */
    public CaptureWriter captureWriter(final CounterRegistry counters) {
        return new CaptureWriter(this, counters);
    }

    /** @return the only reader of this ring */
    public EventReader reader() {
        return new EventReader(this);
    }

    /** @return number of the worker that writes it, -1: the conductor */
    public int worker() {
        return worker;
    }

    /** @return start of the data plane that writes it, ns since the epoch; 0 in memory */
    public long startNs() {
        return startNs;
    }

    /** @return bytes written and not yet taken */
    public int pendingBytes() {
        return ring.size();
    }

    OneToOneRingBuffer buffer() {
        return ring;
    }

    Path path() {
        return file == null ? null : file.path();
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
