package org.sluice.control.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps a plane running until it ends, or the process is told to end; gives it time to end in good order. */
final class PlaneLife {
    private static final long ORDERLY_END_SECONDS = 10;

    private PlaneLife() {
    }

    /** Runs the plane to its end; the exit status. */
    static int run(Plane plane) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> end(plane, ended), "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return plane.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.OK;
        } finally {
            plane.close();
            ended.countDown();
            removeHook(hook);
        }
    }

    private static void end(Plane plane, CountDownLatch ended) {
        plane.close();
        try {
            ended.await(ORDERLY_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook is what closed the plane.
            Thread.currentThread().setName("ended");
        }
    }
}
