package org.sluice.dataplane.decode;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Makes frames byte by byte, checksums included. */
public final class Frames {
    /** A web request's beginning. */
    public static final byte[] GET = "GET / HTTP/1.0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private static final byte[] SOURCE_V6 = hex("20010db8000000000000000000000001");
    private static final byte[] DESTINATION_V6 = hex("20010db8000000000000000000000002");

    private Frames() {}

    /** Bytes from hexadecimal digits; blanks are skipped. */
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    /** Joins parts. */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A 16-bit integer. */
    public static byte[] u16(int value) {
        return new byte[] {(byte) (value >>> 8), (byte) value};
    }

    /** A 32-bit integer. */
    public static byte[] u32(int value) {
        return join(u16(value >>> 16), u16(value));
    }

    /** An Ethernet frame. */
    public static byte[] ethernet(int type, byte[] payload) {
        return join(hex("020000000002 020000000001"), u16(type), payload);
    }

    /** IPv4 from 10.0.0.1 to 10.0.0.2. */
    public static byte[] ipv4(int protocol, byte[] payload) {
        return ipv4(protocol, 0x1234, 0, new byte[0], payload);
    }

    /** IPv4 with identification, flags and fragment offset (in 8 bytes), and options. */
    public static byte[] ipv4(int protocol, int id, int flagsAndOffset, byte[] options, byte[] payload) {
        int header = 20 + options.length;
        byte[] bytes = join(new byte[] {(byte) (0x40 | header / 4), 0}, u16(header + payload.length), u16(id),
                u16(flagsAndOffset), new byte[] {64, (byte) protocol, 0, 0}, hex("0a000001 0a000002"), options);
        put16(bytes, 10, ~sum(bytes, 0));
        return join(bytes, payload);
    }

    /** IPv6 from 2001:db8::1 to 2001:db8::2. */
    public static byte[] ipv6(int nextHeader, byte[] payload) {
        return ipv6(nextHeader, 64, payload);
    }

    /** IPv6 with a hop limit. */
    public static byte[] ipv6(int nextHeader, int hopLimit, byte[] payload) {
        return join(hex("60000000"), u16(payload.length), new byte[] {(byte) nextHeader, (byte) hopLimit}, SOURCE_V6,
                DESTINATION_V6, payload);
    }

    /** An IPv6 fragment of a datagram's payload. */
    public static byte[] ipv6Fragment(int nextHeader, int id, int offset, boolean more, byte[] payload) {
        return ipv6(44, join(new byte[] {(byte) nextHeader, 0}, u16(offset | (more ? 1 : 0)), u32(id), payload));
    }

    /** TCP in IPv4, port 40000 to 80. */
    public static byte[] tcp(int flags, byte[] options, byte[] payload) {
        return ipv4(6, checksummed(4, 6, 16, tcpSegment(flags, options, payload)));
    }

    /** TCP in IPv6, port 40000 to 80. */
    public static byte[] tcp6(int flags, byte[] options, byte[] payload) {
        return ipv6(6, checksummed(6, 6, 16, tcpSegment(flags, options, payload)));
    }

    /** A TCP segment without its checksum. */
    public static byte[] tcpSegment(int flags, byte[] options, byte[] payload) {
        int header = 20 + options.length;
        return join(u16(40_000), u16(80), u32(0x01020304), u32(0x05060708), new byte[] {(byte) (header << 2),
            (byte) flags}, u16(8192), u16(0), u16(7), options, payload);
    }

    /** UDP in IPv4. */
    public static byte[] udp(int sourcePort, int destinationPort, byte[] payload) {
        return ipv4(17, checksummed(4, 17, 6, udpSegment(sourcePort, destinationPort, payload)));
    }

    /** UDP in IPv6. */
    public static byte[] udp6(int sourcePort, int destinationPort, byte[] payload) {
        return ipv6(17, checksummed(6, 17, 6, udpSegment(sourcePort, destinationPort, payload)));
    }

    /** A UDP datagram without its checksum. */
    public static byte[] udpSegment(int sourcePort, int destinationPort, byte[] payload) {
        return join(u16(sourcePort), u16(destinationPort), u16(8 + payload.length), u16(0), payload);
    }

    /** An ICMP echo request in IPv4. */
    public static byte[] ping(byte[] payload) {
        return ipv4(1, icmp(8, 0, 0x00070001, payload));
    }

    /** An ICMP message. */
    public static byte[] icmp(int type, int code, int rest, byte[] payload) {
        byte[] bytes = join(new byte[] {(byte) type, (byte) code, 0, 0}, u32(rest), payload);
        put16(bytes, 2, ~sum(bytes, 0));
        return bytes;
    }

    /** An ICMPv6 message in IPv6. */
    public static byte[] icmp6(int type, int code, int rest, byte[] payload) {
        byte[] bytes = join(new byte[] {(byte) type, (byte) code, 0, 0}, u32(rest), payload);
        return ipv6(58, checksummed(6, 58, 2, bytes));
    }

    /** Fills in a transport checksum at {@code place}, under the pseudo header of the addresses used here. */
    public static byte[] checksummed(int version, int protocol, int place, byte[] segment) {
        byte[] addresses = version == 4 ? hex("0a000001 0a000002") : join(SOURCE_V6, DESTINATION_V6);
        int pseudo = sum(addresses, protocol + segment.length);
        byte[] bytes = segment.clone();
        put16(bytes, place, ~sum(bytes, pseudo));
        return bytes;
    }

    /** Overwrites 16 bits. */
    public static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }

    private static int sum(byte[] bytes, int start) {
        int sum = start;
        for (int i = 0; i < bytes.length; i++) {
            sum += (bytes[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }
}
