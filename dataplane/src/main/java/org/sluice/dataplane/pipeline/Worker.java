package org.sluice.dataplane.pipeline;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;

/**
 * A thread that runs stages in turn, for ever, pinned where it was told to. The stages are fused: one duty cycle is one
 * call of each.
 */
public final class Worker implements AutoCloseable {
    /** What a worker's thread does first and last: pin itself, register with DPDK, free its scratch. */
    public interface ThreadSetup {
        /** Runs on the worker's thread before its first duty cycle. */
        void onStart();

        /** Runs on the worker's thread after its last. */
        void onClose();
    }

    private final AgentRunner runner;
    private final String name;

    /**
     * @param name of the thread
     * @param stages in the order they run; an exception that leaves one is recorded and the next cycle begins
     */
    public Worker(String name, Agent[] stages, ThreadSetup setup, IdleStrategy idle, ErrorHandler errors) {
        this.name = name;
        this.runner = new AgentRunner(idle, errors, null, new Cycle(name, stages, setup));
    }

    /** Starts the thread. */
    public void start() {
        AgentRunner.startOnThread(runner, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Stops the thread after its present cycle and waits for it. */
    @Override
    public void close() {
        runner.close();
    }

    private static final class Cycle implements Agent {
        private final String name;
        private final Agent[] stages;
        private final ThreadSetup setup;

        Cycle(String name, Agent[] stages, ThreadSetup setup) {
            this.name = name;
            this.stages = stages;
            this.setup = setup;
        }

        @Override
        public void onStart() {
            setup.onStart();
        }

        @Override
        public int doWork() throws Exception {
            int work = 0;
            for (int i = 0; i < stages.length; i++) {
                work += stages[i].doWork();
            }
            return work;
        }

        @Override
        public void onClose() {
            setup.onClose();
        }

        @Override
        public String roleName() {
            return name;
        }
    }
}
