package org.sluice.control.doctor;

import java.util.ArrayList;
import java.util.List;
import org.sluice.bindings.NativeLibrary;
import org.sluice.bindings.NativeLibraryException;
import org.sluice.control.config.Configuration;

/** The JVM and the libraries. */
final class InstallationCheck implements Check {
    private static final int LEAST_JAVA = 22;

    @Override
    public List<Finding> examine(Machine machine, Configuration configuration) {
        List<Finding> findings = new ArrayList<>();
        int java = Runtime.version().feature();
        findings.add(java >= LEAST_JAVA ? Finding.ok("java", Runtime.version() + " in "
            + System.getProperty("java.home"))
            : Finding.problem("java", "version " + java + "; " + LEAST_JAVA + " is needed",
                "apt-get install openjdk-25-jdk-headless, or name one in SLUICE_JAVA_HOME"));
        findings.add(System.getProperty("sluice.launcher") != null
            ? Finding.ok("flags", "those of the launcher's option files")
            : Finding.warning("flags", "not started by the launcher, so without its JVM flags", "start bin/sluice"));
        findings.add(library(NativeLibrary.SLUICE, "pattern matching"));
        findings.add(library(NativeLibrary.SLUICE_DPDK, "ports"));
        return findings;
    }

    /** Opens the library, so that one it needs is found missing here, not at the start of a wire. */
    private static Finding library(NativeLibrary library, String use) {
        try {
            library.open();
            return Finding.ok("libraries", library.path() + " (" + use + ")");
        } catch (NativeLibraryException e) {
            return Finding.problem("libraries", e.getMessage(), "");
        }
    }
}
