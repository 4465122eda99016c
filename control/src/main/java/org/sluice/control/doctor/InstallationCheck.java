package org.sluice.control.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.control.config.Configuration;

/** The JVM and the libraries. */
final class InstallationCheck implements Check {
    private static final int LEAST_JAVA = 22;
    private static final String LIBRARIES = "/usr/lib/x86_64-linux-gnu/";

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
        ownLibrary("libsluice.so", "pattern matching", findings);
        ownLibrary("libsluice_dpdk.so", "ports", findings);
        Map<String, String> packages = new LinkedHashMap<>();
        packages.put("libhs.so.5", "libvectorscan5");
        packages.put("libpcre2-8.so.0", "libpcre2-8-0");
        packages.put("librte_eal.so.23", "dpdk");
        packages.forEach((library, name) -> findings.add(machine.exists(LIBRARIES + library)
            ? Finding.ok("libraries", library)
            : Finding.problem("libraries", library + " is not installed", "apt-get install " + name)));
        return findings;
    }

    private static void ownLibrary(String name, String use, List<Finding> findings) {
        String folder = System.getProperty("sluice.native.dir", "/usr/lib/sluice/native");
        Path library = Path.of(folder, name);
        findings.add(Files.isReadable(library) ? Finding.ok("libraries", library.toString())
            : Finding.problem("libraries", library + " is not there: no " + use,
                "make native     (or install the package)"));
    }
}
