package org.sluice.dataplane.port;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluice.bindings.dpdk.Dpdk;
import org.sluice.bindings.dpdk.DpdkException;
import org.sluice.bindings.dpdk.Link;
import org.sluice.bindings.dpdk.PacketPool;
import org.sluice.bindings.dpdk.Port;
import org.sluice.bindings.posix.KernelInterface;
import org.sluice.dataplane.port.DpdkPort.LowerInterface;

/**
 * DPDK's life in this process: environment, packet memory and wires, from settings. Everything a device refuses is an
 * error here, before anything polls it. Cold; one thread.
 *
 * <pre>
 *   open (start DPDK, find devices, make pools, configure)  ->  drill  ->  start (frames flow)  ->  close
 * </pre>
 */
public final class DpdkEnvironment implements AutoCloseable {
    private static boolean started;

    private final DpdkSettings settings;
    private final List<String> notes = new ArrayList<>();
    private final List<DpdkWire> wires = new ArrayList<>();
    private final List<DpdkPort> ports = new ArrayList<>();
    private final Map<String, PacketPool> pools = new HashMap<>();
    private final Arena arena = Arena.ofShared();

    private DpdkEnvironment(DpdkSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts DPDK and opens wires. DPDK can be started once in a process: a second environment, after the first was
     * closed, uses it as it was started.
     *
     * @throws PortException when a device is missing or refuses a setting, with the cure
     */
    public static DpdkEnvironment open(DpdkSettings settings, List<WireSettings> wires) {
        List<DeviceSpec> devices = devices(wires);
        DpdkEnvironment environment = new DpdkEnvironment(settings);
        environment.startDpdk(EalArguments.of(settings, wires, devices));
        environment.openWires(wires);
        return environment;
    }

    /** The wires, in the order of their settings. */
    public List<DpdkWire> wires() {
        return List.copyOf(wires);
    }

    /** All ports by their index: wire w has 2w at its left end and 2w + 1 at its right. */
    public List<DpdkPort> ports() {
        return List.copyOf(ports);
    }

    /** What is other than wished or worth knowing, in words for the operator. */
    public List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        wires.forEach(wire -> all.addAll(wire.notes()));
        return List.copyOf(all);
    }

    /** Starts all wires. */
    public void start() {
        wires.forEach(DpdkWire::start);
    }

    /** A watch over the links of all wires, which carries going down across those that want it. */
    public LinkWatch linkWatch(LinkWatch.Listener listener) {
        List<LinkWatch.Ends> ends = new ArrayList<>();
        wires.forEach(wire -> ends.add(
                new LinkWatch.Ends(wire.left(), wire.right(), wire.settings().linkPropagation())));
        return new LinkWatch(ends, new LinkWatch.EndListener() {
            @Override
            public void onLink(LinkEnd end, Link link) {
                listener.onLink((DpdkPort) end, link);
            }

            @Override
            public void onPropagated(LinkEnd end, boolean held) {
                listener.onPropagated((DpdkPort) end, held);
            }
        });
    }

    /** First thing a pipeline thread does after pinning itself: gives it a cache in every pool. */
    public static void registerThread() {
        Dpdk.registerThread();
    }

    /** Last thing a pipeline thread does. */
    public static void unregisterThread() {
        Dpdk.unregisterThread();
    }

    /** Stops and closes all ports. No thread may be in a burst any more. DPDK itself ends with the process. */
    @Override
    public void close() {
        wires.forEach(DpdkWire::shut);
        RuntimeException first = null;
        for (DpdkPort port : ports) {
            try {
                port.close();
            } catch (RuntimeException unclosed) {
                first = first == null ? unclosed : first;
            }
        }
        ports.clear();
        wires.clear();
        pools.values().forEach(PacketPool::close);
        pools.clear();
        arena.close();
        if (first != null) {
            throw first;
        }
    }

    private void startDpdk(EalArguments arguments) {
        synchronized (DpdkEnvironment.class) {
            if (started) {
                return;
            }
            try {
                Dpdk.start(arguments.list());
            } catch (DpdkException refused) {
                throw new PortException(refused.getMessage(), refused);
            }
            started = true;
            notes.addAll(arguments.notes());
            Dpdk.logLevel(settings.logLevel());
        }
    }

    private void openWires(List<WireSettings> all) {
        try {
            for (WireSettings each : all) {
                open(each);
            }
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private void open(WireSettings wire) {
        StartGate gate = new StartGate();
        DpdkPort left = attach(wire, wire.left(), gate);
        DpdkPort right = attach(wire, wire.right(), gate);
        int queues = Math.min(left.usableQueues(wire.queues()), right.usableQueues(wire.queues()));
        configure(wire, left, wire.left(), queues);
        configure(wire, right, wire.right(), queues);
        left.refuseTooFewBuffers(right);
        wires.add(new DpdkWire(wire, left, right, gate));
    }

    private DpdkPort attach(WireSettings wire, PortSettings end, StartGate gate) {
        DeviceSpec device = DeviceSpec.parse(end.device());
        KernelInterface kernel = device.kernelInterface();
        LowerInterface lower = kernel == null ? null : new LowerInterface(kernel, wire.mtu());
        FrameRoom room = FrameRoom.of(device, wire.mtu());
        Port port;
        try {
            port = Dpdk.attach(room.device().withQueues(wire.queues()).toString());
        } catch (DpdkException refused) {
            if (lower != null) {
                lower.restore();
            }
            throw new PortException("port " + end.name() + ": " + refused.getMessage(), refused);
        }
        DpdkPort attached = new DpdkPort(end, ports.size(), port, lower, gate);
        ports.add(attached);
        return attached;
    }

    private void configure(WireSettings wire, DpdkPort port, PortSettings end, int queues) {
        FrameRoom room = FrameRoom.of(DeviceSpec.parse(end.device()), wire.mtu());
        port.configure(pool(room.dataRoom(), port.info().numaNode(), wire), wire, queues, room.requestedMtu(), arena);
    }

    /** Ports with buffers of one size on one node share a pool. */
    private PacketPool pool(int dataRoom, int numaNode, WireSettings wire) {
        String name = "frames_" + dataRoom + "_" + (numaNode < 0 ? "any" : numaNode);
        return pools.computeIfAbsent(name + "/" + wire.name(), key -> {
            int buffers = settings.buffersFor(wire);
            try {
                return new PacketPool(name + "_" + pools.size(), buffers, settings.bufferCache(), dataRoom, numaNode);
            } catch (DpdkException refused) {
                throw new PortException("wire " + wire.name() + ": " + refused.getMessage()
                        + ". Lower buffers-per-port or the descriptors, or reserve more huge pages: "
                        + "sysctl vm.nr_hugepages=" + EalArguments.pagesFor(buffers, dataRoom), refused);
            }
        });
    }

    private static List<DeviceSpec> devices(List<WireSettings> wires) {
        if (wires.isEmpty()) {
            throw new PortException("no wire is configured: name two ports at least");
        }
        List<DeviceSpec> devices = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (WireSettings wire : wires) {
            for (PortSettings end : List.of(wire.left(), wire.right())) {
                DeviceSpec device = DeviceSpec.parse(end.device());
                if (!names.add(device.name())) {
                    throw new PortException("port " + end.name() + ": device " + device.name() + " is used twice. "
                            + "Give each virtual device a number of its own: net_af_packet0, net_af_packet1");
                }
                device.check("port " + end.name());
                devices.add(device);
            }
        }
        return devices;
    }
}
