package org.sluice.bindings.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.sluice.bindings.Errno;
import org.sluice.bindings.NativeException;

class PosixTest {
    @Test
    void shouldPinAThreadAndLetItGoAgain() {
        BitSet before = Posix.affinity();
        int processor = before.length() - 1;
        try {
            Posix.pinThread(processor);

            assertEquals(BitSet.valueOf(new long[] {1L << processor}), Posix.affinity());
            assertEquals(processor, Posix.processor());
        } finally {
            Posix.affinity(before);
        }
        assertEquals(before, Posix.affinity());
    }

    @Test
    void shouldNameTheProcessorsThereAreWhenPinningFails() {
        NativeException refused = assertThrows(NativeException.class, () -> Posix.pinThread(1_000));

        assertEquals(Errno.EINVAL, refused.errno());
        assertTrue(refused.getMessage().contains(Posix.affinity().toString()), refused.getMessage());
    }

    @Test
    void shouldNameTheThreadForTop() throws IOException {
        String name = Files.readString(Path.of("/proc/self/task/" + Posix.threadId() + "/comm")).strip();
        try {
            Posix.nameThread("sluice-worker-17-of-many");

            assertEquals("sluice-worker-1",
                    Files.readString(Path.of("/proc/self/task/" + Posix.threadId() + "/comm")).strip());
        } finally {
            Posix.nameThread(name);
        }
    }

    @Test
    void shouldSetHowLateTheKernelMayWakeTheThread() throws IOException {
        Path slack = Path.of("/proc/" + Posix.threadId() + "/timerslack_ns");
        int before = Integer.parseInt(Files.readString(slack).strip());
        try {
            Posix.timerSlack(1_234);

            assertEquals("1234", Files.readString(slack).strip());
            assertThrows(NativeException.class, () -> Posix.timerSlack(0));
        } finally {
            Posix.timerSlack(before);
        }
    }

    @Test
    void shouldGiveAThreadPrecedenceAndTakeNoneAway() throws Exception {
        assumeTrue(Posix.userId() == 0, "needs root");
        String[] nice = new String[2];
        Thread thread = new Thread(() -> {
            Posix.nice(-3);
            nice[0] = niceOfThisThread();
            Posix.nice(2);
            nice[1] = niceOfThisThread();
        });

        thread.start();
        thread.join();

        assertArrayEquals(new String[] {"-3", "-3"}, nice);
    }

    private static String niceOfThisThread() {
        try {
            String stat = Files.readString(Path.of("/proc/self/task/" + Posix.threadId() + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldReadClocks() {
        long before = System.currentTimeMillis();
        long realtimeNs = Posix.realtimeNs();

        assertTrue(realtimeNs / 1_000_000 >= before, "realtime is behind");
        assertTrue(Posix.monotonicNs() > 0);
        assertTrue(Posix.threadCpuNs() > 0);
        assertTrue(Posix.processCpuNs() >= Posix.threadCpuNs());
    }

    @Test
    void shouldHaveWordsForErrorNumbers() {
        assertEquals("Invalid argument", Posix.errorText(Errno.EINVAL));
    }

    @Test
    void shouldGiveFreedMemoryBack() throws IOException {
        long before;
        try (Arena arena = Arena.ofConfined()) {
            // Small blocks: large ones would be given back when they are freed.
            for (int i = 0; i < 64 * 1024; i++) {
                arena.allocate(1000).fill((byte) 1);
            }
            before = residentKilobytes();
        }

        Posix.releaseMemory();

        long released = before - residentKilobytes();
        assertTrue(released > 32 * 1024, () -> "only " + released + " KiB of 64 MiB");
    }

    @Test
    void shouldMapMemoryThatIsTakenWhenItIsWritten() throws IOException {
        long bytes = 64L << 20;
        long before = residentKilobytes();
        try (Arena arena = Arena.ofConfined()) {

            MemorySegment memory = Posix.mapMemory(bytes, arena);
            long mapped = residentKilobytes() - before;
            memory.fill((byte) 1);
            long written = residentKilobytes() - before;

            assertEquals(0, memory.address() % (2 << 20));
            assertEquals(bytes, memory.byteSize());
            assertTrue(mapped < 16 * 1024, () -> mapped + " KiB before anything was written");
            assertTrue(written > 48 * 1024, () -> written + " KiB after all was written");
        }

        long left = residentKilobytes() - before;
        assertTrue(left < 16 * 1024, () -> left + " KiB after it was given back");
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }
}
