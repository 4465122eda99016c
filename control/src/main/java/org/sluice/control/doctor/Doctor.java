package org.sluice.control.doctor;

import java.util.ArrayList;
import java.util.List;
import org.sluice.control.config.Configuration;

/** Runs every check. */
public final class Doctor {
    private static final List<Check> CHECKS = List.of(new InstallationCheck(), new MemoryCheck(), new ProcessorCheck(),
        new Privileges(), new DeviceCheck(), new FolderCheck());

    private final Machine machine;

    /** A doctor for a machine. */
    public Doctor(Machine machine) {
        this.machine = machine;
    }

    /** All findings for a configuration, area by area. */
    public List<Finding> examine(Configuration configuration) {
        List<Finding> findings = new ArrayList<>();
        CHECKS.forEach(check -> findings.addAll(check.examine(machine, configuration)));
        return findings;
    }
}
