package org.sluice.control.lifecycle;

import org.sluice.dataplane.contract.CncContext;
import org.sluice.dataplane.contract.CncOwner;
import org.sluice.dataplane.contract.CommandListener;
import org.sluice.dataplane.contract.CounterName;
import org.sluice.dataplane.contract.Counters;
import org.sluice.dataplane.contract.DataPlaneState;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;
import org.sluice.dataplane.contract.NoticeCode;
import org.sluice.dataplane.contract.NoticeFlyweight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Answers commands as a data plane of two workers does; its conductor is a thread of this process. */
final class FakeDataPlane implements AutoCloseable, CommandListener {
    private final CncOwner owner;
    private final List<Counters> workers = new ArrayList<>();
    private final Counters conductor;
    private final EventWriter notices;
    private final EventWriter events;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile String refusal;
    private volatile int adopting = 2;
    private volatile Path image;

    FakeDataPlane(final Path directory) {
        owner = CncOwner.create(new CncContext().directory(directory).workers(2)
            .eventRingLength(EventRing.MIN_CAPACITY).captureRingLength(EventRing.MIN_CAPACITY)
            .interfaceNames(List.of("left", "right")));
        for (int worker = 0; worker < 2; worker++) {
            workers.add(new Counters(owner.counters().registry(worker)));
        }
        conductor = new Counters(owner.counters().registry(-1));
        notices = owner.conductorRing().writer(owner.counters().registry(-1));
        events = owner.eventRing(0).writer(owner.counters().registry(0));
        owner.state(DataPlaneState.RUNNING);
        thread = Thread.ofPlatform().start(() -> {
            while (running) {
                owner.heartbeat();
                owner.commands().poll(this);
                LockSupport.parkNanos(1_000_000);
            }
        });
    }

    /** Refuses images from now on. */
    void refuseImages(final String reason) {
        refusal = reason;
    }

    /** So many workers adopt images from now on. */
    void adopting(final int workers) {
        adopting = workers;
    }

    Path image() {
        return image;
    }

    long startNs() {
        return owner.startNs();
    }

    void drop(final long timestampNs) {
        events.begin(EventType.DROP, timestampNs).interfaceId(1);
        events.commit();
    }

    void fail(final Exception error) {
        owner.errorLog().record(error);
    }

    @Override
    public void onLoadImage(final long correlationId, final long generation, final Path image) {
        if (refusal != null) {
            conductor.get(CounterName.DETECT_REFUSED_GENERATION).setOrdered(generation);
            notices.begin(EventType.NOTICE, 1);
            notices.notice().notice(NoticeCode.IMAGE_REFUSED, generation, correlationId);
            notices.attributes().string(NoticeFlyweight.TEXT, refusal);
            notices.commit();
            return;
        }
        this.image = image;
        for (int worker = 0; worker < adopting; worker++) {
            workers.get(worker).get(CounterName.DETECT_GENERATION).setOrdered(generation);
        }
    }

    @Override
    public void onShadowImage(final long correlationId, final long generation, final Path image) {
        throw new AssertionError("not asked for in these tests");
    }

    @Override
    public void onClearShadow(final long correlationId) {
        throw new AssertionError("not asked for in these tests");
    }

    @Override
    public void onSetLink(final long correlationId, final int wire, final boolean up) {
        throw new AssertionError("not asked for in these tests");
    }

    @Override
    public void onStop(final long correlationId, final String reason) {
        running = false;
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        owner.close();
    }
}
