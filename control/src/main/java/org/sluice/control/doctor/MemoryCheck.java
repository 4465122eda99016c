package org.sluice.control.doctor;

import java.util.ArrayList;
import java.util.List;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.PortSettings;

/** Hugepages, transparent hugepages, memory that may be locked. */
final class MemoryCheck implements Check {
    private static final String TWO_MB = "/sys/kernel/mm/hugepages/hugepages-2048kB/";
    private static final String ONE_GB = "/sys/kernel/mm/hugepages/hugepages-1048576kB/";
    /** Rings, tables and the drivers' own memory. */
    private static final long BYTES_ANYWAY = 64L << 20;
    /** Two ends of one queue each, with the drivers' usual descriptors. */
    private static final long BYTES_OF_A_WIRE = 80L << 20;
    private static final long TWO_MB_BYTES = 2L << 20;
    private static final long ONE_GB_BYTES = 1L << 30;

    @Override
    public List<Finding> examine(Machine machine, Configuration configuration) {
        List<Finding> findings = new ArrayList<>();
        findings.add(hugepages(machine, configuration));
        findings.add(transparent(machine));
        lockedMemory(machine).ifPresent(findings::add);
        return findings;
    }

    private static Finding hugepages(Machine machine, Configuration configuration) {
        PortSettings.Hugepages wanted = configuration.get(PortSettings.HUGEPAGES);
        if (wanted == PortSettings.Hugepages.NO) {
            return Finding.warning("hugepages", "turned off in the configuration; ordinary pages are 2.5 times slower",
                "eal.hugepages: auto");
        }
        long needed = BYTES_ANYWAY + configuration.wires().size() * BYTES_OF_A_WIRE;
        long free = machine.number(TWO_MB + "free_hugepages").orElse(0L) * TWO_MB_BYTES
            + machine.number(ONE_GB + "free_hugepages").orElse(0L) * ONE_GB_BYTES;
        if (free >= needed) {
            return Finding.ok("hugepages", free / TWO_MB_BYTES * 2 + " MB free, " + needed / (1 << 20) + " MB needed");
        }
        long more = (needed - free + TWO_MB_BYTES - 1) / TWO_MB_BYTES;
        long total = machine.number(TWO_MB + "nr_hugepages").orElse(0L) + more;
        String text = free / (1 << 20) + " MB free, " + needed / (1 << 20) + " MB needed for the wires";
        String cure = "echo " + total + " > " + TWO_MB + "nr_hugepages     (for good: vm.nr_hugepages = " + total
            + " in /etc/sysctl.d/80-sluice.conf)";
        return wanted == PortSettings.Hugepages.YES ? Finding.problem("hugepages", text, cure)
            : Finding.warning("hugepages", text + "; ordinary pages will be used, 2.5 times slower", cure);
    }

    private static Finding transparent(Machine machine) {
        String enabled = machine.read("/sys/kernel/mm/transparent_hugepage/enabled");
        if (enabled.contains("[always]") || enabled.contains("[madvise]")) {
            return Finding.ok("transparent hugepages", enabled);
        }
        return Finding.warning("transparent hugepages", (enabled.isEmpty() ? "not there" : enabled)
            + "; random reads of large tables are about 1.7 times slower",
            "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled");
    }

    private static java.util.Optional<Finding> lockedMemory(Machine machine) {
        return machine.read("/proc/self/limits").lines().filter(line -> line.startsWith("Max locked memory"))
            .findFirst()
            .map(line -> {
                String soft = line.substring("Max locked memory".length()).strip().split("\\s+")[0];
                boolean enough = soft.equals("unlimited") || Long.parseLong(soft) >= 64L << 20
                    || Privileges.has(machine, Privileges.IPC_LOCK);
                return enough ? Finding.ok("locked memory", soft.equals("unlimited") ? soft : soft
                    + " bytes, and the privilege to exceed it")
                    : Finding.problem("locked memory", "only " + soft + " bytes may be locked; devices need more",
                        "ulimit -l unlimited     (systemd: LimitMEMLOCK=infinity, as the shipped unit has)");
            });
    }
}
