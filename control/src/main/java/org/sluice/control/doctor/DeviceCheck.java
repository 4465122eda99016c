package org.sluice.control.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.Wire;

/** Network devices: which there are, and whether those of the wires can be used. */
final class DeviceCheck implements Check {
    private static final String PCI = "/sys/bus/pci/devices/";
    private static final String NET = "/sys/class/net/";
    private static final Pattern INTERFACE = Pattern.compile("(?:^|,)iface=([^,]+)");
    /** Drivers under which DPDK takes a device as it is. */
    private static final Set<String> USABLE = Set.of("vfio-pci", "uio_pci_generic", "igb_uio", "mlx5_core",
        "mlx4_core");

    @Override
    public List<Finding> examine(Machine machine, Configuration configuration) {
        List<Finding> findings = new ArrayList<>();
        listDevices(machine, findings);
        if (configuration.wires().isEmpty()) {
            findings.add(Finding.warning("wires", "none is configured; `sluice replay` needs none",
                "wires: [{left: ..., right: ...}]"));
        }
        for (Wire wire : configuration.wires()) {
            for (String device : List.of(String.valueOf(wire.left()), String.valueOf(wire.right()))) {
                examineEnd(machine, wire, device, findings);
            }
        }
        return findings;
    }

    private static void listDevices(Machine machine, List<Finding> findings) {
        for (String address : machine.list("/sys/bus/pci/devices")) {
            if (machine.read(PCI + address + "/class").startsWith("0x0200")) {
                String driver = machine.linkName(PCI + address + "/driver");
                findings.add(Finding.ok("devices", address + ": driver " + (driver.isEmpty() ? "none" : driver)
                    + (USABLE.contains(driver) ? ", usable" : "")));
            }
        }
        for (String name : machine.list("/sys/class/net")) {
            if (!name.equals("lo")) {
                findings.add(Finding.ok("devices", name + ": usable as net_af_packet0,iface=" + name + " ("
                    + machine.read(NET + name + "/operstate") + ", mtu " + machine.read(NET + name + "/mtu") + ")"));
            }
        }
    }

    private static void examineEnd(Machine machine, Wire wire, String device, List<Finding> findings) {
        if (Character.isDigit(device.charAt(0))) {
            examinePci(machine, wire, device.indexOf(':') == device.lastIndexOf(':') ? "0000:" + device : device,
                findings);
            return;
        }
        Matcher matcher = INTERFACE.matcher(device);
        if (matcher.find()) {
            examineInterface(machine, wire, matcher.group(1), findings);
        } else {
            findings.add(Finding.ok(wire.name(), device));
        }
    }

    private static void examinePci(Machine machine, Wire wire, String address, List<Finding> findings) {
        if (!machine.exists(PCI + address)) {
            findings.add(Finding.problem(wire.name(), address + ": no such PCI device", "lspci -D | grep -i ethernet"));
            return;
        }
        String driver = machine.linkName(PCI + address + "/driver");
        if (!USABLE.contains(driver)) {
            findings.add(Finding.problem(wire.name(), address + " has the driver " + (driver.isEmpty() ? "none"
                : driver)
                + ", under which DPDK cannot use it", "modprobe vfio-pci && dpdk-devbind.py --bind=vfio-pci "
                + address));
            return;
        }
        if (driver.equals("vfio-pci") && machine.list("/sys/kernel/iommu_groups").isEmpty()) {
            findings.add(Finding.warning(wire.name(), address + ": no IOMMU; the device could write anywhere in memory",
                "intel_iommu=on (or amd_iommu=on) iommu=pt on the kernel's command line; without one: "
                    + "echo 1 > /sys/module/vfio/parameters/enable_unsafe_noiommu_mode"));
            return;
        }
        findings.add(Finding.ok(wire.name(), address + ": driver " + driver));
    }

    private static void examineInterface(Machine machine, Wire wire, String name, List<Finding> findings) {
        if (!machine.exists(NET + name)) {
            findings.add(Finding.problem(wire.name(), name + ": no such interface", "ip -brief link"));
            return;
        }
        long mtu = machine.number(NET + name + "/mtu").orElse(0L);
        if (mtu < wire.mtu()) {
            findings.add(Finding.problem(wire.name(), name + " has an MTU of " + mtu + ", the wire one of "
                + wire.mtu(),
                "ip link set " + name + " mtu " + wire.mtu()));
        }
        long flags = Long.decode(machine.read(NET + name + "/flags").isEmpty() ? "0" : machine.read(NET + name
            + "/flags"));
        if ((flags & 1) == 0) {
            findings.add(Finding.problem(wire.name(), name + " is down", "ip link set " + name + " up"));
        }
        findings.add(Finding.warning(wire.name(), name + ": whatever the device merges or leaves for later "
            + "(offloads) would not"
            + " pass byte for byte", "ethtool -K " + name + " rx off tx off tso off gso off gro off lro off"));
    }
}
