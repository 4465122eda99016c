package org.sluice.dataplane.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sluice.bindings.posix.Posix;

/**
 * Arguments that the DPDK environment is started with.
 *
 * @param list as on a command line
 * @param notes what was chosen on the operator's behalf
 */
record EalArguments(List<String> list, List<String> notes) {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    /** Header and private part of a buffer, and what a pool adds to each. */
    private static final int BUFFER_OVERHEAD = 384;
    /** Rings, tables and the drivers' own memory. */
    private static final int OTHER_MIB = 64;
    /** Ordinary pages are taken when they are touched, so asking for more than needed costs nothing. */
    private static final int LEAST_MIB = 512;
    private static final int MIB = 1024 * 1024;

    static EalArguments of(DpdkSettings settings, List<WireSettings> wires, List<DeviceSpec> devices) {
        List<String> arguments = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        int neededMib = neededMib(settings, wires);
        if (useHugePages(settings, neededMib, notes)) {
            // No files in a hugetlbfs mount, none left behind by a crash.
            arguments.add("--in-memory");
        } else {
            arguments.addAll(List.of("--no-huge", "--no-shconf", "-m", String.valueOf(Math.max(neededMib, LEAST_MIB))));
        }
        arguments.add("--no-telemetry");
        // DPDK's main thread is none of ours; it ends at once.
        arguments.addAll(List.of("-l", String.valueOf(Math.max(0, Posix.affinity().nextSetBit(0)))));
        List<DeviceSpec> cards = devices.stream().filter(DeviceSpec::isPci).toList();
        if (cards.isEmpty()) {
            arguments.add("--no-pci");
        }
        cards.forEach(card -> arguments.addAll(List.of("-a", card.toString())));
        arguments.addAll(settings.arguments());
        return new EalArguments(List.copyOf(arguments), List.copyOf(notes));
    }

    /** Huge pages of this machine's size that buffers take. */
    static long pagesFor(int buffers, int dataRoom) {
        long kib = Math.max(1, memory("Hugepagesize"));
        return ((long) buffers * (dataRoom + BUFFER_OVERHEAD) + (long) OTHER_MIB * MIB) / (kib * 1024) + 1;
    }

    private static boolean useHugePages(DpdkSettings settings, int neededMib, List<String> notes) {
        if (settings.hugePages() != DpdkSettings.HugePages.AUTO) {
            return settings.hugePages() == DpdkSettings.HugePages.ON;
        }
        long pageKib = Math.max(1, memory("Hugepagesize"));
        long freeMib = memory("HugePages_Free") * pageKib / 1024;
        if (freeMib >= neededMib) {
            return true;
        }
        notes.add("packet memory of " + neededMib + " MiB lies in ordinary pages, " + freeMib + " MiB of huge pages "
                + "are free: fast devices are up to 2.5 times slower so. Reserve them: sysctl vm.nr_hugepages="
                + (neededMib * 1024L / pageKib + 1));
        return false;
    }

    private static int neededMib(DpdkSettings settings, List<WireSettings> wires) {
        long bytes = 0;
        for (WireSettings wire : wires) {
            for (PortSettings end : List.of(wire.left(), wire.right())) {
                FrameRoom room = FrameRoom.of(DeviceSpec.parse(end.device()), wire.mtu());
                // Ends of different kinds do not share a pool, and a pool has buffers for both ends.
                bytes += (long) settings.buffersFor(wire) * (room.dataRoom() + BUFFER_OVERHEAD);
            }
        }
        return (int) (bytes / MIB) + OTHER_MIB;
    }

    /** A value of /proc/meminfo as it stands there, 0 if it does not. */
    private static long memory(String key) {
        try {
            return Files.readAllLines(MEMORY).stream().filter(line -> line.startsWith(key + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
        } catch (IOException unread) {
            return 0;
        }
    }
}
