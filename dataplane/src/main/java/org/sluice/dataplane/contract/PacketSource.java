package org.sluice.dataplane.contract;

/** Where an inspected packet came from: the frame itself, a tunnel in it, or made by the engine. */
public enum PacketSource {
    /** Not said. */
    NONE(""),
    /** The frame as it came from the port or the capture. */
    WIRE("wire/pcap"),
    /** Inside GRE. */
    GRE("gre tunnel"),
    /** IP in IPv4. */
    IPV4_TUNNEL("ipv4 tunnel"),
    /** IP in IPv6. */
    IPV6_TUNNEL("ipv6 tunnel"),
    /** Inside Teredo. */
    TEREDO("teredo tunnel"),
    /** Inside VXLAN. */
    VXLAN("vxlan encapsulation"),
    /** Inside GENEVE. */
    GENEVE("geneve encapsulation"),
    /** Inside ERSPAN. */
    ERSPAN("erspan tunnel"),
    /** Put together from fragments. */
    DEFRAG("defrag"),
    /** Pseudo packet when a flow ends with data not yet inspected. */
    FLOW_TIMEOUT("stream (flow timeout)"),
    /** Pseudo packet when detection is reloaded. */
    DETECT_RELOAD("stream (detect reload)"),
    /** Pseudo packet for a protocol's change. */
    PROTOCOL_CHANGE("stream (protocol change)");

    private static final PacketSource[] VALUES = values();

    private final String jsonName;

    PacketSource(final String jsonName) {
        this.jsonName = jsonName;
    }

    /** @return {@code pkt_src} in EVE JSON, empty for {@link #NONE} */
    public String jsonName() {
        return jsonName;
    }

    static PacketSource of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : NONE;
    }
}
