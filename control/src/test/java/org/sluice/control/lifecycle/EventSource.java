package org.sluice.control.lifecycle;

import org.sluice.dataplane.contract.CncContext;
import org.sluice.dataplane.contract.CncOwner;
import org.sluice.dataplane.contract.DataPlaneState;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A process that does nothing but write events, until it is killed. Argument: the cnc directory. */
final class EventSource {
    private EventSource() {
    }

    public static void main(final String[] arguments) {
        final CncOwner owner = CncOwner.create(
            new CncContext().directory(Path.of(arguments[0])).eventRingLength(1 << 20).captureRingLength(1 << 16));
        owner.state(DataPlaneState.RUNNING);
        final EventWriter writer = owner.eventRing(0).writer(owner.counters().registry(0));
        for (long i = 1; ; i++) {
            writer.begin(EventType.DROP, System.currentTimeMillis() * 1_000_000);
            writer.commit();
            if (i % 64 == 0) {
                owner.heartbeat();
                LockSupport.parkNanos(200_000);
            }
        }
    }
}
