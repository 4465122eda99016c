package org.sluice.control.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.ConfigurationLoader;

class DoctorTest {
    @TempDir
    Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private static Configuration with(String... overrides) {
        ConfigurationLoader.Loaded loaded = ConfigurationLoader.load(null, List.of(overrides));
        assertTrue(loaded.isUsable(), loaded.problems().toString());
        return loaded.configuration();
    }

    private List<Finding> bad(Check check, Configuration configuration) {
        return check.examine(new Machine(root), configuration).stream()
            .filter(finding -> finding.level() != Finding.Level.OK).toList();
    }

    @Test
    void shouldGiveTheCommandThatReservesTheHugepagesThatAreMissing() throws IOException {
        write("sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages", "10");
        write("sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "12");
        write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never");

        Finding finding = bad(new MemoryCheck(), with("eal.hugepages=yes")).getFirst();

        assertEquals(Finding.Level.PROBLEM, finding.level());
        assertEquals("20 MB free, 64 MB needed for the wires", finding.text());
        assertTrue(finding.cure().startsWith("echo 34 > "), finding.cure());
    }

    @Test
    void shouldOnlyWarnOfMissingHugepagesWhenTheyAreNotInsistedOn() throws IOException {
        write("sys/kernel/mm/transparent_hugepage/enabled", "[never]");

        List<Finding> findings = bad(new MemoryCheck(), with("eal.hugepages=auto"));

        assertEquals(List.of(Finding.Level.WARNING, Finding.Level.WARNING),
            findings.stream().map(Finding::level).toList());
    }

    @Test
    void shouldNameTheCapabilitiesThatAreMissing() throws IOException {
        write("proc/self/status", "Name: x\nCapEff:\t0000000000001000");

        List<Finding> findings = bad(new Privileges(),
            with("wires.0.left=net_af_packet0,iface=a", "wires.0.right=net_af_packet1,iface=b"));

        assertEquals("missing for the configured devices: CAP_NET_RAW", findings.getFirst().text());
    }

    @Test
    void shouldTellHowToBindADeviceThatTheKernelHolds() throws IOException {
        write("sys/bus/pci/devices/0000:01:00.0/class", "0x020000");
        Files.createDirectories(root.resolve("sys/bus/pci/drivers/ixgbe"));
        Files.createSymbolicLink(root.resolve("sys/bus/pci/devices/0000:01:00.0/driver"),
            root.resolve("sys/bus/pci/drivers/ixgbe"));

        List<Finding> findings = bad(new DeviceCheck(), with("wires.0.left=01:00.0", "wires.0.right=0000:02:00.0"));

        assertEquals(List.of(
            "0000:01:00.0 has the driver ixgbe, under which DPDK cannot use it", "0000:02:00.0: no such PCI device"),
            findings.stream().map(Finding::text).toList());
        assertTrue(findings.getFirst().cure().contains("dpdk-devbind.py --bind=vfio-pci 0000:01:00.0"));
    }

    @Test
    void shouldCompareAnInterfaceWithItsWire() throws IOException {
        write("sys/class/net/eth1/mtu", "1500");
        write("sys/class/net/eth1/flags", "0x1002");

        List<Finding> findings = bad(new DeviceCheck(), with("wires.0.left=net_af_packet0,iface=eth1",
            "wires.0.right=net_af_packet1,iface=eth9", "wires.0.mtu=9000"));

        assertEquals(List.of("ip link set eth1 mtu 9000", "ip link set eth1 up"),
            findings.stream().map(Finding::cure).limit(2).toList());
        assertEquals("eth9: no such interface", findings.getLast().text());
    }

    @Test
    void shouldLookAtTheNamedCores() throws IOException {
        write("sys/devices/system/cpu/online", "0-3");
        write("sys/devices/system/cpu/isolated", "3");
        write("sys/devices/system/cpu/cpu2/topology/thread_siblings_list", "2-3");
        write("sys/devices/system/cpu/cpu3/topology/thread_siblings_list", "2-3");
        write("sys/devices/system/cpu/cpu3/cpufreq/scaling_governor", "powersave");

        List<String> texts = bad(new ProcessorCheck(), with("threading.cores=2,3")).stream().map(Finding::text)
            .toList();

        assertEquals(List.of("[2] are not isolated: the kernel runs other threads there too",
            "2 and [3] are hyperthreads of one core", "core 3 slows down when it seems idle (powersave)"), texts);
        assertEquals(Finding.Level.PROBLEM, bad(new ProcessorCheck(), with("threading.cores=9")).getFirst().level());
    }
}
