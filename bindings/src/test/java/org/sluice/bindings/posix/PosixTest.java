package org.sluice.bindings.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
}
