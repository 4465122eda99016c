package org.sluice.dataplane.contract;

import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.errors.ErrorConsumer;
import org.agrona.concurrent.errors.ErrorLogReader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The control plane's side of a cnc directory: maps what the data plane made. One thread, apart from
 * {@link #commands()} and {@link #counters()}.
 */
public final class CncClient implements AutoCloseable {
    private final Path directory;
    private final MappedFile file;
    private final UnsafeBuffer metadata;
    private final CommandProxy commands;
    private final CounterView counters;

    private CncClient(final Path directory, final MappedFile file, final UnsafeBuffer metadata) {
        this.directory = directory;
        this.file = file;
        this.metadata = metadata;
        commands = new CommandProxy(CncDescriptor.commands(metadata, file.buffer()));
        counters = new CounterView(
            CncDescriptor.countersMetadata(metadata, file.buffer()), CncDescriptor.countersValues(metadata, file.buffer()));
    }

    /**
     * Maps {@code cnc.dat}; the data plane need not be alive.
     *
     * @param directory of the data plane
     * @return the client
     * @throws CncException when there is none, it is not finished, or another release wrote it
     */
    public static CncClient attach(final Path directory) {
        final CncClient client = tryAttach(directory);
        if (client == null) {
            throw new CncException("no data plane in " + directory + ": " + CncDescriptor.CNC_FILE +
                " is missing or not finished; is the data plane running with this cnc directory?");
        }
        return client;
    }

    /**
     * Like {@link #attach}, for one who waits.
     *
     * @param directory of the data plane
     * @return the client, null when there is no finished {@code cnc.dat} yet
     * @throws CncException when another release wrote it
     */
    public static CncClient tryAttach(final Path directory) {
        final Path path = directory.resolve(CncDescriptor.CNC_FILE);
        if (!Files.isRegularFile(path)) {
            return null;
        }
        final MappedFile file = MappedFile.open(path);
        final UnsafeBuffer whole = new UnsafeBuffer(file.buffer());
        final int version =
            whole.capacity() < CncDescriptor.METADATA_LENGTH ? 0 : whole.getIntVolatile(CncDescriptor.VERSION_OFFSET);
        if (version == 0) {
            file.close();
            return null;
        }
        if (version != CncDescriptor.VERSION) {
            file.close();
            throw new CncException(path + " has version " + version + ", this program reads version " +
                CncDescriptor.VERSION + ": data plane and control plane are of different releases; restart both from one");
        }
        return new CncClient(directory, file, new UnsafeBuffer(file.buffer(), 0, CncDescriptor.METADATA_LENGTH));
    }

    static String describeOwner(final Path directory) {
        try (CncClient client = tryAttach(directory)) {
            return client == null ? "still starting" : "pid " + client.pid() + ", last heartbeat " +
                (System.currentTimeMillis() - client.heartbeatMs()) + " ms ago";
        } catch (final CncException ex) {
            return ex.getMessage();
        }
    }

    /**
     * Whether the last owner of a directory, which lives no more, was letting packets through at most so long ago. To
     * be asked before the files are made anew.
     */
    static boolean diedRunning(final Path directory, final long withinMs, final long nowMs) {
        try (CncClient client = tryAttach(directory)) {
            return client != null && client.state() == DataPlaneState.RUNNING && client.heartbeatMs() != 0
                && nowMs - client.heartbeatMs() <= withinMs;
        } catch (final CncException ex) {
            return false;
        }
    }

    /** @return the directory */
    public Path directory() {
        return directory;
    }

    /** @return number of workers */
    public int workers() {
        return metadata.getInt(CncDescriptor.WORKERS_OFFSET);
    }

    /** @return process id of the data plane */
    public long pid() {
        return metadata.getLong(CncDescriptor.PID_OFFSET);
    }

    /** @return start of the data plane, ns since the epoch: tells one run from the next */
    public long startNs() {
        return metadata.getLong(CncDescriptor.START_NS_OFFSET);
    }

    /** @return last sign of life, ms since the epoch; 0 after an orderly end */
    public long heartbeatMs() {
        return metadata.getLongVolatile(CncDescriptor.HEARTBEAT_MS_OFFSET);
    }

    /** @return what the data plane says of itself */
    public DataPlaneState state() {
        return DataPlaneState.of(metadata.getIntVolatile(CncDescriptor.STATE_OFFSET));
    }

    /**
     * @param nowMs     ms since the epoch
     * @param timeoutMs silence that means death
     * @return whether the data plane gives signs of life; its pid is not asked for, it may be another container's
     */
    public boolean isLive(final long nowMs, final long timeoutMs) {
        return nowMs - heartbeatMs() <= timeoutMs;
    }

    /** @return whether another data plane has made the directory anew since: close this and attach again */
    public boolean isSuperseded() {
        final ByteBuffer head = ByteBuffer.allocate(CncDescriptor.HEARTBEAT_MS_OFFSET).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(directory.resolve(CncDescriptor.CNC_FILE), StandardOpenOption.READ)) {
            final boolean whole = channel.read(head, 0) == head.capacity();
            return whole && head.getInt(CncDescriptor.VERSION_OFFSET) != 0 &&
                head.getLong(CncDescriptor.START_NS_OFFSET) != startNs();
        } catch (final IOException ex) {
            return false;
        }
    }

    /** @return interface names by their id in events */
    public List<String> interfaceNames() {
        return InterfaceNames.get(metadata);
    }

    /** @return commands to the data plane */
    public CommandProxy commands() {
        return commands;
    }

    /** @return the data plane's counters */
    public CounterView counters() {
        return counters;
    }

    /**
     * @param consumer takes each distinct error
     * @return how many there are
     */
    public int readErrors(final ErrorConsumer consumer) {
        return ErrorLogReader.read(CncDescriptor.errorLog(metadata, file.buffer()), consumer);
    }

    /** @return the event rings of the workers, then the conductor's, freshly mapped: the caller closes them */
    public List<EventRing> openEventRings() {
        final List<EventRing> rings = new ArrayList<>();
        for (int worker = 0; worker < workers(); worker++) {
            rings.add(EventRing.open(directory.resolve(RingFileDescriptor.fileName(RingFileDescriptor.EVENTS, worker))));
        }
        rings.add(EventRing.open(directory.resolve(
            RingFileDescriptor.fileName(RingFileDescriptor.EVENTS, RingFileDescriptor.CONDUCTOR))));
        return rings;
    }

    /**
     * @param worker from 0
     * @return its capture ring, freshly mapped: the caller closes it
     */
    public EventRing openCaptureRing(final int worker) {
        return EventRing.open(directory.resolve(RingFileDescriptor.fileName(RingFileDescriptor.CAPTURE, worker)));
    }

    /**
     * Event rings that data planes now dead left behind, oldest first. When one is drained:
     * {@link #removeOrphan}.
     *
     * @param directory of the data plane
     * @return the rings, freshly mapped
     */
    public static List<EventRing> openOrphans(final Path directory) {
        final List<EventRing> rings = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            for (final Path path : OrphanRings.find(directory)) {
                rings.add(EventRing.open(path));
            }
        }
        return rings;
    }

    /** @param orphan drained: closed and deleted */
    public static void removeOrphan(final EventRing orphan) {
        final Path path = orphan.path();
        orphan.close();
        OrphanRings.delete(path);
    }

    @Override
    public void close() {
        file.close();
    }
}
