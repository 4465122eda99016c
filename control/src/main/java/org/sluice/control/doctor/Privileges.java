package org.sluice.control.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.Wire;

/** Capabilities that the data plane needs (capabilities(7)). */
final class Privileges implements Check {
    static final int NET_ADMIN = 12;
    static final int NET_RAW = 13;
    static final int IPC_LOCK = 14;
    static final int SYS_ADMIN = 21;

    @Override
    public List<Finding> examine(Machine machine, Configuration configuration) {
        Map<String, Integer> needed = new LinkedHashMap<>();
        for (Wire wire : configuration.wires()) {
            for (String device : List.of(String.valueOf(wire.left()), String.valueOf(wire.right()))) {
                if (device.startsWith("net_af_packet") || device.startsWith("net_af_xdp")) {
                    needed.put("CAP_NET_RAW", NET_RAW);
                    needed.put("CAP_NET_ADMIN", NET_ADMIN);
                } else if (Character.isDigit(device.charAt(0))) {
                    needed.put("CAP_SYS_ADMIN", SYS_ADMIN);
                    needed.put("CAP_IPC_LOCK", IPC_LOCK);
                }
            }
        }
        List<String> missing = new ArrayList<>();
        needed.forEach((name, bit) -> {
            if (!has(machine, bit)) {
                missing.add(name);
            }
        });
        if (!missing.isEmpty()) {
            return List.of(Finding.problem("privileges", "missing for the configured devices: " + String.join(", ",
                missing),
                "run as root, or through the shipped unit: systemctl start sluice-dataplane"));
        }
        return List.of(Finding.ok("privileges", needed.isEmpty() ? "none needed" : String.join(", ", needed.keySet())));
    }

    /** Whether this process has a capability in effect. */
    static boolean has(Machine machine, int capability) {
        return machine.read("/proc/self/status").lines().filter(line -> line.startsWith("CapEff:"))
            .map(line -> line.substring("CapEff:".length()).strip())
            .anyMatch(bits -> (Long.parseUnsignedLong(bits, 16) >>> capability & 1) == 1);
    }
}
