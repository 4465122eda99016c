package org.sluice.dataplane.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.Sequence;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.sluice.dataplane.port.Burst;

/**
 * Hands every burst of a ring to an inspector. An exception that escapes the inspector is our defect, never the
 * packet's: it is recorded, the frames left without a verdict get that of the failure policy, and the worker goes on.
 */
final class InspectStage implements Agent, EventPoller.Handler<Burst> {
    private final EventPoller<Burst> poller;
    private final BurstInspector inspector;
    private final ErrorHandler errors;
    private int inspected;

    InspectStage(EventPoller<Burst> poller, BurstInspector inspector, ErrorHandler errors) {
        this.poller = poller;
        this.inspector = inspector;
        this.errors = errors;
    }

    @Override
    public int doWork() throws Exception {
        inspected = 0;
        if (poller.poll(this) != EventPoller.PollState.PROCESSING) {
            return inspector.onIdle();
        }
        return inspected;
    }

    @Override
    public boolean onEvent(Burst burst, long sequence, boolean endOfBatch) {
        if (burst.disposition == Burst.INSPECT) {
            inspect(burst, inspector, errors);
        }
        inspected += burst.count;
        return true;
    }

    /** Has a burst inspected, whatever the inspector throws. */
    static void inspect(Burst burst, BurstInspector inspector, ErrorHandler errors) {
        try {
            inspector.onBurst(burst);
        } catch (Throwable unexpected) {
            errors.onError(unexpected);
        }
    }

    /** How far it has come: the transmit stage waits for it. */
    Sequence sequence() {
        return poller.getSequence();
    }

    @Override
    public String roleName() {
        return "inspect";
    }
}
