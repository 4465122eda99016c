package org.sluice.perf.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.sluice.control.cli.CommandException;
import org.sluice.control.cli.ExitStatus;
import org.sluice.perf.device.Device;
import org.sluice.perf.device.LoopDevice;
import org.sluice.perf.device.SluiceDevice;
import org.sluice.perf.device.SluicePlan;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that say what is put to the test and where results go; every command has them. */
final class DeviceOptions {
    /** How the generator's two ports are found. */
    enum Vdev { MEMIF, VETH, LOOP }

    /** What DPDK's memif driver says that it carries. */
    private static final int MEMIF_MTU = 1_500;

    /** Ports that are there, or a Sluice that is started. */
    private static final class Where {
        @Option(names = "--ports", paramLabel = "LEFT,RIGHT", description =
            "The generator's two ports, joined through the device under test: PCI addresses bound to a DPDK driver, or "
            + "device strings. Separate device strings that have commas by a semicolon.")
        private String ports;
        @Option(names = "--vdev", paramLabel = "KIND", description =
            "Start a Sluice and join it to the generator. memif: shared memory, no kernel in between (the default); "
            + "veth: af_packet over two veth pairs and a namespace (needs root; the one for frames over 1518 bytes); "
            + "loop: no device, what the generator itself can do.")
        private Vdev vdev;
    }

    @ArgGroup
    private Where where;
    @Option(names = {"-S", "--rules"}, paramLabel = "FILE", split = ",",
        description = "Rule files of the Sluice that is started. Default: none.")
    private List<Path> rules = List.of();
    @Option(names = "--core", paramLabel = "N", defaultValue = "0",
            description = "Core of the generator; -1: any. Default: 0.")
    int core;
    @Option(names = "--device-core", paramLabel = "N", defaultValue = "1",
        description = "Core of the Sluice that is started; -1: any. Default: 1.")
    private int deviceCore;
    @Option(names = "--set", paramLabel = "LINE",
            description = "A further line of its configuration, as YAML; may be given several times.")
    private List<String> settings = List.of();
    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
            description = "Folder of the results. Default: bench-DATE-TIME.")
    private Path out;

    /**
     * Opens what is put to the test; the caller closes it.
     *
     * @param ownRules of the command, in force besides those of the command line
     * @throws CommandException when options contradict one another
     */
    Device open(int mtu, String homeNet, List<Path> ownRules) {
        if (where != null && where.ports != null) {
            String[] ports = where.ports.split(where.ports.contains(";") ? ";" : ",");
            if (ports.length != 2) {
                throw new CommandException(ExitStatus.USAGE, "--ports " + where.ports
                        + ": name two, LEFT,RIGHT (LEFT;RIGHT "
                        + "when a device string has commas in it)");
            }
            return Device.external(ports[0].strip(), ports[1].strip(), "behind ports " + where.ports);
        }
        if (vdev() != Vdev.VETH && mtu > MEMIF_MTU) {
            throw new CommandException(ExitStatus.USAGE, "DPDK's memif driver carries packets of " + MEMIF_MTU
                    + " bytes at most, and frames of this run have up to " + mtu
                    + ": take --vdev veth, or two ports by --ports");
        }
        if (vdev() == Vdev.LOOP) {
            return new LoopDevice();
        }
        for (Path file : rules) {
            if (!Files.isReadable(file)) {
                throw new CommandException(ExitStatus.USAGE, "--rules " + file
                        + ": there is no such file, or it cannot be read");
            }
        }
        List<Path> files = new ArrayList<>(rules);
        files.addAll(ownRules);
        SluicePlan.Join join = vdev() == Vdev.VETH ? SluicePlan.Join.VETH : SluicePlan.Join.MEMIF;
        return new SluiceDevice(new SluicePlan(join, files, deviceCore, mtu, homeNet, settings));
    }

    /** Whether a Sluice of ours is put to the test. */
    boolean isSluice() {
        return (where == null || where.ports == null) && vdev() != Vdev.LOOP;
    }

    Vdev vdev() {
        return where == null || where.vdev == null ? Vdev.MEMIF : where.vdev;
    }

    /** The folder of results. */
    Path out() {
        return out != null ? out
                : Path.of("bench-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now()));
    }
}
