package org.sluice.dataplane.contract;

import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.errors.DistinctErrorLog;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.agrona.concurrent.status.CountersReader;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The data plane's side of a cnc directory: makes it, takes over a dead owner's, refuses a living one's. Close it only
 * after every thread that writes counters or rings has ended.
 */
public final class CncOwner implements AutoCloseable {
    private final CncContext context;
    private static final long RECENTLY_MS = 60_000;

    private final FileChannel lockChannel;
    private final boolean takesOver;
    private final MappedFile file;
    private final UnsafeBuffer metadata;
    private final CounterSet counters;
    private final DistinctErrorLog errorLog;
    private final CommandReceiver commands;
    private final List<EventRing> eventRings = new ArrayList<>();
    private final List<EventRing> captureRings = new ArrayList<>();
    private final EventRing conductorRing;

    private CncOwner(final CncContext context, final FileChannel lockChannel, final boolean takesOver) {
        this.context = context;
        this.lockChannel = lockChannel;
        this.takesOver = takesOver;
        final Path directory = context.directory();
        final long startNs = context.clock().time() * 1_000_000L;
        for (int worker = 0; worker < context.workers(); worker++) {
            eventRings.add(ring(RingFileDescriptor.EVENTS, worker, context.eventRingLength(), startNs));
            captureRings.add(ring(RingFileDescriptor.CAPTURE, worker, context.captureRingLength(), startNs));
        }
        conductorRing = ring(
            RingFileDescriptor.EVENTS, RingFileDescriptor.CONDUCTOR, context.conductorRingLength(), startNs);
        final int maxCounters = Math.multiplyExact(context.countersPerWorker(), context.workers() + 1);
        final int commandLength = context.commandRingLength() + RingBufferDescriptor.TRAILER_LENGTH;
        final int metadataLength = Math.multiplyExact(maxCounters, CountersReader.METADATA_LENGTH);
        final int valuesLength = Math.multiplyExact(maxCounters, CountersReader.COUNTER_LENGTH);
        final int errorLength = BitUtil.align(context.errorLogLength(), BitUtil.CACHE_LINE_LENGTH);
        file = MappedFile.create(
            directory.resolve(CncDescriptor.CNC_FILE),
            CncDescriptor.totalLength(commandLength, metadataLength, valuesLength, errorLength));
        metadata = new UnsafeBuffer(file.buffer(), 0, CncDescriptor.METADATA_LENGTH);
        metadata.putInt(CncDescriptor.WORKERS_OFFSET, context.workers());
        metadata.putLong(CncDescriptor.PID_OFFSET, ProcessHandle.current().pid());
        metadata.putLong(CncDescriptor.START_NS_OFFSET, startNs);
        metadata.putInt(CncDescriptor.COMMAND_LENGTH_OFFSET, commandLength);
        metadata.putInt(CncDescriptor.COUNTERS_METADATA_LENGTH_OFFSET, metadataLength);
        metadata.putInt(CncDescriptor.COUNTERS_VALUES_LENGTH_OFFSET, valuesLength);
        metadata.putInt(CncDescriptor.ERROR_LOG_LENGTH_OFFSET, errorLength);
        metadata.putInt(CncDescriptor.EVENT_RING_LENGTH_OFFSET, context.eventRingLength());
        metadata.putInt(CncDescriptor.CAPTURE_RING_LENGTH_OFFSET, context.captureRingLength());
        metadata.putInt(CncDescriptor.CONDUCTOR_RING_LENGTH_OFFSET, context.conductorRingLength());
        InterfaceNames.put(metadata, context.interfaceNames());
        counters = new CounterSet(
            CncDescriptor.countersMetadata(metadata, file.buffer()), CncDescriptor.countersValues(metadata, file.buffer()));
        errorLog = new DistinctErrorLog(CncDescriptor.errorLog(metadata, file.buffer()), context.clock());
        commands = new CommandReceiver(CncDescriptor.commands(metadata, file.buffer()));
        heartbeat();
        metadata.putIntRelease(CncDescriptor.VERSION_OFFSET, CncDescriptor.VERSION);
    }

    private EventRing ring(final String prefix, final int worker, final int capacity, final long startNs) {
        final Path path = context.directory().resolve(RingFileDescriptor.fileName(prefix, worker));
        return EventRing.create(path, worker, capacity, startNs);
    }

    /**
     * Makes the directory, or takes it over from a data plane that died: its undrained event rings are kept under
     * another name, for the control plane to drain.
     *
     * @param context settings; concluded here
     * @return the owner
     * @throws CncException when a living data plane has it, it cannot be made, or a setting is wrong
     */
    public static CncOwner create(final CncContext context) {
        context.conclude();
        final FileChannel lock = lock(context.directory());
        try {
            final boolean takesOver = CncClient.diedRunning(context.directory(), RECENTLY_MS, context.clock().time());
            OrphanRings.setAside(context.directory(), context.orphansKept());
            return new CncOwner(context, lock, takesOver);
        } catch (final RuntimeException ex) {
            closeQuietly(lock);
            throw ex;
        }
    }

    private static FileChannel lock(final Path directory) {
        final Path path = directory.resolve(CncDescriptor.LOCK_FILE);
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            final FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
            closeQuietly(channel);
            throw inUse(directory);
        } catch (final OverlappingFileLockException ex) {
            closeQuietly(channel);
            throw inUse(directory);
        } catch (final IOException ex) {
            throw new CncException("cannot lock " + path + ": " + ex +
                "; the directory must be writable by this user", ex);
        }
    }

    private static CncException inUse(final Path directory) {
        return new CncException("a living data plane owns " + directory + " (" + CncClient.describeOwner(directory) +
            "): stop it first, or give this one another cnc directory");
    }

    private static void closeQuietly(final FileChannel channel) {
        try {
            channel.close();
        } catch (final IOException ex) {
            throw new CncException("cannot close the lock of the cnc directory: " + ex, ex);
        }
    }

    /** Says that the data plane lives; to be called by its conductor every 100 ms or so. */
    public void heartbeat() {
        metadata.putLongRelease(CncDescriptor.HEARTBEAT_MS_OFFSET, context.clock().time());
    }

    /** @param state to publish */
    public void state(final DataPlaneState state) {
        metadata.putIntRelease(CncDescriptor.STATE_OFFSET, state.ordinal());
    }

    /** @return whether it takes the place of a data plane that died a moment ago with packets going through it */
    public boolean takesOver() {
        return takesOver;
    }

    /** @return start of this data plane, ns since the epoch */
    public long startNs() {
        return metadata.getLong(CncDescriptor.START_NS_OFFSET);
    }

    /**
     * @param worker from 0
     * @return its event ring
     */
    public EventRing eventRing(final int worker) {
        return eventRings.get(worker);
    }

    /**
     * @param worker from 0
     * @return its capture ring
     */
    public EventRing captureRing(final int worker) {
        return captureRings.get(worker);
    }

    /** @return the conductor's event ring, for notices */
    public EventRing conductorRing() {
        return conductorRing;
    }

    /** @return all counters */
    public CounterSet counters() {
        return counters;
    }

    /** @return where errors go: each distinct stack once, with a count; any thread */
    public DistinctErrorLog errorLog() {
        return errorLog;
    }

    /** @return commands from the control plane */
    public CommandReceiver commands() {
        return commands;
    }

    /** Leaves the directory: the files stay, for the control plane to drain, and say that nobody lives there. */
    @Override
    public void close() {
        metadata.putLongRelease(CncDescriptor.HEARTBEAT_MS_OFFSET, 0);
        eventRings.forEach(EventRing::close);
        captureRings.forEach(EventRing::close);
        conductorRing.close();
        file.close();
        closeQuietly(lockChannel);
    }
}
