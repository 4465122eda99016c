package org.sluice.perf.device;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long a thread wanted to run and had no core, as the kernel books it: what other programs on the machine did to a
 * trial. Cold; any thread.
 */
public final class CoreWait {
    private final Path schedstat;

    private CoreWait(Path schedstat) {
        this.schedstat = schedstat;
    }

    /** Of the calling thread. */
    public static CoreWait ofThisThread() {
        try {
            return new CoreWait(Path.of("/proc/thread-self").toRealPath().resolve("schedstat"));
        } catch (IOException unknown) {
            return new CoreWait(null);
        }
    }

    /** Of the thread called {@code name} in a process or one of its descendants, always 0 when there is none. */
    static CoreWait of(Process process, String name) {
        CoreWait found = in(process.pid(), name);
        return found != null ? found : process.descendants().map(each -> in(each.pid(), name))
                .filter(each -> each != null).findFirst().orElse(new CoreWait(null));
    }

    private static CoreWait in(long pid, String name) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).strip().equals(name)) {
                    return new CoreWait(thread.resolve("schedstat"));
                }
            }
        } catch (IOException gone) {
            return null;
        }
        return null;
    }

    /** Waited so far, in ns. */
    public long nanos() {
        try {
            return schedstat == null ? 0 : Long.parseLong(Files.readString(schedstat).split(" ")[1]);
        } catch (IOException gone) {
            return 0;
        }
    }
}
