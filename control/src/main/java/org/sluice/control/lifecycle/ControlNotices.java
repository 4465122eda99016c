package org.sluice.control.lifecycle;

import org.sluice.dataplane.contract.CounterSet;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;
import org.sluice.dataplane.contract.NoticeCode;
import org.sluice.dataplane.contract.NoticeFlyweight;

import java.util.function.LongSupplier;

/** What the control plane itself has to say in the journal. Any thread. */
public final class ControlNotices {
    /** Worker number of the control plane's own events. */
    public static final int WORKER = -2;

    private final EventRing ring = EventRing.inMemory(WORKER, EventRing.MIN_CAPACITY);
    private final EventWriter writer = ring.writer(CounterSet.inMemory(8).registry(WORKER));
    private final LongSupplier clockMs;

    /** @param clockMs ms since the epoch */
    public ControlNotices(final LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    /** @return the ring that the drain empties */
    EventRing ring() {
        return ring;
    }

    /**
     * @param code       what is said
     * @param generation of the image meant, 0 when none
     * @param text       the words
     */
    public synchronized void say(final NoticeCode code, final long generation, final String text) {
        writer.begin(EventType.NOTICE, clockMs.getAsLong() * 1_000_000L);
        writer.notice().notice(code, generation, 0);
        final byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        writer.attributes().string(NoticeFlyweight.TEXT, bytes, 0, Math.min(bytes.length, 4096));
        writer.commit();
    }
}
