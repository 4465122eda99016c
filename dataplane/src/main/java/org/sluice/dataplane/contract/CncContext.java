package org.sluice.dataplane.contract;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Settings of a cnc directory, as its owner, the data plane, makes it. Sizes decide how long a reader may be away. */
public final class CncContext {
    private Path directory = CncDescriptor.DEFAULT_DIRECTORY;
    private int workers = 1;
    private List<String> interfaceNames = List.of();
    private int eventRingLength = 8 * 1024 * 1024;
    private int captureRingLength = 4 * 1024 * 1024;
    private int conductorRingLength = 256 * 1024;
    private int commandRingLength = 64 * 1024;
    private int errorLogLength = 256 * 1024;
    private int countersPerWorker = 1024;
    private int orphansKept = 3;
    private EpochClock clock = SystemEpochClock.INSTANCE;

    /** @return default /dev/shm/sluice: memory, so that no disk can slow a worker */
    public Path directory() {
        return directory;
    }

    /**
     * @param directory to make
     * @return this
     */
    public CncContext directory(final Path directory) {
        this.directory = directory;
        return this;
    }

    /** @return number of workers, default 1: each gets an event ring and a capture ring */
    public int workers() {
        return workers;
    }

    /**
     * @param workers 1 to 1024
     * @return this
     */
    public CncContext workers(final int workers) {
        this.workers = workers;
        return this;
    }

    /** @return names of the interfaces by their id in events, default none; all in 4 KB */
    public List<String> interfaceNames() {
        return interfaceNames;
    }

    /**
     * @param interfaceNames by id
     * @return this
     */
    public CncContext interfaceNames(final List<String> interfaceNames) {
        this.interfaceNames = List.copyOf(interfaceNames);
        return this;
    }

    /** @return bytes of a worker's event ring, default 8 MiB: 16,000 alerts of 500 bytes, a minute at 270 a second */
    public int eventRingLength() {
        return eventRingLength;
    }

    /**
     * @param eventRingLength a power of two, at least 64 KiB; the longest event is an eighth of it
     * @return this
     */
    public CncContext eventRingLength(final int eventRingLength) {
        this.eventRingLength = eventRingLength;
        return this;
    }

    /** @return bytes of a worker's capture ring, default 4 MiB: 10,000 packets of 400 bytes */
    public int captureRingLength() {
        return captureRingLength;
    }

    /**
     * @param captureRingLength a power of two, at least 64 KiB
     * @return this
     */
    public CncContext captureRingLength(final int captureRingLength) {
        this.captureRingLength = captureRingLength;
        return this;
    }

    /** @return bytes of the conductor's event ring, default 256 KiB: 1,000 notices */
    public int conductorRingLength() {
        return conductorRingLength;
    }

    /**
     * @param conductorRingLength a power of two, at least 64 KiB
     * @return this
     */
    public CncContext conductorRingLength(final int conductorRingLength) {
        this.conductorRingLength = conductorRingLength;
        return this;
    }

    /** @return bytes of the command ring, default 64 KiB */
    public int commandRingLength() {
        return commandRingLength;
    }

    /**
     * @param commandRingLength a power of two, at least 64 KiB
     * @return this
     */
    public CncContext commandRingLength(final int commandRingLength) {
        this.commandRingLength = commandRingLength;
        return this;
    }

    /** @return bytes of the distinct error log, default 256 KiB: about 100 distinct stack traces */
    public int errorLogLength() {
        return errorLogLength;
    }

    /**
     * @param errorLogLength at least 4 KiB
     * @return this
     */
    public CncContext errorLogLength(final int errorLogLength) {
        this.errorLogLength = errorLogLength;
        return this;
    }

    /** @return counters for each worker and for the conductor, default 1024, of 640 bytes each */
    public int countersPerWorker() {
        return countersPerWorker;
    }

    /**
     * @param countersPerWorker 16 to 65536
     * @return this
     */
    public CncContext countersPerWorker(final int countersPerWorker) {
        this.countersPerWorker = countersPerWorker;
        return this;
    }

    /** @return how many undrained rings of dead data planes are kept for each ring, default 3 */
    public int orphansKept() {
        return orphansKept;
    }

    /**
     * @param orphansKept 0 to 100
     * @return this
     */
    public CncContext orphansKept(final int orphansKept) {
        this.orphansKept = orphansKept;
        return this;
    }

    /** @return clock of start time and heartbeats, default the system's */
    public EpochClock clock() {
        return clock;
    }

    /**
     * @param clock ms since the epoch
     * @return this
     */
    public CncContext clock(final EpochClock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Checks every setting.
     *
     * @return this
     * @throws CncException naming the first setting that is wrong, and what is allowed
     */
    public CncContext conclude() {
        checkRange("workers", workers, 1, 1024);
        checkRange("countersPerWorker", countersPerWorker, 16, 65536);
        checkRange("orphansKept", orphansKept, 0, 100);
        checkRange("errorLogLength", errorLogLength, 4096, 1 << 30);
        EventRing.checkCapacity("eventRingLength", eventRingLength);
        EventRing.checkCapacity("captureRingLength", captureRingLength);
        EventRing.checkCapacity("conductorRingLength", conductorRingLength);
        EventRing.checkCapacity("commandRingLength", commandRingLength);
        int names = Integer.BYTES;
        for (final String name : interfaceNames) {
            names += Integer.BYTES + name.getBytes(StandardCharsets.UTF_8).length;
        }
        checkRange("bytes of interfaceNames", names, 0, CncDescriptor.METADATA_LENGTH - CncDescriptor.INTERFACES_OFFSET);
        return this;
    }

    private static void checkRange(final String name, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new CncException(name + " is " + value + "; allowed is " + least + " to " + most);
        }
    }
}
