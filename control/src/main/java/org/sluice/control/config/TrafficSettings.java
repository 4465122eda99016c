package org.sluice.control.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Decoding, flows and streams: how packets become conversations. */
public final class TrafficSettings {
    static final SettingGroup VARS = new SettingGroup("Variables of rules");

    private static final SettingType<String> GROUP =
        SettingType.ruleGroup("addresses as a rule takes them, such as \"[10.0.0.0/8,!10.1.1.1]\"");
    private static final SettingType<String> PORTS =
        SettingType.ruleGroup("ports as a rule takes them, such as \"[80,8000:8080]\"");

    private static final SettingType<List<Integer>> PORT_LIST = SettingType.list(SettingType.integer(1, 65_535));

    /** An address variable. */
    public static final Setting<String> ADDRESS_GROUP = VARS.add(Setting.of("vars.address-groups.*", GROUP, null,
        "A variable for addresses, used as $NAME in rules."));
    /** A port variable. */
    public static final Setting<String> PORT_GROUP = VARS.add(Setting.of("vars.port-groups.*", PORTS, null,
        "A variable for ports, used as $NAME in rules."));

    static final SettingGroup POLICIES = new SettingGroup("When something cannot be handled as it should be");

    /** The policy where no closer one is set. */
    public static final Setting<Policy> EXCEPTION_POLICY = POLICIES.policy("exception-policy", "ignore",
        "For every ...-policy below that is not set itself: ignore, pass-packet, pass-flow, bypass, drop-packet, drop-flow, "
            + "reject or auto. ignore: packets of broken or unseen beginnings go on being forwarded, and are counted. auto, "
            + "Suricata's default: drop-flow where rules drop, else ignore. Stricter is safer against evasion and costs "
            + "connections.").essential();

    static final SettingGroup DECODER = new SettingGroup("Decoder and fragments");

    /** VLANs apart. */
    public static final Setting<Boolean> VLAN_TRACKING = DECODER.bool("vlan.use-for-tracking", "yes",
        "Whether the same addresses and ports in another VLAN are another flow.");
    /** VXLAN. */
    public static final Setting<Boolean> VXLAN = DECODER.bool("decoder.vxlan.enabled", "yes",
        "Look into VXLAN tunnels.");
    /** VXLAN's ports. */
    public static final Setting<List<Integer>> VXLAN_PORTS = DECODER.add(Setting.of("decoder.vxlan.ports", PORT_LIST,
        "[4789]",
        "UDP ports of VXLAN."));
    /** GENEVE. */
    public static final Setting<Boolean> GENEVE = DECODER.bool("decoder.geneve.enabled", "yes",
        "Look into GENEVE tunnels.");
    /** GENEVE's ports. */
    public static final Setting<List<Integer>> GENEVE_PORTS = DECODER.add(Setting.of("decoder.geneve.ports",
        PORT_LIST, "[6081]",
        "UDP ports of GENEVE."));
    /** Teredo. */
    public static final Setting<Boolean> TEREDO = DECODER.bool("decoder.teredo.enabled", "yes",
        "Look into Teredo tunnels.");
    /** Teredo's ports. */
    public static final Setting<List<Integer>> TEREDO_PORTS = DECODER.add(Setting.of("decoder.teredo.ports",
        PORT_LIST, "[3544]",
        "UDP ports of Teredo."));
    /** Depth of tunnels. */
    public static final Setting<Integer> MAX_LAYERS = DECODER.integer("decoder.max-layers", 1, 64, "16",
        "Headers looked into of one packet; more is an event (decode-event:too_many_layers).");
    /** Fragments' memory. */
    public static final Setting<Long> DEFRAG_MEMCAP = DECODER.bytes("defrag.memcap", "32mb",
        "Memory for fragments that wait for the rest of their packet.");
    /** Policy at its end. */
    public static final Setting<Policy> DEFRAG_MEMCAP_POLICY = DECODER.policy("defrag.memcap-policy", "drop-packet",
        "For a fragment that finds no memory: a flood of fragments must not make others pass uninspected.");
    /** Fragments that contradict each other. */
    public static final Setting<Policy> DEFRAG_OVERLAP_POLICY = DECODER.policy("defrag.overlap-policy", "drop-packet",
        "For fragments that say different things of the same bytes: drop-packet drops the later one, so that every host "
            + "reads what was inspected; ignore forwards it and goes by host-os-policy. A replay ignores.");
    /** Packets being put together. */
    public static final Setting<Integer> DEFRAG_TRACKERS = DECODER.integer("defrag.trackers", 16, 1 << 20, "16384",
        "Fragmented packets put together at once, for all workers.");
    /** Fragments' lifetime. */
    public static final Setting<Duration> DEFRAG_TIMEOUT = DECODER.duration("defrag.timeout", "60s",
        "After this a fragmented packet that is not complete is given up.");
    /** Targets by address. */
    public static final Setting<List<String>> HOST_OS_POLICY = DECODER.add(Setting.of("host-os-policy.*",
        SettingType.list(SettingType.text(Pattern.compile("[0-9a-fA-F.:/]+"), "is an address or network")), null,
        "Addresses whose hosts put overlapping fragments and segments together like windows, linux, old-linux, bsd, "
            + "bsd-right, solaris, hpux10, hpux11, irix, macos, vista or windows2k3. Default: bsd for fragments. "
            + "Segments only where a replay listens: elsewhere, and to hosts not named, what came first stays."));

    static final SettingGroup FLOW = new SettingGroup("Flows");

    /** Most flows. */
    public static final Setting<Integer> FLOW_CAPACITY = FLOW.integer("flow.capacity", 16, 1 << 26, "262144",
        "Flows at once, for all workers together; about 220 bytes each, taken as they come.").essential();
    /** Full table. */
    public static final Setting<Policy> FLOW_MEMCAP_POLICY = FLOW.policy("flow.memcap-policy",
        "For a packet whose flow finds no place in the table.");
    /** Emergency. */
    public static final Setting<Integer> FLOW_EMERGENCY_RECOVERY = FLOW.integer("flow.emergency-recovery", 1, 99, "30",
        "Percent of the table that must be free before the shorter emergency timeouts end.");
    /** Timeouts. */
    public static final Setting<Duration> FLOW_TIMEOUT = FLOW.duration("flow-timeouts.*.*", null,
        "How long a silent flow of default, tcp, udp or icmp lives in state new, established, closed or bypassed, "
        + "and with "
            + "emergency- before the state, while the table is nearly full.");

    static final SettingGroup STREAM = new SettingGroup("TCP streams");

    /** Inline mode. */
    public enum Inline {
        /** Yes where packets can be dropped. */
        AUTO,
        /** Data is inspected when it comes. */
        YES,
        /** As yes. */
        TRUE,
        /** Data is inspected when it is acknowledged. */
        NO,
        /** As no. */
        FALSE
    }

    /** Urgent data. */
    public enum Urgent {
        /** Made ordinary data. */
        CLEAR,
        /** As ordinary data. */
        INLINE,
        /** Taken out of the stream. */
        OOB,
        /** Packets with it are dropped. */
        DROP,
        /** A hole in the stream. */
        GAP
    }

    /** Repeated bytes that differ. */
    public enum Overlap {
        /** The packet is dropped. */
        DROP,
        /** It is forwarded. */
        IGNORE
    }

    /** Sessions' memory. */
    public static final Setting<Long> STREAM_MEMCAP = STREAM.bytes("stream.memcap", "64mb", "Memory for TCP sessions.");
    /** Its policy. */
    public static final Setting<Policy> STREAM_MEMCAP_POLICY = STREAM.policy("stream.memcap-policy",
        "For a packet whose TCP session finds no memory.");
    /** Checksums. */
    public static final Setting<Boolean> CHECKSUM_VALIDATION = STREAM.bool("stream.checksum-validation", "yes",
        "Keep segments with wrong checksums out of the stream, as their receiver does. `replay -k none` turns it off.");
    /** Midstream pick-up. */
    public static final Setting<Boolean> MIDSTREAM = STREAM.bool("stream.midstream", "yes",
        "Follow TCP sessions whose beginning was not seen: those older than this process, or begun another way. no: "
            + "they pass without being put together (stream.midstream-policy). In replays no, unless it is given.").essential();
    /** Policy for them. */
    public static final Setting<Policy> MIDSTREAM_POLICY = STREAM.policy("stream.midstream-policy",
        "For a TCP session whose beginning was not seen.");
    /** One side only. */
    public static final Setting<Boolean> ASYNC_ONESIDE = STREAM.bool("stream.async-oneside", "no",
        "Take it that only one direction of sessions passes here. With stream.midstream, a session whose client goes "
            + "on though no SYN/ACK came by is taken for such a one anyway.");
    /** Inline. */
    public static final Setting<Inline> STREAM_INLINE = STREAM.choice("stream.inline", Inline.class, "auto",
        "When data is inspected. yes: when it comes, before it is forwarded; always so on a wire. no, for replays only: when "
            + "its receiver acknowledges it, as by a listener beside the wire. auto: yes on a wire and in replays with "
            + "--ips, else no.");
    /** Invalid packets. */
    public static final Setting<Boolean> DROP_INVALID = STREAM.bool("stream.drop-invalid", "yes",
        "Drop segments that TCP does not allow in their session's state, so that they cannot blind the inspection. "
            + "Those that bring their receiver nothing new pass (tcp.not_believed).");
    /** SYN/ACKs. */
    public static final Setting<Integer> MAX_SYNACK_QUEUED = STREAM.integer("stream.max-synack-queued", 0, 255, "5",
        "Differing SYN/ACKs remembered until the client's ACK tells which one counts.");
    /** Reassembly's memory. */
    public static final Setting<Long> REASSEMBLY_MEMCAP = STREAM.bytes("stream.reassembly.memcap", "64mb",
        "Memory for segments that wait for the ones before them, and for the window that rules look at.");
    /** Its policy. */
    public static final Setting<Policy> REASSEMBLY_MEMCAP_POLICY = STREAM.policy("stream.reassembly.memcap-policy",
        "drop-packet", "For a segment that finds no memory; when it is dropped its sender repeats it.");
    /** Conflicting repeats. */
    public static final Setting<Overlap> OVERLAP_POLICY = STREAM.choice("stream.reassembly.overlap-policy",
        Overlap.class,
        "drop", "For a packet that repeats bytes of the stream differently: drop, because its receiver may believe the "
            + "second copy; ignore forwards it, and the first bytes count here.");
    /** Depth. */
    public static final Setting<Long> REASSEMBLY_DEPTH = STREAM.bytes("stream.reassembly.depth", "1mb",
        "Bytes of each direction that are inspected; 0 for all. Attacks are in the beginning of nearly every stream, "
        + "bulk "
            + "data is what follows.").essential();
    /** Urgent data. */
    public static final Setting<Urgent> URGENT_POLICY = STREAM.choice("stream.reassembly.urgent.policy", Urgent.class,
        "clear", "What becomes of urgent data, of which nobody on the way knows what a socket makes: clear makes it ordinary "
            + "data, by taking the mark off the packet; oob leaves it out, as sockets do by default; inline takes it as "
            + "ordinary data; drop drops the packet; gap makes a hole. A replay takes clear for oob.");

    static final List<SettingGroup> GROUPS = List.of(VARS, POLICIES, DECODER, FLOW, STREAM);

    private TrafficSettings() {
    }
}
