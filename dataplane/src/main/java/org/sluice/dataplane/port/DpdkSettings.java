package org.sluice.dataplane.port;

import java.util.List;

/**
 * Settings of the DPDK environment and its packet memory.
 *
 * @param hugePages whether packet memory lies in huge pages
 * @param buffersPerPort packet buffers for each port of a wire, 0 for as many as its queues, their descriptors and the
 *     threads' caches need
 * @param bufferCache buffers each pipeline thread keeps for itself, at most 512: what matters most for speed
 * @param arguments further arguments for the environment, as any DPDK program takes them
 * @param logLevel least important level that is logged, 1 (emergency) to 8 (debug)
 */
public record DpdkSettings(HugePages hugePages, int buffersPerPort, int bufferCache, List<String> arguments,
        int logLevel) {
    private static final int LEAST_BUFFERS = 4_096;
    /** Bursts of a pipeline's ring that may be full. */
    private static final int BURSTS_UNDER_WAY = 8;
    /** What drivers choose for themselves is at most this. */
    private static final int USUAL_DESCRIPTORS = 2_048;
    private static final int BUFFER_CACHE = 512;
    private static final int MOST_CACHE = 512;
    private static final int LOG_NOTICE = 6;

    /** Whether packet memory lies in huge pages. */
    public enum HugePages {
        /** Where enough are free; else in ordinary ones, which is said. */
        AUTO,
        /** Always; none free is an error. */
        ON,
        /** Never: works everywhere, 2.5 times slower on fast devices. */
        OFF
    }

    /** Refuses what the environment would. */
    public DpdkSettings {
        arguments = List.copyOf(arguments);
        if (bufferCache < 0 || bufferCache > MOST_CACHE) {
            throw new PortException("dpdk: buffer-cache is " + bufferCache + ", allowed is 0 to " + MOST_CACHE);
        }
        if (buffersPerPort != 0 && buffersPerPort < 2 * Math.max(bufferCache, Burst.CAPACITY)) {
            throw new PortException("dpdk: buffers-per-port is " + buffersPerPort + ", allowed is 0 (as many as "
                    + "needed) or at least " + 2 * Math.max(bufferCache, Burst.CAPACITY) + ", twice buffer-cache");
        }
        if (logLevel < 1 || logLevel > 8) {
            throw new PortException("dpdk: log-level is " + logLevel + ", allowed is 1 (emergency) to 8 (debug)");
        }
    }

    /** Huge pages where there are any, as many buffers as needed. */
    public static DpdkSettings defaults() {
        return new DpdkSettings(HugePages.AUTO, 0, BUFFER_CACHE, List.of(), LOG_NOTICE);
    }

    /** Buffers in the pool of a wire: for both ends, a power of two minus one, which packs best. */
    int buffersFor(WireSettings wire) {
        int perPort = buffersPerPort;
        if (perPort == 0) {
            int usual = holdsNone(wire.left()) && holdsNone(wire.right()) ? 0 : USUAL_DESCRIPTORS;
            int descriptors = (wire.rxDescriptors() == 0 ? usual : wire.rxDescriptors())
                    + (wire.txDescriptors() == 0 ? usual : wire.txDescriptors());
            int perQueue = descriptors + 2 * bufferCache + BURSTS_UNDER_WAY * Burst.CAPACITY;
            perPort = Math.max(LEAST_BUFFERS, wire.queues() * perQueue);
        }
        return (Integer.highestOneBit(2 * perPort - 1) << 1) - 1;
    }

    /** Whether no buffer waits in the device's queues: af_packet copies, out of and into rings of the kernel. */
    private static boolean holdsNone(PortSettings end) {
        DeviceSpec device = DeviceSpec.parse(end.device());
        return device.isDriver("net_af_packet") || device.isDriver("eth_af_packet");
    }

    /** The same with other huge pages. */
    public DpdkSettings withHugePages(HugePages wished) {
        return new DpdkSettings(wished, buffersPerPort, bufferCache, arguments, logLevel);
    }

    /** The same with other packet memory. */
    public DpdkSettings withBuffers(int perPort, int cache) {
        return new DpdkSettings(hugePages, perPort, cache, arguments, logLevel);
    }
}
