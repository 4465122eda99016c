package org.sluice.bindings.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sluice.bindings.Errno;
import org.sluice.bindings.NativeText;

/** A port: configured, started, watched, stopped, closed, in that order, by one thread at a time. */
public final class Port {
    private final int id;
    private final String device;

    Port(int id, String device) {
        this.id = id;
        this.device = device;
    }

    /** Its number in DPDK. */
    public int id() {
        return id;
    }

    /** The device string it was found by. */
    public String device() {
        return device;
    }

    /** What it is and can do. */
    public PortInfo info() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = sluice_port_info.allocate(arena);
            check(sluice_dpdk_h.sluice_port_info_get(id, info), "cannot ask what " + device + " can do");
            return PortInfo.read(info);
        }
    }

    /**
     * Sets it up, all receive queues fed from {@code pool}.
     *
     * @return what was granted; less than was wished where the device cannot do it
     * @throws DpdkException when the device refuses, with the step and what its driver logged
     */
    public PortConfiguration configure(PacketPool pool, PortRequest request) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment reason = arena.allocate(Dpdk.REASON_BYTES);
            MemorySegment setup = PortSetup.write(arena, request);
            int result = sluice_dpdk_h.sluice_port_configure(id, pool.pointer(), setup, reason, Dpdk.REASON_BYTES);
            if (result < 0) {
                throw new DpdkException("cannot set up " + device + ", " + PortSetup.failedStep(setup), result,
                        NativeText.of(reason));
            }
            return PortSetup.read(setup, request);
        }
    }

    /** Starts it: frames come and go from now on. */
    public void start() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment reason = arena.allocate(Dpdk.REASON_BYTES);
            int result = sluice_dpdk_h.sluice_port_start(id, reason, Dpdk.REASON_BYTES);
            if (result < 0) {
                throw new DpdkException("cannot start " + device, result, NativeText.of(reason));
            }
        }
    }

    /**
     * Makes hash value h go to receive queue (h % period) % queues, on a started port. Two ports given the same numbers
     * send both directions of a flow to the same queue even if their tables differ in size.
     *
     * @param period a divisor of the device's table size, {@link PortInfo#retaSize}
     * @return whether the device can do that
     */
    public boolean spread(int queues, int period) {
        return granted(sluice_dpdk_h.sluice_port_spread(id, queues, period),
                "cannot spread flows of " + device + " over " + queues + " queues");
    }

    /** Stops it; no thread may be in a burst on it. */
    public void stop() {
        check(sluice_dpdk_h.sluice_port_stop(id), "cannot stop " + device);
    }

    /** Closes the stopped port for good and removes its device. */
    public void detach() {
        check(sluice_dpdk_h.sluice_port_detach(id), "cannot remove " + device);
    }

    /** State of its link now; never waits. */
    public Link link() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment link = sluice_link.allocate(arena);
            check(sluice_dpdk_h.sluice_link_get(id, link), "cannot read the link of " + device);
            return new Link(sluice_link.up(link) != 0, sluice_link.speed_mbps(link), sluice_link.full_duplex(link) != 0,
                    sluice_link.autoneg(link) != 0);
        }
    }

    /**
     * Takes its link up or down.
     *
     * @return whether the device can do that
     */
    public boolean link(boolean up) {
        return granted(sluice_dpdk_h.sluice_link_set(id, up ? 1 : 0),
                "cannot take the link of " + device + (up ? " up" : " down"));
    }

    /**
     * Switches promiscuous mode.
     *
     * @return whether the device can do that
     */
    public boolean promiscuous(boolean on) {
        return granted(sluice_dpdk_h.sluice_port_promiscuous(id, on ? 1 : 0),
                "cannot switch promiscuous mode of " + device);
    }

    /** Its MTU in bytes. */
    public int mtu() {
        return check(sluice_dpdk_h.sluice_port_mtu_get(id), "cannot read the MTU of " + device);
    }

    /**
     * Sets its MTU.
     *
     * @return whether the device can do that
     */
    public boolean mtu(int bytes) {
        return granted(sluice_dpdk_h.sluice_port_mtu_set(id, bytes),
                "cannot set the MTU of " + device + " to " + bytes);
    }

    /** What it has counted since it was started or reset. */
    public PortStats stats() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stats = sluice_port_stats.allocate(arena);
            check(sluice_dpdk_h.sluice_port_stats_get(id, stats), "cannot read what " + device + " has counted");
            return PortStats.read(stats);
        }
    }

    /** Sets what it has counted to 0. */
    public void resetStats() {
        check(sluice_dpdk_h.sluice_port_stats_reset(id), "cannot reset what " + device + " has counted");
    }

    @Override
    public String toString() {
        return device;
    }

    private static int check(int result, String attempted) {
        if (result < 0) {
            throw new DpdkException(attempted, result, "");
        }
        return result;
    }

    private static boolean granted(int result, String attempted) {
        return result != -Errno.ENOTSUP && check(result, attempted) >= 0;
    }
}
