package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What every event begins with.
 *
 * <pre>
 *    0               4       6       8               12
 *   +---------------+-------+-------+-------------------------------+
 *   | length        | type  | flags |           sequence            |   length: of the whole event
 *   +---------------+-------+-------+-------------------------------+  16
 *   |          timestamp ns         |         frame number          |   since the epoch; pcap_cnt, 0: none
 *   +-------------------------------+---------------+---------------+  32
 *   |            flow id            |    worker     |  interface    |   0: no flow; -1: none
 *   +---+---+---+---+-------+-------+---+---+---+---+-------+-------+  48
 *   |pro|ipv|dir|src| sport | dport |vln|ity|ico| - |vlan 0 |vlan 1 |
 *   +---+---+---+---+-------+-------+---+---+---+---+-------+-------+  64
 *   |vlan 2 |   -   |       -       |         flow start ns         |
 *   +-------+-------+---------------+-------------------------------+  80
 *   |        source address: 16 bytes, network order (IPv4: first 4)|
 *   +---------------------------------------------------------------+  96
 *   |   destination address                                         |
 *   +-------------------------------+-------------------------------+ 112
 *   |       packets to server       |       packets to client       |
 *   +-------------------------------+-------------------------------+ 128
 *   |        bytes to server        |        bytes to client        |
 *   +-------------------------------+-------------------------------+ 144
 *   | app protocol: length (byte), 15 ASCII                         |
 *   +---------------------------------------------------------------+ 160
 *   | body of the type, then attributes to the event's end          |
 * </pre>
 *
 * Addresses and ports are the packet's own; the flow's initiator is the source when {@link #direction()} is to the
 * server, else the destination.
 */
public final class EventHeaderFlyweight {
    /** Bytes before the body. */
    public static final int LENGTH = 160;
    /** Flag: attributes or bytes did not fit and were left out. */
    public static final int FLAG_TRUNCATED = 1;
    /** Longest name of an app protocol, in characters. */
    public static final int MAX_APP_PROTO_LENGTH = 15;

    private static final int LENGTH_OFFSET = 0;
    private static final int TYPE_OFFSET = 4;
    private static final int FLAGS_OFFSET = 6;
    private static final int SEQUENCE_OFFSET = 8;
    private static final int TIMESTAMP_OFFSET = 16;
    private static final int FRAME_NUMBER_OFFSET = 24;
    private static final int FLOW_ID_OFFSET = 32;
    private static final int WORKER_OFFSET = 40;
    private static final int INTERFACE_OFFSET = 44;
    private static final int PROTOCOL_OFFSET = 48;
    private static final int IP_VERSION_OFFSET = 49;
    private static final int DIRECTION_OFFSET = 50;
    private static final int SOURCE_OFFSET = 51;
    private static final int SOURCE_PORT_OFFSET = 52;
    private static final int DESTINATION_PORT_OFFSET = 54;
    private static final int VLAN_COUNT_OFFSET = 56;
    private static final int ICMP_TYPE_OFFSET = 57;
    private static final int ICMP_CODE_OFFSET = 58;
    private static final int VLAN_OFFSET = 60;
    private static final int FLOW_START_OFFSET = 72;
    private static final int SOURCE_ADDRESS_OFFSET = 80;
    private static final int DESTINATION_ADDRESS_OFFSET = 96;
    private static final int PACKETS_TO_SERVER_OFFSET = 112;
    private static final int PACKETS_TO_CLIENT_OFFSET = 120;
    private static final int BYTES_TO_SERVER_OFFSET = 128;
    private static final int BYTES_TO_CLIENT_OFFSET = 136;
    private static final int APP_PROTO_OFFSET = 144;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

    private MutableDirectBuffer buffer;
    private int offset;

    /**
     * @param buffer holding an event
     * @param offset of its first byte
     * @return this
     */
    public EventHeaderFlyweight wrap(final MutableDirectBuffer buffer, final int offset) {
        this.buffer = buffer;
        this.offset = offset;
        return this;
    }

    /** @return bytes of the whole event */
    public int length() {
        return buffer.getInt(offset + LENGTH_OFFSET);
    }

    EventHeaderFlyweight length(final int length) {
        buffer.putInt(offset + LENGTH_OFFSET, length);
        return this;
    }

    /** @return the type, null when this version does not know it */
    public EventType type() {
        return EventType.of(buffer.getShort(offset + TYPE_OFFSET));
    }

    EventHeaderFlyweight type(final EventType type) {
        buffer.putShort(offset + TYPE_OFFSET, (short)type.code());
        return this;
    }

    /** @return FLAG_... bits */
    public int flags() {
        return buffer.getShort(offset + FLAGS_OFFSET);
    }

    EventHeaderFlyweight flags(final int flags) {
        buffer.putShort(offset + FLAGS_OFFSET, (short)flags);
        return this;
    }

    /** @return number of the event among its worker's since the data plane started, from 1 */
    public long sequence() {
        return buffer.getLong(offset + SEQUENCE_OFFSET);
    }

    EventHeaderFlyweight sequence(final long sequence) {
        buffer.putLong(offset + SEQUENCE_OFFSET, sequence);
        return this;
    }

    /** @return ns since the epoch, of the packet */
    public long timestampNs() {
        return buffer.getLong(offset + TIMESTAMP_OFFSET);
    }

    EventHeaderFlyweight timestampNs(final long timestampNs) {
        buffer.putLong(offset + TIMESTAMP_OFFSET, timestampNs);
        return this;
    }

    /** @return number of the frame in the capture from 1, 0 when there is none ({@code pcap_cnt}) */
    public long frameNumber() {
        return buffer.getLong(offset + FRAME_NUMBER_OFFSET);
    }

    /**
     * @param frameNumber from 1, 0: none
     * @return this
     */
    public EventHeaderFlyweight frameNumber(final long frameNumber) {
        buffer.putLong(offset + FRAME_NUMBER_OFFSET, frameNumber);
        return this;
    }

    /** @return the flow's id, 0: none */
    public long flowId() {
        return buffer.getLong(offset + FLOW_ID_OFFSET);
    }

    /**
     * @param flowId 0: none
     * @return this
     */
    public EventHeaderFlyweight flowId(final long flowId) {
        buffer.putLong(offset + FLOW_ID_OFFSET, flowId);
        return this;
    }

    /** @return number of the worker, -1: the conductor */
    public int worker() {
        return buffer.getInt(offset + WORKER_OFFSET);
    }

    EventHeaderFlyweight worker(final int worker) {
        buffer.putInt(offset + WORKER_OFFSET, worker);
        return this;
    }

    /** @return index of the interface it came in at, -1: none */
    public int interfaceId() {
        return buffer.getInt(offset + INTERFACE_OFFSET);
    }

    /**
     * @param interfaceId index in the data plane's interface names, -1: none
     * @return this
     */
    public EventHeaderFlyweight interfaceId(final int interfaceId) {
        buffer.putInt(offset + INTERFACE_OFFSET, interfaceId);
        return this;
    }

    /** @return IP protocol number */
    public int protocol() {
        return buffer.getByte(offset + PROTOCOL_OFFSET) & 0xFF;
    }

    /**
     * @param protocol IP protocol number
     * @return this
     */
    public EventHeaderFlyweight protocol(final int protocol) {
        buffer.putByte(offset + PROTOCOL_OFFSET, (byte)protocol);
        return this;
    }

    /** @return 4, 6, or 0 when the packet is not IP */
    public int ipVersion() {
        return buffer.getByte(offset + IP_VERSION_OFFSET);
    }

    /** @return which way of its flow the packet goes */
    public Direction direction() {
        return Direction.of(buffer.getByte(offset + DIRECTION_OFFSET));
    }

    /**
     * @param direction of the packet
     * @return this
     */
    public EventHeaderFlyweight direction(final Direction direction) {
        buffer.putByte(offset + DIRECTION_OFFSET, (byte)direction.ordinal());
        return this;
    }

    /** @return where the packet came from */
    public PacketSource packetSource() {
        return PacketSource.of(buffer.getByte(offset + SOURCE_OFFSET));
    }

    /**
     * @param source where the packet came from
     * @return this
     */
    public EventHeaderFlyweight packetSource(final PacketSource source) {
        buffer.putByte(offset + SOURCE_OFFSET, (byte)source.ordinal());
        return this;
    }

    /** @return source port, 0 when the protocol has none */
    public int sourcePort() {
        return buffer.getShort(offset + SOURCE_PORT_OFFSET) & 0xFFFF;
    }

    /** @return destination port, 0 when the protocol has none */
    public int destinationPort() {
        return buffer.getShort(offset + DESTINATION_PORT_OFFSET) & 0xFFFF;
    }

    /**
     * @param sourcePort      0 when the protocol has none
     * @param destinationPort 0 when the protocol has none
     * @return this
     */
    public EventHeaderFlyweight ports(final int sourcePort, final int destinationPort) {
        buffer.putShort(offset + SOURCE_PORT_OFFSET, (short)sourcePort);
        buffer.putShort(offset + DESTINATION_PORT_OFFSET, (short)destinationPort);
        return this;
    }

    /** @return ICMP type, of an ICMP or ICMPv6 packet */
    public int icmpType() {
        return buffer.getByte(offset + ICMP_TYPE_OFFSET) & 0xFF;
    }

    /** @return ICMP code, of an ICMP or ICMPv6 packet */
    public int icmpCode() {
        return buffer.getByte(offset + ICMP_CODE_OFFSET) & 0xFF;
    }

    /**
     * @param type of the ICMP or ICMPv6 message
     * @param code of the ICMP or ICMPv6 message
     * @return this
     */
    public EventHeaderFlyweight icmp(final int type, final int code) {
        buffer.putByte(offset + ICMP_TYPE_OFFSET, (byte)type);
        buffer.putByte(offset + ICMP_CODE_OFFSET, (byte)code);
        return this;
    }

    /** @return how many VLAN tags, 0 to 3 */
    public int vlanCount() {
        return buffer.getByte(offset + VLAN_COUNT_OFFSET);
    }

    /**
     * @param index 0: the outermost
     * @return the VLAN id
     */
    public int vlan(final int index) {
        return buffer.getShort(offset + VLAN_OFFSET + (index << 1)) & 0xFFFF;
    }

    /**
     * @param count how many of the ids are meant, 0 to 3
     * @param vlan0 outermost id
     * @param vlan1 next id
     * @param vlan2 innermost id
     * @return this
     */
    public EventHeaderFlyweight vlans(final int count, final int vlan0, final int vlan1, final int vlan2) {
        buffer.putByte(offset + VLAN_COUNT_OFFSET, (byte)Math.min(3, Math.max(0, count)));
        buffer.putShort(offset + VLAN_OFFSET, (short)vlan0);
        buffer.putShort(offset + VLAN_OFFSET + 2, (short)vlan1);
        buffer.putShort(offset + VLAN_OFFSET + 4, (short)vlan2);
        return this;
    }

    /**
     * @param source      IPv4 address, most significant byte first in the int
     * @param destination likewise
     * @return this
     */
    public EventHeaderFlyweight ipv4(final int source, final int destination) {
        buffer.putByte(offset + IP_VERSION_OFFSET, (byte)4);
        buffer.putInt(offset + SOURCE_ADDRESS_OFFSET, source, ByteOrder.BIG_ENDIAN);
        buffer.putInt(offset + DESTINATION_ADDRESS_OFFSET, destination, ByteOrder.BIG_ENDIAN);
        return this;
    }

    /**
     * @param sourceHigh      first 8 bytes of the IPv6 address, most significant first
     * @param sourceLow       last 8 bytes
     * @param destinationHigh first 8 bytes
     * @param destinationLow  last 8 bytes
     * @return this
     */
    public EventHeaderFlyweight ipv6(
        final long sourceHigh, final long sourceLow, final long destinationHigh, final long destinationLow) {
        buffer.putByte(offset + IP_VERSION_OFFSET, (byte)6);
        buffer.putLong(offset + SOURCE_ADDRESS_OFFSET, sourceHigh, ByteOrder.BIG_ENDIAN);
        buffer.putLong(offset + SOURCE_ADDRESS_OFFSET + 8, sourceLow, ByteOrder.BIG_ENDIAN);
        buffer.putLong(offset + DESTINATION_ADDRESS_OFFSET, destinationHigh, ByteOrder.BIG_ENDIAN);
        buffer.putLong(offset + DESTINATION_ADDRESS_OFFSET + 8, destinationLow, ByteOrder.BIG_ENDIAN);
        return this;
    }

    /**
     * Copies both addresses from memory in network order.
     *
     * @param version           4 or 6
     * @param memory            holding them
     * @param sourceOffset      of the 4 or 16 bytes
     * @param destinationOffset of the 4 or 16 bytes
     * @return this
     */
    public EventHeaderFlyweight addresses(
        final int version, final MemorySegment memory, final long sourceOffset, final long destinationOffset) {
        buffer.putByte(offset + IP_VERSION_OFFSET, (byte)version);
        copyAddress(version, memory, sourceOffset, offset + SOURCE_ADDRESS_OFFSET);
        copyAddress(version, memory, destinationOffset, offset + DESTINATION_ADDRESS_OFFSET);
        return this;
    }

    private void copyAddress(final int version, final MemorySegment memory, final long from, final int to) {
        if (version == 4) {
            buffer.putInt(to, memory.get(INT, from));
        } else {
            buffer.putLong(to, memory.get(LONG, from));
            buffer.putLong(to + 8, memory.get(LONG, from + 8));
        }
    }

    /** @return length of an address: 4, 16, or 0 when the packet is not IP */
    public int addressLength() {
        return ipVersion() == 4 ? 4 : ipVersion() == 6 ? 16 : 0;
    }

    /**
     * @param into at least {@link #addressLength()} bytes: takes the source address in network order
     */
    public void sourceAddress(final byte[] into) {
        buffer.getBytes(offset + SOURCE_ADDRESS_OFFSET, into, 0, addressLength());
    }

    /**
     * @param into at least {@link #addressLength()} bytes: takes the destination address in network order
     */
    public void destinationAddress(final byte[] into) {
        buffer.getBytes(offset + DESTINATION_ADDRESS_OFFSET, into, 0, addressLength());
    }

    /** @return ns since the epoch of the flow's first packet */
    public long flowStartNs() {
        return buffer.getLong(offset + FLOW_START_OFFSET);
    }

    /** @return packets of the flow so far from its initiator */
    public long packetsToServer() {
        return buffer.getLong(offset + PACKETS_TO_SERVER_OFFSET);
    }

    /** @return packets of the flow so far to its initiator */
    public long packetsToClient() {
        return buffer.getLong(offset + PACKETS_TO_CLIENT_OFFSET);
    }

    /** @return bytes of the flow so far from its initiator */
    public long bytesToServer() {
        return buffer.getLong(offset + BYTES_TO_SERVER_OFFSET);
    }

    /** @return bytes of the flow so far to its initiator */
    public long bytesToClient() {
        return buffer.getLong(offset + BYTES_TO_CLIENT_OFFSET);
    }

    /**
     * @param startNs         ns since the epoch of the flow's first packet
     * @param packetsToServer so far
     * @param packetsToClient so far
     * @param bytesToServer   so far
     * @param bytesToClient   so far
     * @return this
     */
    public EventHeaderFlyweight flowCounts(
        final long startNs, final long packetsToServer, final long packetsToClient, final long bytesToServer,
        final long bytesToClient) {
        buffer.putLong(offset + FLOW_START_OFFSET, startNs);
        buffer.putLong(offset + PACKETS_TO_SERVER_OFFSET, packetsToServer);
        buffer.putLong(offset + PACKETS_TO_CLIENT_OFFSET, packetsToClient);
        buffer.putLong(offset + BYTES_TO_SERVER_OFFSET, bytesToServer);
        buffer.putLong(offset + BYTES_TO_CLIENT_OFFSET, bytesToClient);
        return this;
    }

    /** @return the app protocol's name, empty when none is known */
    public String appProto() {
        return InlineText.get(buffer, offset + APP_PROTO_OFFSET);
    }

    /**
     * @param name of the app protocol in ASCII; cut at 15 characters
     * @return this
     */
    public EventHeaderFlyweight appProto(final String name) {
        InlineText.put(buffer, offset + APP_PROTO_OFFSET, MAX_APP_PROTO_LENGTH, name);
        return this;
    }
}
