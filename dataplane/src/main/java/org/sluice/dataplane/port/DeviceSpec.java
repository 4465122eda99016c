package org.sluice.dataplane.port;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sluice.bindings.posix.KernelInterface;

/**
 * A device as DPDK names it, taken apart: {@code NAME[,key=value]...}, where the name is a PCI address or a driver's
 * prefix followed by whatever makes it unique.
 */
final class DeviceSpec {
    private static final Pattern PCI = Pattern.compile("(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
    private static final Pattern VIRTUAL = Pattern.compile("(net_|eth_|virtio_user|vdev:).*");
    /** Drivers that lie on an interface of the kernel, and what their argument for its name is called. */
    private static final Map<String, String> ON_INTERFACE =
            Map.of("net_af_packet", "iface", "eth_af_packet", "iface", "net_af_xdp", "iface", "net_pcap", "iface");
    /** Kernel drivers that leave a PCI device to DPDK, or share it. */
    private static final Set<String> USABLE_DRIVERS =
            Set.of("vfio-pci", "igb_uio", "uio_pci_generic", "mlx5_core", "mlx4_core");
    private static final Path PCI_DEVICES = Path.of("/sys/bus/pci/devices");

    private final String name;
    /** Values of each argument: some drivers take one several times, such as net_pcap a file for each queue. */
    private final Map<String, List<String>> arguments;

    private DeviceSpec(String name, Map<String, List<String>> arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    static DeviceSpec parse(String device) {
        String[] parts = device.strip().split(",");
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            arguments.computeIfAbsent(equals < 0 ? parts[i].strip() : parts[i].substring(0, equals).strip(),
                    key -> new ArrayList<>()).add(equals < 0 ? null : parts[i].substring(equals + 1).strip());
        }
        String name = parts[0].strip();
        boolean hasNoDomain = PCI.matcher(name.toLowerCase(Locale.ROOT)).matches() && name.indexOf(':') == 2;
        return new DeviceSpec(hasNoDomain ? "0000:" + name : name, arguments);
    }

    /** The name DPDK knows it by; unique in the process. */
    String name() {
        return name;
    }

    boolean isPci() {
        return PCI.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    boolean isDriver(String prefix) {
        return name.startsWith(prefix);
    }

    boolean has(String key) {
        return arguments.containsKey(key);
    }

    /** Value of an argument, the last of several, or null. */
    String argument(String key) {
        return has(key) ? arguments.get(key).getLast() : null;
    }

    /** The kernel's interface that the device lies on, or null. */
    KernelInterface kernelInterface() {
        for (Map.Entry<String, String> entry : ON_INTERFACE.entrySet()) {
            String interfaceName = argument(entry.getValue());
            if (isDriver(entry.getKey()) && interfaceName != null) {
                return new KernelInterface(interfaceName);
            }
        }
        return null;
    }

    /** The same with as many queues as wished, where the driver has to be told when the device is made. */
    DeviceSpec withQueues(int wished) {
        String key = isDriver("net_af_xdp") ? "queue_count" : "qpairs";
        boolean told = isDriver("net_af_xdp") || isDriver("net_af_packet") || isDriver("eth_af_packet");
        return wished == 1 || !told || has(key) ? this : with(key, wished);
    }

    DeviceSpec with(String key, Object value) {
        Map<String, List<String>> more = new LinkedHashMap<>(arguments);
        more.put(key, List.of(value.toString()));
        return new DeviceSpec(name, more);
    }

    /** Finds out before DPDK is asked what it would only fail at; {@code port} names the port in the error. */
    void check(String port) {
        if (isPci()) {
            checkPci(port);
        } else if (!VIRTUAL.matcher(name).matches()) {
            throw new PortException(new KernelInterface(name).exists()
                    ? port + ": " + name + " is an interface of the kernel, not a DPDK device. Write "
                            + "net_af_packet0,iface=" + name + ", or bind its card to vfio-pci (dpdk-devbind.py) and "
                            + "write its PCI address"
                    : port + ": " + name + " is neither a PCI address (0000:03:00.0) nor a virtual device "
                            + "(net_af_packet0,iface=eth1; net_af_xdp, net_pcap, net_ring, net_null, net_memif, "
                            + "net_tap, virtio_user)");
        } else {
            checkInterface(port);
        }
    }

    private void checkInterface(String port) {
        KernelInterface lower = kernelInterface();
        if (lower != null && !lower.exists()) {
            throw new PortException(port + ": there is no interface " + lower + " (device " + this
                    + "). ip link shows those there are in this network namespace");
        }
        if ((isDriver("net_af_packet") || isDriver("eth_af_packet") || isDriver("net_af_xdp")) && lower == null) {
            throw new PortException(port + ": device " + this + " does not say on which interface: add iface=NAME");
        }
    }

    private void checkPci(String port) {
        Path device = PCI_DEVICES.resolve(name.toLowerCase(Locale.ROOT));
        if (!Files.isDirectory(device)) {
            throw new PortException(port + ": there is no PCI device " + name
                    + ". dpdk-devbind.py --status-dev net lists those there are");
        }
        Path driver = device.resolve("driver");
        String bound = "no driver";
        try {
            if (Files.exists(driver)) {
                bound = driver.toRealPath().getFileName().toString();
            }
        } catch (java.io.IOException unreadable) {
            return;
        }
        if (!USABLE_DRIVERS.contains(bound)) {
            throw new PortException(port + ": PCI device " + name + " is bound to " + bound
                    + ", DPDK cannot use it. modprobe vfio-pci; dpdk-devbind.py --bind=vfio-pci " + name
                    + " (the kernel's interface on it goes away)");
        }
    }

    @Override
    public String toString() {
        return name + arguments.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> "," + entry.getKey() + (value == null ? "" : "=" + value)))
                .collect(Collectors.joining());
    }
}
