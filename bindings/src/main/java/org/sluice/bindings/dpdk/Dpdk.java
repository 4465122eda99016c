package org.sluice.bindings.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.sluice.bindings.NativeText;

/** The DPDK environment of this process. Started once; cold. */
public final class Dpdk {
    /** Bytes of the texts that tell why something failed. */
    static final int REASON_BYTES = 8 * 1024;

    private static final int LOG_BYTES = 64 * 1024;

    private Dpdk() {
    }

    /** Name and version, "DPDK 22.11.11". */
    public static String version() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(REASON_BYTES);
            sluice_dpdk_h.sluice_dpdk_version(text, REASON_BYTES);
            return NativeText.of(text);
        }
    }

    /**
     * Starts the environment. It is done from a thread of its own that ends at once, because DPDK pins whichever thread
     * does it and threads inherit that. Everything DPDK logs is kept from now on, see {@link #takeLog}.
     *
     * @param arguments as on the command line of any DPDK program, the program's name left out
     * @throws DpdkException with what was logged, and the cure where it is known
     */
    public static void start(List<String> arguments) {
        RuntimeException[] failure = new RuntimeException[1];
        Error[] error = new Error[1];
        Thread starter = new Thread(() -> {
            try {
                startHere(arguments);
            } catch (RuntimeException thrown) {
                failure[0] = thrown;
            } catch (Error thrown) {
                error[0] = thrown;
            }
        }, "eal-start");
        starter.start();
        boolean interrupted = false;
        while (starter.isAlive()) {
            try {
                starter.join();
            } catch (InterruptedException asked) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (error[0] != null) {
            throw error[0];
        }
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    /** Ends the environment; it cannot be started again in this process. */
    public static void stop() {
        sluice_dpdk_h.sluice_eal_cleanup();
    }

    /**
     * Registers the calling thread, which gives it a cache in every packet pool.
     *
     * @return its number in DPDK
     */
    public static int registerThread() {
        int result = sluice_dpdk_h.sluice_thread_register();
        if (result < 0) {
            throw new DpdkException("cannot register thread " + Thread.currentThread().getName() + " with DPDK", result,
                    "");
        }
        return result;
    }

    /** Gives the calling thread's number and caches back; before it ends. */
    public static void unregisterThread() {
        sluice_dpdk_h.sluice_thread_unregister();
    }

    /** Least important level that is logged, 1 (emergency) to 8 (debug). */
    public static void logLevel(int level) {
        sluice_dpdk_h.sluice_log_level(level);
    }

    /** What DPDK and its drivers logged since the last call, empty if nothing. */
    public static String takeLog() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(LOG_BYTES);
            sluice_dpdk_h.sluice_log_take(text, LOG_BYTES);
            return NativeText.of(text);
        }
    }

    /**
     * Finds a port, probing its device if need be.
     *
     * @param device a PCI address ("0000:03:00.0") or a virtual device with its arguments ("net_pcap0,iface=eth0");
     *     what the name's number is is free, but each device needs its own
     */
    public static Port attach(String device) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment reason = arena.allocate(REASON_BYTES);
            int port = sluice_dpdk_h.sluice_port_attach(arena.allocateFrom(device), reason, REASON_BYTES);
            if (port < 0) {
                throw new DpdkException("cannot find or open device " + device, port, NativeText.of(reason));
            }
            return new Port(port, device);
        }
    }

    private static void startHere(List<String> arguments) {
        // The environment keeps pointers into its arguments, so they live as long as the process.
        Arena arena = Arena.global();
        int count = arguments.size() + 1;
        MemorySegment vector = arena.allocate(ValueLayout.ADDRESS, count + 1L);
        vector.setAtIndex(ValueLayout.ADDRESS, 0, arena.allocateFrom("sluice"));
        for (int i = 1; i < count; i++) {
            vector.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(arguments.get(i - 1)));
        }
        MemorySegment reason = arena.allocate(REASON_BYTES);
        int result = sluice_dpdk_h.sluice_eal_init(count, vector, reason, REASON_BYTES);
        if (result < 0) {
            throw new DpdkException("cannot start DPDK with " + String.join(" ", arguments), result,
                    NativeText.of(reason));
        }
    }
}
