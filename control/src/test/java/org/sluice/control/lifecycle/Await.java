package org.sluice.control.lifecycle;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.fail;

/** Waits for what other threads are about to do. */
final class Await {
    private static final long DEADLINE_NS = 60_000_000_000L;

    private Await() {
    }

    static void until(final String what, final BooleanSupplier condition) {
        final long beganNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - beganNs > DEADLINE_NS) {
                fail("in 60 s not seen: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
