package org.sluice.bindings.posix;

import static org.sluice.bindings.posix.sluice_posix_h.sluice_interface_mtu_set;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_interface_offloads_set;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_interface_switch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.sluice.bindings.Errno;
import org.sluice.bindings.NativeException;

/** A network interface of the kernel in this process's network namespace. Changing it needs CAP_NET_ADMIN. Cold. */
public final class KernelInterface {
    /** Received packets are merged into longer ones. */
    public static final int GRO = 1;
    /** Received packets are merged by the device. */
    public static final int LRO = 2;
    /** Packets are cut late when sent. */
    public static final int GSO = 4;
    /** Packets are cut by the device when sent. */
    public static final int TSO = 8;
    /** Checksums are verified by the device. */
    public static final int RX_CHECKSUM = 16;
    /** Checksums are written by the device. */
    public static final int TX_CHECKSUM = 32;

    private static final String[] OFFLOAD_NAMES = {"gro", "lro", "gso", "tso", "rx", "tx"};

    private final String name;

    /** @param name as {@code ip link} shows it */
    public KernelInterface(String name) {
        this.name = name;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Whether there is such an interface. */
    public boolean exists() {
        return call(sluice_posix_h::sluice_interface_state) >= 0;
    }

    /** Whether it is switched on. */
    public boolean isUp() {
        return (state() & sluice_posix_h.SLUICE_INTERFACE_UP()) != 0;
    }

    /** Whether it is switched on and has a carrier. */
    public boolean isRunning() {
        int both = sluice_posix_h.SLUICE_INTERFACE_UP() | sluice_posix_h.SLUICE_INTERFACE_RUNNING();
        return (state() & both) == both;
    }

    /** Switches it on or off. */
    public void up(boolean on) {
        check(call(text -> sluice_interface_switch(text, on ? 1 : 0)), "cannot switch interface " + name
                + (on ? " on" : " off"));
    }

    /** Its MTU in bytes. */
    public int mtu() {
        return check(call(sluice_posix_h::sluice_interface_mtu_get), "cannot read the MTU of interface " + name);
    }

    /** Sets its MTU. */
    public void mtu(int bytes) {
        check(call(text -> sluice_interface_mtu_set(text, bytes)), "cannot set the MTU of interface " + name + " to "
                + bytes);
    }

    /** The constants above, or-ed, that are on. */
    public int offloads() {
        return check(call(sluice_posix_h::sluice_interface_offloads_get), "cannot read the offloads of interface "
                + name);
    }

    /**
     * Switches offloads.
     *
     * @param mask those to switch
     * @param offloads their wished values
     * @return those of {@code mask} that could not be switched
     */
    public int offloads(int mask, int offloads) {
        return check(call(text -> sluice_interface_offloads_set(text, mask, offloads)),
                "cannot switch offloads of interface " + name);
    }

    /** Names of offloads as {@code ethtool -K} takes them. */
    public static List<String> offloadNames(int offloads) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < OFFLOAD_NAMES.length; i++) {
            if ((offloads & 1 << i) != 0) {
                names.add(OFFLOAD_NAMES[i]);
            }
        }
        return names;
    }

    @Override
    public String toString() {
        return name;
    }

    private int state() {
        return check(call(sluice_posix_h::sluice_interface_state), "cannot read the state of interface " + name);
    }

    private int call(ToIntFunction<MemorySegment> function) {
        try (Arena arena = Arena.ofConfined()) {
            return function.applyAsInt(arena.allocateFrom(name));
        }
    }

    private static int check(int result, String attempted) {
        if (result < 0) {
            throw new NativeException(attempted, result, switch (-result) {
                case Errno.ENODEV -> "ip link shows the interfaces there are.";
                case Errno.EPERM, Errno.EACCES -> "Run as root, or with CAP_NET_ADMIN.";
                default -> "";
            });
        }
        return result;
    }
}
