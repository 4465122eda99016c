package org.sluice.dataplane.port;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.sluice.bindings.dpdk.DpdkException;
import org.sluice.bindings.dpdk.Link;
import org.sluice.bindings.dpdk.PacketPool;
import org.sluice.bindings.dpdk.Port;
import org.sluice.bindings.dpdk.PortConfiguration;
import org.sluice.bindings.dpdk.PortConfiguration.Setting;
import org.sluice.bindings.dpdk.PortInfo;
import org.sluice.bindings.dpdk.PortRequest;
import org.sluice.bindings.dpdk.PortStats;
import org.sluice.bindings.posix.KernelInterface;

/**
 * A DPDK port: one end of a wire. Configured by {@link DpdkEnvironment}; its queues are handed to pipeline threads, the
 * rest is cold and for one thread at a time.
 */
public final class DpdkPort implements LinkEnd {
    /** Buffers that suffice for any driver's own choice of descriptors. */
    private static final int PLENTY_BUFFERS = 8_192;
    /** Longest time to free what waits before a wire is opened. */
    private static final long DISCARD_NS = 50_000_000;
    private static final long DISCARD_SCRATCH = 64 * 1024;

    private final PortSettings settings;
    private final int index;
    private final Port port;
    private final PortInfo info;
    private final LowerInterface lower;
    private final StartGate gate;
    private final List<String> notes = new ArrayList<>();
    private final List<DpdkFrameSource> sources = new ArrayList<>();
    private final List<DpdkFrameSink> sinks = new ArrayList<>();
    private PortConfiguration configuration;
    private PacketPool pool;
    private long poolBuffers;
    private boolean started;
    private volatile long discardedAtStart;

    DpdkPort(PortSettings settings, int index, Port port, LowerInterface lower, StartGate gate) {
        this.settings = settings;
        this.index = index;
        this.port = port;
        this.info = port.info();
        this.lower = lower;
        this.gate = gate;
    }

    @Override
    public String name() {
        return settings.name();
    }

    /** Its index: that of {@link Burst#portIndex}. */
    public int index() {
        return index;
    }

    /** What it is and can do. */
    public PortInfo info() {
        return info;
    }

    /** How it was set up. */
    public PortConfiguration configuration() {
        return configuration;
    }

    /** What is other than wished, in words for the operator. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** MTU in force in bytes: the kernel interface's where the port lies on one. */
    public int mtu() {
        return lower == null ? configuration.mtu() : lower.mtu();
    }

    /** Queues each way. */
    public int queues() {
        return sources.size();
    }

    /** Its receive queue {@code queue}, for one thread. */
    public DpdkFrameSource source(int queue) {
        return sources.get(queue);
    }

    /** Its transmit queue {@code queue}, for one thread. */
    public DpdkFrameSink sink(int queue) {
        return sinks.get(queue);
    }

    @Override
    public Link link() {
        Link link = port.link();
        if (lower == null) {
            return link;
        }
        // Drivers on kernel interfaces report a link that is always up.
        return new Link(lower.isRunning(), -1, link.fullDuplex(), link.autoneg());
    }

    @Override
    public boolean link(boolean up) {
        return lower == null ? port.link(up) : lower.up(up);
    }

    /** What its device has counted. */
    public PortStats stats() {
        return port.stats();
    }

    /** Free buffers of the pool it receives into. */
    public long availableBuffers() {
        return pool.available();
    }

    @Override
    public String toString() {
        return name() + " (" + port.device() + ")";
    }

    /** Most queues each way that keep both directions of a flow together; says so when fewer than wished. */
    int usableQueues(int wished) {
        int queues = Math.min(wished, Math.min(info.maxRxQueues(), info.maxTxQueues()));
        if (queues < wished) {
            notes.add(this + ": " + wished + " queues wished, the device has " + queues);
        }
        // The kernel's fan-out of af_packet hashes both directions alike. A capture's queues are files of their own, in
        // which flows are kept together by whoever cut it.
        boolean spreads = info.rssTypes() != 0 || info.driver().equals("net_af_packet")
                || info.driver().equals("net_pcap");
        if (queues > 1 && !spreads) {
            notes.add(this + ": the device cannot spread flows over queues, so 1 is used instead of " + queues
                    + "; to inspect on several cores use threading mode dedicated");
            queues = 1;
        }
        return queues;
    }

    void configure(PacketPool into, WireSettings wire, int queues, int mtu, Arena arena) {
        pool = into;
        poolBuffers = into.count();
        if (mtu > info.maxMtu()) {
            throw mtuRefused(wire, "MTU " + mtu + " is more than the device can take", info.maxMtu());
        }
        PortRequest request = new PortRequest(queues, queues, wire.rxDescriptors(), wire.txDescriptors(), mtu,
                queues > 1 && info.rssTypes() != 0 ? wire.rss() : PortRequest.Rss.OFF, true, true, wire.checksum());
        try {
            configuration = port.configure(into, request);
        } catch (DpdkException refused) {
            throw new PortException("port " + name() + ": " + refused.getMessage() + poolHint(into), refused);
        }
        refuseOrNote(wire, mtu);
        for (int queue = 0; queue < queues; queue++) {
            sources.add(new DpdkFrameSource(arena, port, queue, into, index, gate));
            sinks.add(new DpdkFrameSink(arena, port, queue, into, wire.transmitAttempts(), gate));
        }
    }

    /** Drivers seldom say that they found too few buffers. */
    private static String poolHint(PacketPool pool) {
        return pool.available() >= PLENTY_BUFFERS ? ""
                : "\nIts pool has " + pool.available() + " free buffers, which may be too few for its descriptors: "
                        + "raise buffers-per-port, or lower rx-descriptors";
    }

    private void refuseOrNote(WireSettings wire, int mtu) {
        for (PortConfiguration.Clamped clamped : configuration.clamped()) {
            if (clamped.setting() == Setting.MTU && mtu != 0) {
                throw mtuRefused(wire, clamped.words(), configuration.mtu());
            }
            if (clamped.setting() == Setting.RSS) {
                throw new PortException("port " + name() + ": " + clamped + ". Set queues of wire " + wire.name()
                        + " to 1");
            }
            if (clamped.setting() != Setting.SCATTER) {
                notes.add(this + ": " + clamped);
            }
        }
    }

    private PortException mtuRefused(WireSettings wire, String words, int most) {
        return new PortException("port " + name() + ": " + words + ". Set mtu of wire " + wire.name() + " to " + most
                + " or less" + (info.driver().equals("net_af_xdp")
                        ? ", or use net_af_packet: a frame of AF_XDP has to fit a page" : ""));
    }

    /** Receive queues that take all buffers for themselves would starve the wire silently. */
    void refuseTooFewBuffers(DpdkPort other) {
        int wanted = receiveBuffers() + (pool == other.pool ? other.receiveBuffers() : 0);
        if (wanted > poolBuffers) {
            throw new PortException("port " + name() + ": its pool has " + poolBuffers + " buffers, but receive queues "
                    + "and bursts under way may take " + wanted + ". Raise buffers-per-port, or lower rx-descriptors");
        }
    }

    private int receiveBuffers() {
        return queues() * (configuration.rxDescriptors() + 2 * Burst.CAPACITY);
    }

    void start() {
        try {
            port.start();
            started = true;
        } catch (DpdkException refused) {
            throw new PortException("port " + name() + ": " + refused.getMessage(), refused);
        }
    }

    /**
     * Frees what came before the wire was open: sockets on the kernel's interfaces take frames in from the moment they
     * are made, seconds before. Where frames come as fast as they are freed, it ends after a time.
     */
    void discardWaiting() {
        if (lower == null) {
            return;
        }
        long fromNs = System.nanoTime();
        try (Arena own = Arena.ofConfined()) {
            Burst burst = new Burst(own, DISCARD_SCRATCH);
            for (DpdkFrameSource source : sources) {
                int discarded;
                do {
                    discarded = source.discard(burst);
                    discardedAtStart += discarded;
                } while (discarded > 0 && System.nanoTime() - fromNs < DISCARD_NS);
            }
        }
    }

    /** Frames freed because they had waited since before the wire was open. */
    public long discardedAtStart() {
        return discardedAtStart;
    }

    /** Makes queue numbers agree with the other end's; both have at least {@code period} table entries. */
    boolean spread(int period) {
        return port.spread(queues(), period);
    }

    void close() {
        if (started) {
            port.stop();
            started = false;
        }
        port.detach();
        if (lower != null) {
            lower.restore();
        }
    }

    /** The kernel's interface under a port. */
    static final class LowerInterface {
        private static final int MERGING = KernelInterface.GRO | KernelInterface.LRO;

        private final KernelInterface kernel;
        private final boolean upBefore;
        private final int mtuBefore;
        private final int offloadsBefore;

        /** Remembers how the interface is, and readies it: on, and merging no frames. */
        LowerInterface(KernelInterface kernel, int mtu) {
            this.kernel = kernel;
            upBefore = kernel.isUp();
            mtuBefore = kernel.mtu();
            offloadsBefore = kernel.offloads();
            kernel.offloads(MERGING, 0);
            if (mtu != 0 && mtu != mtuBefore) {
                kernel.mtu(mtu);
            }
            if (!upBefore) {
                kernel.up(true);
            }
        }

        int mtu() {
            return kernel.mtu();
        }

        boolean isRunning() {
            return kernel.exists() && kernel.isRunning();
        }

        boolean up(boolean on) {
            if (!kernel.exists()) {
                return false;
            }
            kernel.up(on);
            return true;
        }

        /** Leaves the interface as it was found; it may be gone by now. */
        void restore() {
            if (kernel.exists()) {
                kernel.offloads(MERGING, offloadsBefore);
                if (kernel.mtu() != mtuBefore) {
                    kernel.mtu(mtuBefore);
                }
                kernel.up(upBefore);
            }
        }
    }
}
