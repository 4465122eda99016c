package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.DecoderEvent;

/**
 * Decodes packets, whatever they begin with. One for each inspector; used by its thread alone. Allocates nothing after
 * construction and never throws for what a packet holds.
 */
public final class Decoder {
    static final byte NO_TUNNEL_PORT = 0;
    static final byte VXLAN_PORT = 1;
    static final byte GENEVE_PORT = 2;
    static final byte TEREDO_PORT = 3;

    /** Whether checksums are compared. */
    final boolean checksums;
    final boolean sctpChecksums;
    final boolean erspan;
    final DecoderCounters counters = new DecoderCounters();

    private final DecoderSettings settings;
    private final int maxLayers;
    /** What each UDP port may carry: {@link #VXLAN_PORT} and so on. */
    private final byte[] tunnelPorts = new byte[65_536];
    private PacketList list;

    /** A decoder with these settings. */
    public Decoder(DecoderSettings settings) {
        this.settings = settings;
        checksums = settings.checksums();
        sctpChecksums = settings.sctpChecksums();
        erspan = settings.erspan();
        maxLayers = settings.maxLayers();
        settings.teredoPorts().forEach(port -> tunnelPorts[port] = TEREDO_PORT);
        settings.genevePorts().forEach(port -> tunnelPorts[port] = GENEVE_PORT);
        settings.vxlanPorts().forEach(port -> tunnelPorts[port] = VXLAN_PORT);
    }

    /** What it was made with. */
    public DecoderSettings settings() {
        return settings;
    }

    /** What it has seen. */
    public DecoderCounters counters() {
        return counters;
    }

    /**
     * Decodes a frame as it came from a port: does what {@link Packet#wrap} and {@link #decode} do, in one piece when
     * it is a common one.
     *
     * @param packet filled in; its time and frame are set already
     * @param truncated only a part of the frame is there
     * @param list gives the packets found inside this one
     */
    public void decodeFrame(
            Packet packet, MemorySegment memory, long offset, int length, int linkType, boolean truncated,
            PacketList list) {
        boolean isEthernet = linkType == LinkType.ETHERNET & !truncated;
        if (!isEthernet || !CommonFrame.decode(this, packet, memory, offset, length)) {
            packet.wrap(memory, offset, length, linkType);
            packet.truncated = truncated;
            decode(packet, list);
        }
    }

    /**
     * Decodes a packet that was {@link Packet#wrap wrapped} around its bytes.
     *
     * @param packet filled in; its place, time and frame are set already
     * @param list gives the packets found inside this one, decoded too, outer before inner
     */
    public void decode(Packet packet, PacketList list) {
        this.list = list;
        counters.packets++;
        counters.bytes += packet.length;
        if (packet.linkType == LinkType.ETHERNET) {
            Ethernet.decode(this, packet, 0, packet.length);
        } else {
            LinkType.decode(this, packet);
        }
        finish(packet);
    }

    /**
     * Decodes a datagram put together from fragments: the network layer and what it carries. Place, time and link layer
     * are taken over from the fragment that completed it.
     *
     * @param packet wrapped around the link header of the first fragment, then the datagram
     * @param ipOffset where the IP header begins
     * @param last the completing fragment
     */
    public void decodeReassembled(Packet packet, int ipOffset, Packet last, PacketList list) {
        this.list = list;
        packet.foundIn(last, Packet.REASSEMBLED);
        packet.ethernetOffset = packet.linkType == LinkType.ETHERNET && ipOffset >= Ethernet.HEADER ? 0 : -1;
        packet.etherType = last.etherType;
        packet.vlanCount = last.vlanCount;
        System.arraycopy(last.vlans, 0, packet.vlans, 0, Packet.MAX_VLANS);
        last.carriesPacket = true;
        if (last.ipVersion == 4) {
            Ipv4.decode(this, packet, ipOffset, packet.length);
        } else {
            Ipv6.decode(this, packet, ipOffset, packet.length);
        }
        finish(packet);
    }

    /** Counts one more layer; false, and an event, when there are too many. */
    boolean enterLayer(Packet packet) {
        if (++packet.layers <= maxLayers) {
            return true;
        }
        counters.tooManyLayers++;
        packet.raise(DecoderEvent.TOO_MANY_LAYERS);
        return false;
    }

    /** What a UDP port may carry. */
    byte tunnelPort(int port) {
        return tunnelPorts[port];
    }

    /** Whether a datagram between these ports carries no packet. */
    boolean isNoTunnel(int sourcePort, int destinationPort) {
        return (tunnelPorts[sourcePort] | tunnelPorts[destinationPort]) == NO_TUNNEL_PORT;
    }

    /**
     * Counts plain datagrams that a {@link DatagramGlance} was cast at and that are not to be decoded.
     *
     * @param bytes of their frames
     */
    public void countGlanced(int datagrams, long bytes) {
        counters.packets += datagrams;
        counters.bytes += bytes;
        counters.ethernet += datagrams;
        counters.ipv4 += datagrams;
        counters.udp += datagrams;
    }

    /** Decodes the bytes {@code at..end-1} of {@code outer} as a packet of their own that begins with a link header. */
    void tunnel(Packet outer, byte kind, int linkType, int at, int end) {
        Packet inner = claimInner(outer, kind, linkType, at, end);
        if (inner != null) {
            LinkType.decode(this, inner);
            finish(inner);
        }
    }

    /** The same for bytes that begin with what an EtherType names. */
    void tunnelEtherType(Packet outer, byte kind, int etherType, int at, int end) {
        Packet inner = claimInner(outer, kind, LinkType.RAW, at, end);
        if (inner != null) {
            EtherType.decode(this, inner, etherType, 0, end - at);
            finish(inner);
        }
    }

    /** The same for an IPv6 packet that is only guessed at: taken back, and false, when it turns out malformed. */
    boolean tunnelIfValid(Packet outer, byte kind, int at, int end) {
        int size = list.size();
        Packet inner = claimInner(outer, kind, LinkType.RAW, at, end);
        if (inner == null) {
            return false;
        }
        Ipv6.decode(this, inner, 0, end - at);
        if (inner.invalid) {
            list.shrink(size);
            outer.carriesPacket = false;
            return false;
        }
        finish(inner);
        return true;
    }

    private Packet claimInner(Packet outer, byte kind, int linkType, int at, int end) {
        Packet inner = list.claim();
        if (inner == null) {
            return null;
        }
        inner.wrap(outer.memory, outer.offset + at, end - at, linkType);
        inner.foundIn(outer, Packet.TUNNEL);
        inner.depth = outer.depth + 1;
        inner.tunnelKind = kind;
        outer.carriesPacket = true;
        return inner;
    }

    /** Counts the events of a packet that is decoded. */
    void finish(Packet packet) {
        if (packet.truncated) {
            packet.raise(DecoderEvent.AFPACKET_TRUNC_PKT);
        }
        if (packet.hasEvents) {
            counters.count(packet.decoderEvents);
            counters.invalid += packet.invalid ? 1 : 0;
        }
    }
}
