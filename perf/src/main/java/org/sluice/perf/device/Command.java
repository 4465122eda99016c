package org.sluice.perf.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a command of the system to its end. */
final class Command {
    private Command() {}

    /**
     * Runs it.
     *
     * @return what it wrote
     * @throws DeviceException with what it wrote when it failed
     */
    static String run(String... words) {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new DeviceException(String.join(" ", words) + ": status " + status + ": " + output.strip());
            }
            return output;
        } catch (IOException missing) {
            throw new DeviceException(words[0] + " cannot be run (" + missing.getMessage()
                    + "): apt-get install iproute2 ethtool", missing);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new DeviceException("stopped while " + List.of(words) + " ran", asked);
        }
    }

    /** Runs it whether it can or not; for settings that not every kernel has. */
    static void attempt(String... words) {
        try {
            run(words);
        } catch (DeviceException unable) {
            // What it would have set is not there.
        }
    }
}
