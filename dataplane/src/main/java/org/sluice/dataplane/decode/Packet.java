package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.DecoderEvent;

/**
 * What is known of one packet: a struct that decode fills and the stages after it read. Preallocated and reused, one
 * per packet of a burst and inspector; the fields are public because every stage lives on them.
 *
 * <p>Bytes are read through {@link #memory}, which is bounded; {@link #offset} and {@link #length} say where the packet
 * lies in it. All other {@code ...Offset} fields are relative to {@link #offset}, and are valid (inside
 * {@link #length}) when the layer they belong to was decoded. Addresses are 128 bits in two longs, big endian; an IPv4
 * address is the low 32 bits of the second, the first is 0.
 */
public final class Packet {
    /** A frame as it came from the port. */
    public static final byte WIRE = 0;
    /** The packet inside a tunnel (GRE, IP-in-IP, VXLAN, GENEVE, Teredo...). */
    public static final byte TUNNEL = 1;
    /** A datagram put together from fragments. */
    public static final byte REASSEMBLED = 2;
    /** No packet at all: the end of a flow, for what is still to be inspected. */
    public static final byte FLOW_END = 3;

    /** Tunnel kind of a packet that is in no tunnel. */
    public static final byte NO_TUNNEL = 0;
    /** Found behind an IPv4 header (IP-in-IP, 6in4). */
    public static final byte TUNNEL_IPV4 = 1;
    /** Found behind an IPv6 header (4in6, IPv6-in-IPv6). */
    public static final byte TUNNEL_IPV6 = 2;
    /** Found in GRE (with PPP, Ethernet, ERSPAN...). */
    public static final byte TUNNEL_GRE = 3;
    /** Found in Teredo. */
    public static final byte TUNNEL_TEREDO = 4;
    /** Found in VXLAN. */
    public static final byte TUNNEL_VXLAN = 5;
    /** Found in GENEVE. */
    public static final byte TUNNEL_GENEVE = 6;
    private static final int LINKTYPE_ETHERNET = 1;
    private static final String[] TUNNEL_SOURCES = {"wire/pcap", "ipv4 tunnel", "ipv6 tunnel", "gre tunnel",
        "teredo tunnel", "vxlan encapsulation", "geneve encapsulation"};

    /** From the flow's first sender to its receiver. */
    public static final int TO_SERVER = 0;
    /** The other way. */
    public static final int TO_CLIENT = 1;

    /** Words in {@link #decoderEvents}. */
    public static final int DECODER_EVENT_WORDS = 4;
    /** Words in {@link #streamEvents}. */
    public static final int STREAM_EVENT_WORDS = 2;
    /** VLAN tags kept; more are decoded and counted. */
    public static final int MAX_VLANS = 3;

    // Where it is and where it came from.
    public MemorySegment memory;
    public long offset;
    public int length;
    /**
     * pcap link type (LINKTYPE_*) the bytes begin with. A tunnel packet's is 101 (raw IP), 1 (Ethernet) or 9 (PPP); a
     * reassembled datagram's is that of its fragments.
     */
    public int linkType;
    /** {@link #WIRE}, {@link #TUNNEL}, {@link #REASSEMBLED} or {@link #FLOW_END}. */
    public byte origin;
    /** The packet this one was found in, or null. */
    public Packet outer;
    /** Tunnel depth, 0 on the wire. */
    public int depth;
    /** {@link #NO_TUNNEL} or the kind of the innermost tunnel it was found in. */
    public byte tunnelKind;
    /** Protocol layers decoded, those of the packets around it counted. */
    public int layers;
    /**
     * Its payload is a packet of its own in the list (a tunnel's, or a completed datagram): do not inspect it twice.
     */
    public boolean carriesPacket;
    /** Malformed so that a layer could not be decoded, and that no host takes it; see {@code DecoderEvent}. */
    public boolean invalid;
    /** Index of its frame in the burst. */
    public int frame;
    /** Number of the frame since start, counted from 1 ({@code pcap_cnt}). */
    public long frameNumber;
    /** Index of the port it came in at. */
    public int portIndex;
    /** ns since the Unix epoch. */
    public long timestampNs;
    /** The source gave only a part of the frame. */
    public boolean truncated;
    /** It is its frame as that is forwarded: what is written to it leaves with the frame. */
    public boolean inPlace;

    // Link layer.
    /** Offset of an Ethernet header, or -1. */
    public int ethernetOffset;
    /** EtherType of the innermost payload. */
    public int etherType;
    public int vlanCount;
    /** VLAN ids (12 bits), outermost first. */
    public final int[] vlans = new int[MAX_VLANS];

    // Network layer.
    /** 4, 6, or 0 when there is no IP. */
    public int ipVersion;
    public int ipOffset;
    /** Bytes of the IPv4 header with options; of the IPv6 header with all extension headers. */
    public int ipHeaderLength;
    /** Bytes of the IP datagram by its own header, header included. */
    public int ipLength;
    /** Upper-layer protocol number, after extension headers. */
    public int protocol;
    public int ttl;
    public int tos;
    /** IPv4 identification, or that of an IPv6 fragment header. */
    public int ipId;
    public boolean dontFragment;
    public boolean moreFragments;
    /** The IPv4 reserved bit. */
    public boolean reservedBit;
    /** Fragment offset in bytes. */
    public int fragmentOffset;
    /** Part of a fragmented datagram: the transport layer is not decoded, the payload is this part's bytes. */
    public boolean isFragment;
    /** Offset of the IPv6 fragment header, valid with {@link #isFragment}. */
    public int fragmentHeaderOffset;
    /** Offset of the byte that names the IPv6 fragment header as the next, valid with {@link #isFragment}. */
    public int fragmentNextHeaderOffset;
    /** An IPv6 routing header with segments left: the final destination is not that of the IP header. */
    public boolean sourceRouted;
    /** IPv4 options seen: bits {@code Ipv4Options.RR} and so on. */
    public int ipOptions;
    public long sourceHigh;
    public long sourceLow;
    public long destinationHigh;
    public long destinationLow;

    // Transport layer.
    /** Offset of the transport header, or -1 when there is none that was decoded. */
    public int transportOffset;
    public int transportHeaderLength;
    /** Port, or 0; ICMP carries none. */
    public int sourcePort;
    public int destinationPort;
    /** Low 8 bits: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128. */
    public int tcpFlags;
    /** Unsigned 32 bits. */
    public int tcpSequence;
    public int tcpAcknowledgement;
    public int tcpWindow;
    public int tcpUrgent;
    /** MSS option, or -1. */
    public int tcpMss;
    /** Window scale option, or -1. */
    public int tcpWindowScale;
    public boolean tcpSackPermitted;
    public boolean tcpHasTimestamp;
    public int tcpTimestamp;
    public int tcpTimestampEcho;
    /** TCP Fast Open option (RFC 7413), with or without a cookie. */
    public boolean tcpFastOpen;
    public int icmpType;
    public int icmpCode;
    /** Bytes 4 and 5 of the ICMP header: the identifier where the type has one. */
    public int icmpId;
    /** Bytes 6 and 7 of the ICMP header: the sequence number, or the low half of the MTU, where the type has one. */
    public int icmpSequence;
    /** IP version of the packet an ICMP error quotes, or 0. Addresses and ports below are valid when it is not 0. */
    public int quotedIpVersion;
    public int quotedProtocol;
    /** Ports of the quoted packet, or 0 where the quote ends before them. */
    public int quotedSourcePort;
    public int quotedDestinationPort;
    public long quotedSourceHigh;
    public long quotedSourceLow;
    public long quotedDestinationHigh;
    public long quotedDestinationLow;
    /** Offset and bytes of what the transport (or, without one, the network) layer carries. */
    public int payloadOffset;
    public int payloadLength;
    public boolean ipChecksumBad;
    public boolean transportChecksumBad;

    // Set bits are ordinals of rules.image.DecoderEvent and rules.image.StreamEvent.
    public final long[] decoderEvents = new long[DECODER_EVENT_WORDS];
    public final long[] streamEvents = new long[STREAM_EVENT_WORDS];
    /** Whether any event bit is set. */
    public boolean hasEvents;

    // Flow (set by the flow stage).
    /** Index of the flow's record, or -1. */
    public int flowIndex;
    /** {@link #TO_SERVER} or {@link #TO_CLIENT}. */
    public int direction;
    /** First packet of its flow in its direction. */
    public boolean firstInDirection;
    /** The flow was established when this packet came (counting this packet). */
    public boolean established;
    /** TCP did not take its payload into the stream: rules look at it by itself. */
    public boolean outOfStream;
    /** Of {@link #FLOW_END}: it comes before the session was closed, or before all it brought was finished. */
    public boolean cutShort;
    /** The flow's application layer has no use for datagrams this way. */
    public boolean appIdle;

    // Verdict (detect, stream, guard and policies set it; the verdict stage carries it out).
    /** Drop the frame this packet is in. */
    public boolean drop;
    /** Why: ordinal of the contract's drop reason, first one wins. */
    public int dropReason;
    /** Not to be inspected further (pass rule, bypass, policy). */
    public boolean skipInspection;

    /** Absolute address of the byte at {@code relativeOffset}, for native scans. */
    public long address(int relativeOffset) {
        return memory.address() + offset + relativeOffset;
    }

    /** Raises a decoder event. */
    public void raiseDecoderEvent(int ordinal) {
        decoderEvents[ordinal >>> 6] |= 1L << ordinal;
        hasEvents = true;
    }

    /** Raises a decoder event; the packet becomes invalid when the event says so. */
    public void raise(DecoderEvent event) {
        raiseDecoderEvent(event.ordinal());
        invalid |= event.invalidates();
    }

    /** Whether a decoder event was raised. */
    public boolean has(DecoderEvent event) {
        return (decoderEvents[event.ordinal() >>> 6] & 1L << event.ordinal()) != 0;
    }

    /** Raises a stream event. */
    public void raiseStreamEvent(int ordinal) {
        streamEvents[ordinal >>> 6] |= 1L << ordinal;
        hasEvents = true;
    }

    /** Where it came from in the words of EVE's {@code pkt_src}. */
    public String sourceName() {
        return switch (origin) {
            case REASSEMBLED -> "defrag";
            case FLOW_END -> "stream (flow timeout)";
            default -> TUNNEL_SOURCES[tunnelKind];
        };
    }

    /** Takes place, time and depth from the packet this one was found in. */
    void foundIn(Packet outer, byte origin) {
        this.origin = origin;
        this.outer = outer;
        depth = outer.depth;
        tunnelKind = outer.tunnelKind;
        layers = outer.layers;
        frame = outer.frame;
        frameNumber = outer.frameNumber;
        portIndex = outer.portIndex;
        timestampNs = outer.timestampNs;
    }

    /** Whether this is TCP with its header decoded. */
    public boolean isTcp() {
        return protocol == 6 && transportOffset >= 0;
    }

    /** Whether this is UDP with its header decoded. */
    public boolean isUdp() {
        return protocol == 17 && transportOffset >= 0;
    }

    /** Marks the frame to be dropped; the first reason stays. */
    public void drop(int reason) {
        if (!drop) {
            drop = true;
            dropReason = reason;
        }
    }

    /** Points this packet at bytes and forgets all else. */
    public void wrap(MemorySegment memory, long offset, int length, int linkType) {
        this.memory = memory;
        this.offset = offset;
        this.length = length;
        this.linkType = linkType;
        origin = WIRE;
        outer = null;
        depth = 0;
        tunnelKind = NO_TUNNEL;
        layers = 0;
        carriesPacket = false;
        invalid = false;
        truncated = false;
        inPlace = false;
        ethernetOffset = -1;
        etherType = 0;
        vlanCount = 0;
        ipVersion = 0;
        ipOffset = 0;
        ipHeaderLength = 0;
        ipLength = 0;
        protocol = 0;
        isFragment = false;
        moreFragments = false;
        dontFragment = false;
        reservedBit = false;
        fragmentOffset = 0;
        ipOptions = 0;
        sourceRouted = false;
        quotedIpVersion = 0;
        sourceHigh = 0;
        sourceLow = 0;
        destinationHigh = 0;
        destinationLow = 0;
        transportOffset = -1;
        transportHeaderLength = 0;
        sourcePort = 0;
        destinationPort = 0;
        tcpFlags = 0;
        payloadOffset = 0;
        payloadLength = 0;
        ipChecksumBad = false;
        transportChecksumBad = false;
        resetEvents();
        resetFate();
    }

    /**
     * Points this packet at an Ethernet frame that carries IPv4 without options and TCP or UDP, and sets what all such
     * packets have in common. What is left is for the caller to set: each field that {@link #wrap} resets is either
     * here, or in every such packet another.
     */
    void wrapCommon(MemorySegment memory, long offset, int length) {
        if (this.memory != memory) {
            this.memory = memory;
        }
        this.offset = offset;
        this.length = length;
        linkType = LINKTYPE_ETHERNET;
        if (origin != WIRE) {
            origin = WIRE;
            outer = null;
            depth = 0;
            tunnelKind = NO_TUNNEL;
        }
        layers = 1;
        carriesPacket = false;
        invalid = false;
        truncated = false;
        ethernetOffset = 0;
        etherType = EtherType.IPV4;
        vlanCount = 0;
        ipVersion = 4;
        ipOffset = Ethernet.HEADER;
        ipHeaderLength = Ipv4.MIN_HEADER;
        isFragment = false;
        moreFragments = false;
        fragmentOffset = 0;
        ipOptions = 0;
        sourceRouted = false;
        quotedIpVersion = 0;
        sourceHigh = 0;
        destinationHigh = 0;
        transportOffset = Ethernet.HEADER + Ipv4.MIN_HEADER;
        ipChecksumBad = false;
        transportChecksumBad = false;
        resetEvents();
        resetFate();
    }

    private void resetEvents() {
        if (hasEvents) {
            java.util.Arrays.fill(decoderEvents, 0);
            java.util.Arrays.fill(streamEvents, 0);
            hasEvents = false;
        }
    }

    /** Forgets what the stages after decode have found. */
    private void resetFate() {
        flowIndex = -1;
        direction = TO_SERVER;
        firstInDirection = false;
        established = false;
        outOfStream = false;
        appIdle = false;
        drop = false;
        dropReason = 0;
        skipInspection = false;
    }
}
