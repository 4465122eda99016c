package org.sluice.bindings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Words for a library that cannot be opened, with the command that cures it. */
final class MissingLibrary {
    static final String NATIVE_ACCESS = "This JVM may not call native code. Start it with "
            + "--enable-native-access=ALL-UNNAMED (deploy/conf/jvm.options has it).";

    private static final Map<String, String> PACKAGES = packages();

    private MissingLibrary() {
    }

    static String shim(Path path) {
        return path + " is missing or not readable. Build it with 'make -C native', install the sluice package, or "
                + "name its directory with -Dsluice.native.dir=DIR or SLUICE_NATIVE_DIR=DIR.";
    }

    static String dependency(Path path, String linkerText) {
        for (Map.Entry<String, String> entry : PACKAGES.entrySet()) {
            if (linkerText.contains(entry.getKey())) {
                return "Cannot open " + path + ": " + linkerText + ". Install what it needs: apt install "
                        + entry.getValue();
            }
        }
        return "Cannot open " + path + ": " + linkerText;
    }

    private static Map<String, String> packages() {
        Map<String, String> packages = new LinkedHashMap<>();
        packages.put("libhs.so", "libvectorscan5");
        packages.put("libpcre2-8.so", "libpcre2-8-0");
        packages.put("libbrotlidec.so", "libbrotli1");
        packages.put("libmagic.so", "libmagic1");
        packages.put("librte_", "dpdk libdpdk-dev");
        packages.put("libpcap.so", "libpcap0.8");
        packages.put("libnuma.so", "libnuma1");
        packages.put("libibverbs.so", "libibverbs1");
        packages.put("libmlx5.so", "ibverbs-providers");
        packages.put("libxdp.so", "libxdp1");
        packages.put("libbpf.so", "libbpf1");
        packages.put("libelf.so", "libelf1");
        packages.put("libjansson.so", "libjansson4");
        packages.put("libfdt.so", "libfdt1");
        packages.put("libbsd.so", "libbsd0");
        packages.put("libcrypto.so", "libssl3");
        packages.put("libz.so", "zlib1g");
        return packages;
    }
}
