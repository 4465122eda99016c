package org.sluice.dataplane.pipeline;

import org.agrona.concurrent.Agent;
import org.sluice.dataplane.port.FrameSink;
import org.sluice.dataplane.verdict.InjectionQueue;

/** Sends the frames of our own making that an inspector has queued. Runs on the I/O thread. */
final class InjectStage implements Agent {
    private final InjectionQueue queue;
    private final FrameSink[] sinks;

    /** @param sinks by port index */
    InjectStage(InjectionQueue queue, FrameSink[] sinks) {
        this.queue = queue;
        this.sinks = sinks;
    }

    @Override
    public int doWork() {
        return queue.drainTo(sinks);
    }

    @Override
    public String roleName() {
        return "inject";
    }
}
