package org.sluice.perf.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WorkerMemoryTest {
    private static final int BYTES = 1 << 20;

    @Test
    void shouldCountWhatTheThreadAllocates() {
        WorkerMemory memory = WorkerMemory.ofThisThread();

        memory.begin();
        byte[] allocated = new byte[BYTES];
        memory.end();

        long counted = number(memory.json(BYTES), "bytes");
        assertTrue(counted >= allocated.length && counted < 2L * BYTES, () -> counted + " bytes");
    }

    @Test
    void shouldCountTheCollectorsRuns() throws InterruptedException {
        WorkerMemory memory = WorkerMemory.ofThisThread();

        memory.begin();
        System.gc();
        // The collector's beans notify on a thread of their own.
        for (int i = 0; i < 500 && number(memory.json(1), "collections") == 0; i++) {
            Thread.sleep(10);
        }
        memory.end();

        assertTrue(number(memory.json(1), "collections") >= 1);
    }

    private static long number(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\": (\\d+)").matcher(json);
        assertTrue(found.find(), json);
        return Long.parseLong(found.group(1));
    }
}
