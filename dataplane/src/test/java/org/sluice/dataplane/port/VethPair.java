package org.sluice.dataplane.port;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sluice.bindings.posix.KernelInterface;
import org.sluice.bindings.posix.Posix;

/** A pair of virtual Ethernet interfaces with names of this process's own, deleted when closed. */
final class VethPair implements AutoCloseable {
    private static final String PID = Long.toString(ProcessHandle.current().pid(), 36);
    private static int made;

    final KernelInterface near;
    final KernelInterface far;

    VethPair() {
        String number = PID + made++;
        near = new KernelInterface("vn" + number);
        far = new KernelInterface("vf" + number);
        String failure = ip("link", "add", near.name(), "type", "veth", "peer", "name", far.name());
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
        for (KernelInterface each : List.of(near, far)) {
            int all = KernelInterface.GRO | KernelInterface.GSO | KernelInterface.TSO | KernelInterface.RX_CHECKSUM
                    | KernelInterface.TX_CHECKSUM;
            each.offloads(all, 0);
            each.up(true);
        }
    }

    /** Whether this process can make such pairs, and if not, why. */
    static boolean possible() {
        if (Posix.userId() != 0) {
            return false;
        }
        String name = "vp" + PID;
        boolean made = ip("link", "add", name, "type", "veth", "peer", "name", name + "x").isEmpty();
        if (made) {
            ip("link", "del", name);
        }
        return made;
    }

    @Override
    public void close() {
        ip("link", "del", near.name());
    }

    /** Runs ip; returns what it complained of. */
    static String ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : "ip " + String.join(" ", arguments) + ": " + output;
        } catch (IOException missing) {
            return missing.getMessage();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
