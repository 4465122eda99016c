package org.sluice.perf.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time of one thread, by its name, as the kernel books it: time in which another program had
 * the core is not in it, so rates by this clock can be compared on a machine that is shared.
 */
final class ThreadClock {
    private final Path schedstat;

    private ThreadClock(Path schedstat) {
        this.schedstat = schedstat;
    }

    /** The clock of this process's thread called {@code name}, which has to run. */
    static ThreadClock of(String name) throws IOException {
        return of(ProcessHandle.current().pid(), name);
    }

    /** The clock of a process's thread called {@code name}, which has to run. */
    static ThreadClock of(long pid, String name) throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).strip().equals(name)) {
                    return new ThreadClock(thread.resolve("schedstat"));
                }
            }
        }
        throw new IOException("no thread of process " + pid + " is called " + name);
    }

    /** Time on a processor so far. */
    long nanos() throws IOException {
        String text = Files.readString(schedstat);
        return Long.parseLong(text.substring(0, text.indexOf(' ')));
    }
}
