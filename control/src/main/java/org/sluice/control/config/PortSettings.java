package org.sluice.control.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Wires, threads and the DPDK environment: what carries packets. */
public final class PortSettings {
    static final SettingGroup WIRES = new SettingGroup("Wires: pairs of ports that packets cross");

    private static final SettingType<String> NAME =
        SettingType.text(Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,30}"), "a name of letters, digits, - and _");
    private static final SettingType<String> DEVICE = SettingType.text(
        Pattern.compile("(?:[0-9a-fA-F]{4}:)?[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-7]|(?:net|eth)_[a-z0-9_]+(?:,.*)?"),
        "a PCI address (0000:01:00.0) or a DPDK device string (net_af_packet0,iface=eth1); `sluice doctor` lists "
        + "what is here");

    /** Name of a wire. */
    public static final Setting<String> WIRE_NAME = WIRES.add(Setting.of("wires.*.name", NAME, null,
        "How events and counters call the wire. Default: wire0, wire1..."));
    /** One end of a wire. */
    public static final Setting<String> WIRE_LEFT = WIRES.add(Setting.of("wires.*.left", DEVICE, null,
        "One end: a PCI address bound to a DPDK driver, or a DPDK device string."));
    /** The other end of a wire. */
    public static final Setting<String> WIRE_RIGHT = WIRES.add(Setting.of("wires.*.right", DEVICE, null,
        "The other end."));
    /** Largest frame of a wire, without Ethernet header. */
    public static final Setting<Integer> WIRE_MTU = WIRES.integer("wires.*.mtu", 68, 9_600, "1500",
        "The largest packet that passes, without its Ethernet header; 9000 for jumbo frames.");
    /** Receive queues of each end. */
    public static final Setting<Integer> WIRE_QUEUES = WIRES.integer("wires.*.queues", 1, 64, "1",
        "Receive queues of each end; more than one needs a device with symmetric RSS.");

    static final SettingGroup THREADING = new SettingGroup("Threads: which core does what");

    /** Which thread runs which stage. */
    public enum Mode {
        /** One core per queue runs every stage. */
        SHARED,
        /** One core moves packets, others inspect. */
        DEDICATED
    }

    /** What a thread does when nothing is waiting. */
    public enum Idle {
        /** Polls on: lowest latency, a whole core. */
        BUSY_SPIN,
        /** Polls on, letting other threads of the core run. */
        YIELD,
        /** Polls as long as a packet is likely to come, then parks. */
        BACKOFF
    }

    /** What happens to packets that come faster than they can be inspected. */
    public enum Overload {
        /** Stop receiving; the device counts what it loses. */
        BACKPRESSURE,
        /** Forward uninspected, and count. */
        BYPASS,
        /** Drop, and count. */
        DROP
    }

    /** Threading mode. */
    public static final Setting<Mode> MODE = THREADING.choice("threading.mode", Mode.class, "shared",
        "shared: one pinned core per queue does everything; the fastest where devices have RSS. "
            + "dedicated: one core moves packets and `inspectors` others inspect; for devices without RSS.")
            .essential();
    /** Cores of the pipeline threads. */
    public static final Setting<List<Integer>> CORES = THREADING.add(Setting.of("threading.cores",
        SettingType.cores(), "[]",
        "Cores of the pipeline's threads, in order; empty: as the kernel schedules them. Give it cores that nothing "
        + "else "
            + "uses (isolcpus); `sluice doctor` tells.")).essential();
    /** Inspecting threads in dedicated mode. */
    public static final Setting<Integer> INSPECTORS = THREADING.integer("threading.inspectors", 1, 62, "1",
        "Inspecting threads in dedicated mode.");
    /** Idle strategy. */
    public static final Setting<Idle> IDLE = THREADING.choice("threading.idle-strategy", Idle.class, "backoff",
        "busy-spin: lowest latency, burns the core. yield: burns it, but lets others have it. backoff: polls on for "
            + "twice the time that the last packet took to come, 0.5 to 4 ms, then parks for 10 to 100 us at a time, "
            + "after a second for 250 us: traffic of some hundred packets a second is met as by busy-spin, an idle "
            + "machine keeps its core.").essential();
    /** Overload policy. */
    public static final Setting<Overload> OVERLOAD = THREADING.choice("threading.overload-policy", Overload.class,
        "backpressure", "When packets come faster than they can be inspected. backpressure: the device loses and "
            + "counts them. bypass: forward uninspected. drop: drop. Each is counted. Only with `mode: dedicated`: "
            + "where one thread does everything nothing waits between its stages, and what it cannot take the device "
            + "loses, as by backpressure.").essential();
    /** Start-up drill. */
    public static final Setting<Duration> DRILL = THREADING.add(Setting.of("threading.start-up-drill",
        SettingType.duration(Duration.ZERO, Duration.ofMinutes(1)), "2s",
        "How long made-up traffic runs through every stage before the ports open, so that the first real packet meets "
            + "warm code. 0s: not at all. At most 0.3s right after a data plane has died, as traffic waits."));
    /** Slots of a ring. */
    public static final Setting<Integer> RING_SLOTS = THREADING.integer("threading.ring-slots", 2, 1_024, "16",
        "Bursts between the thread that moves packets and those that inspect, in dedicated mode; a power of two.");

    static final SettingGroup EAL = new SettingGroup("DPDK's environment");

    /** Whether to use hugepages. */
    public enum Hugepages {
        /** Where enough are free. */
        AUTO,
        /** Refuse to start without. */
        YES,
        /** Ordinary pages: 2.5 times slower. */
        NO
    }

    /** Hugepages. */
    public static final Setting<Hugepages> HUGEPAGES = EAL.choice("eal.hugepages", Hugepages.class, "auto",
        "auto: where enough are free, else ordinary pages, which are 2.5 times slower; the start says which. yes: "
        + "refuse to "
            + "start without. `sluice doctor` prints the command that reserves them.").essential();
    /** Packet buffers. */
    public static final Setting<Integer> BUFFERS = EAL.integer("eal.buffers-per-port", 0, 4_194_303, "0",
        "Packet buffers for each end of a wire; 0: as many as its queues, their descriptors and the threads' caches "
            + "need.");
    /** Receive descriptors. */
    public static final Setting<Integer> RX_DESCRIPTORS = EAL.integer("eal.rx-descriptors", 0, 32_768, "0",
        "Frames a receive queue can hold; 0: the driver's choice, usually 1,024 or 2,048.");
    /** Transmit descriptors. */
    public static final Setting<Integer> TX_DESCRIPTORS = EAL.integer("eal.tx-descriptors", 0, 32_768, "0",
        "Frames a transmit queue can hold; 0: the driver's choice.");
    /** More arguments for the EAL. */
    public static final Setting<List<String>> EAL_ARGUMENTS = EAL.add(Setting.of("eal.extra-args",
        SettingType.list(SettingType.text()), "[]", "More arguments for DPDK's EAL, such as [--log-level=pmd:debug]."));

    private PortSettings() {
    }
}
