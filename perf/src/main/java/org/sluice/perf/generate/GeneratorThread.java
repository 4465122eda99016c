package org.sluice.perf.generate;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sluice.bindings.posix.Posix;
import org.sluice.dataplane.port.DpdkEnvironment;

/** The thread that sends and receives: pinned to a core and registered with DPDK. Trials are handed to it in turn. */
public final class GeneratorThread implements AutoCloseable {
    private static final long TICK_MS = 500;

    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "generator");
        thread.setDaemon(true);
        return thread;
    });

    /** @param core to be pinned to, -1 for none */
    public GeneratorThread(int core) {
        call(() -> {
            Posix.nameThread("generator");
            if (core >= 0) {
                Posix.pinThread(core);
            }
            DpdkEnvironment.registerThread();
            return null;
        }, () -> {});
    }

    /**
     * Has it do {@code work}; {@code onTick} runs on the calling thread every half second until then.
     *
     * @throws IllegalStateException with what the work threw
     */
    public <T> T call(Callable<T> work, Runnable onTick) {
        Future<T> future = executor.submit(work);
        while (true) {
            try {
                return future.get(TICK_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException goesOn) {
                onTick.run();
            } catch (InterruptedException asked) {
                future.cancel(true);
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped", asked);
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException known) {
                    throw known;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    @Override
    public void close() {
        executor.submit(DpdkEnvironment::unregisterThread);
        executor.shutdown();
        try {
            executor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
