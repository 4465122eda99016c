package org.sluice.control.journal;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.sluice.control.files.FileStore;
import org.sluice.dataplane.contract.CncClient;
import org.sluice.dataplane.contract.EventHandler;
import org.sluice.dataplane.contract.EventHeaderFlyweight;
import org.sluice.dataplane.contract.EventReader;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves events from the rings into the journal, once each: what a crash between append and release would bring twice is
 * told by its sequence. What the journal does not take stays in its ring. One thread.
 */
public final class DrainAgent implements Agent {
    /** Most events of a ring in one go: what a crash can repeat. */
    private static final int LIMIT = 256;
    /** How far back to look for what a crash has repeated: rings times {@link #LIMIT} is enough. */
    private static final int LOOK_BACK = 100_000;

    private final Journal journal;
    private final List<Source> sources = new ArrayList<>();
    private final List<Source> own = new ArrayList<>();
    private volatile long duplicates;
    private volatile long unfinished;
    private FileStore files;
    private EventHandler listener = (typeCode, buffer, offset, length) -> true;

    /** @param journal takes the events */
    public DrainAgent(final Journal journal) {
        this.journal = journal;
    }

    /**
     * Takes over the rings that dead data planes left and drains them to their end.
     *
     * @param directory of the data plane
     */
    public void drainOrphans(final Path directory) {
        for (final EventRing ring : CncClient.openOrphans(directory)) {
            final Source source = new Source(ring);
            while (source.drain() > 0) {
                Thread.onSpinWait();
            }
            if (journal.haltReason() == null) {
                unfinished = unfinished + (source.reader.unblock() ? 1 : 0);
                CncClient.removeOrphan(ring);
            } else {
                ring.close();
            }
        }
    }

    /**
     * Adds rings to drain from now on.
     *
     * @param rings closed by {@link #detach()}
     */
    public void attach(final List<EventRing> rings) {
        rings.forEach(ring -> sources.add(new Source(ring)));
    }

    /**
     * Adds a ring in this process's memory.
     *
     * @param ring    closed by {@link #detach()} of all
     * @param startNs tells this process's run from others
     */
    public void attach(final EventRing ring, final long startNs) {
        own.add(new Source(ring, startNs));
    }

    /** @param store takes the parts of files that rules want kept, which are not journaled */
    public void files(final FileStore store) {
        files = store;
    }

    /** @param handler takes each event as it is journaled, on this agent's thread */
    public void onEvent(final EventHandler handler) {
        listener = handler;
    }

    /** Drains what the attached rings of the data plane hold and lets go of them. */
    public void detach() {
        for (final Source source : sources) {
            while (source.drain() > 0) {
                Thread.onSpinWait();
            }
            source.ring.close();
        }
        sources.clear();
    }

    @Override
    public int doWork() {
        int work = 0;
        for (int i = 0; i < sources.size(); i++) {
            work += sources.get(i).drain();
        }
        for (int i = 0; i < own.size(); i++) {
            work += own.get(i).drain();
        }
        return work;
    }

    @Override
    public void onClose() {
        doWork();
        detach();
    }

    @Override
    public String roleName() {
        return "drain";
    }

    /** @return events that a crash had brought twice and were left out */
    public long duplicates() {
        return duplicates;
    }

    /** @return records that dying data planes left unfinished */
    public long unfinished() {
        return unfinished;
    }

    private final class Source implements EventHandler {
        private final EventRing ring;
        private final long startNs;
        private final EventReader reader;
        private final EventHeaderFlyweight header = new EventHeaderFlyweight();
        private long lastSequence;

        private Source(final EventRing ring) {
            this(ring, ring.startNs());
        }

        private Source(final EventRing ring, final long startNs) {
            this.ring = ring;
            this.startNs = startNs;
            this.reader = ring.reader();
            this.lastSequence = journal.lastSequence(startNs, ring.worker(), LOOK_BACK);
        }

        private int drain() {
            return reader.poll(this, LIMIT);
        }

        @Override
        public boolean onEvent(
            final int typeCode, final MutableDirectBuffer buffer, final int offset, final int length) {
            final long sequence = header.wrap(buffer, offset).sequence();
            if (sequence <= lastSequence) {
                duplicates = duplicates + 1;
                return true;
            }
            if (isPart(typeCode, buffer, offset, length)) {
                lastSequence = sequence;
                return true;
            }
            if (!journal.append(startNs, buffer, offset, length)) {
                return false;
            }
            lastSequence = sequence;
            listener.onEvent(typeCode, buffer, offset, length);
            return true;
        }

        /** Whether it is a part of a file: with nobody to keep it, it goes no further either. */
        private boolean isPart(
            final int typeCode, final MutableDirectBuffer buffer, final int offset, final int length) {
            return files == null ? typeCode == EventType.FILE_DATA.code() : files.take(typeCode, buffer, offset, length);
        }
    }
}
