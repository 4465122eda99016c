package org.sluice.perf.run;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.sluice.bindings.posix.Posix;

/**
 * What two cores of this machine are to each other: how long a line takes from one to the other and back, and how much
 * more two threads that share nothing do than one.
 */
public final class CorePair {
    private static final String USAGE = "CorePair [--first 0] [--second 1]";
    private static final int TRIPS = 1_000_000;
    private static final long WORK = 400_000_000L;
    private static final int WORDS_APART = 32;

    private CorePair() {}

    /** Prints a JSON line: the round trip in ns, and the ratio of both cores' work to one's by processor time. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(arguments, USAGE, Set.of("first", "second"));
        int[] cores = {options.number("first", 0), options.number("second", 1)};
        roundTripNs(cores);
        double roundTripNs = roundTripNs(cores);
        work(new int[] {cores[0]});
        double one = work(new int[] {cores[0]});
        double both = work(cores);
        System.out.printf(Locale.ROOT, "{\"round_trip_ns\": %.1f, \"both_ratio\": %.3f}%n", roundTripNs, both / one);
    }

    private static double roundTripNs(int[] cores) throws InterruptedException {
        AtomicLong[] line = new AtomicLong[WORDS_APART];
        for (int i = 0; i < line.length; i++) {
            line[i] = new AtomicLong(-1);
        }
        AtomicLong there = line[0];
        AtomicLong back = line[WORDS_APART - 1];
        Thread echo = new Thread(() -> {
            Posix.pinThread(cores[1]);
            for (long i = 0; i < TRIPS; i++) {
                while (there.get() != i) {
                    Thread.onSpinWait();
                }
                back.set(i);
            }
        });
        long[] tookNs = new long[1];
        Thread ask = new Thread(() -> {
            Posix.pinThread(cores[0]);
            long startNs = System.nanoTime();
            for (long i = 0; i < TRIPS; i++) {
                there.set(i);
                while (back.get() != i) {
                    Thread.onSpinWait();
                }
            }
            tookNs[0] = System.nanoTime() - startNs;
        });
        echo.start();
        ask.start();
        ask.join();
        echo.join();
        return (double) tookNs[0] / TRIPS;
    }

    /** Steps of made-up work per ns of processor time, added up over threads that run at once on those cores. */
    private static double work(int[] cores) throws InterruptedException {
        double[] rates = new double[cores.length];
        CountDownLatch ready = new CountDownLatch(cores.length);
        Thread[] threads = new Thread[cores.length];
        for (int i = 0; i < cores.length; i++) {
            int index = i;
            threads[i] = new Thread(() -> {
                Posix.pinThread(cores[index]);
                ready.countDown();
                while (ready.getCount() > 0) {
                    Thread.onSpinWait();
                }
                long fromNs = Posix.threadCpuNs();
                long value = index + 1;
                for (long step = 0; step < WORK; step++) {
                    value ^= value << 13;
                    value ^= value >>> 7;
                    value ^= value << 17;
                }
                // The value is never 0, which the compiler does not know.
                rates[index] = value == 0 ? 0 : (double) WORK / (Posix.threadCpuNs() - fromNs);
            });
            threads[i].start();
        }
        double sum = 0;
        for (int i = 0; i < threads.length; i++) {
            threads[i].join();
            sum += rates[i];
        }
        return sum;
    }
}
