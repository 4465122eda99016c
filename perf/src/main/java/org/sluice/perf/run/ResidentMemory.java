package org.sluice.perf.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that this process holds, as the kernel counts it. */
final class ResidentMemory {
    private ResidentMemory() {}

    /** Resident set in KiB now. */
    static long kilobytes() throws IOException {
        return value("VmRSS:");
    }

    /** The largest the resident set has been, in KiB. */
    static long peakKilobytes() throws IOException {
        return value("VmHWM:");
    }

    private static long value(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
    }
}
