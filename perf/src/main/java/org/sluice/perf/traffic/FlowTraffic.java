package org.sluice.perf.traffic;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Frames of one size that belong to a given number of flows, one frame a flow in turn: the traffic of RFC 2544 tests
 * over many flows. Client {@code i} is 10.0.0.0/8 + i, ports follow; every server is in 198.18.0.0/15, the range set
 * apart for benchmarks (RFC 2544, appendix C).
 *
 * @param flows number of flows, 1 to 16,000,000
 * @param frameLength bytes of a frame without its checksum, 60 to 9018
 * @param transport TCP or UDP
 */
public record FlowTraffic(int flows, int frameLength, Transport transport) {
    /** What the flows speak. */
    public enum Transport {
        /** Segments of established connections: ACK and PSH, with payload. */
        TCP(6, 20),
        /** Datagrams. */
        UDP(17, 8);

        private final int protocol;
        private final int headerLength;

        Transport(int protocol, int headerLength) {
            this.protocol = protocol;
            this.headerLength = headerLength;
        }
    }

    private static final int ETHERNET = 14;
    private static final int IPV4 = 20;

    /** Checks the shape. */
    public FlowTraffic {
        if (flows < 1 || flows > 16_000_000) {
            throw new IllegalArgumentException("flows: " + flows + " is not in 1 to 16,000,000");
        }
        if (frameLength < 60 || frameLength > 9018) {
            throw new IllegalArgumentException("frame length: " + frameLength + " is not in 60 to 9018");
        }
    }

    /** The frame of flow {@code i}, with right checksums. */
    public byte[] frame(int i) {
        ByteBuffer frame = ByteBuffer.allocate(frameLength);
        frame.putShort((short) 0x0200).putInt(2).putShort((short) 0x0200).putInt(1).putShort((short) 0x0800);
        frame.put((byte) 0x45).put((byte) 0).putShort((short) (frameLength - ETHERNET));
        frame.putInt(0x4000).put((byte) 64).put((byte) transport.protocol).putShort((short) 0);
        frame.putInt(0x0A000000 + 1 + i % 0xFFFFFE);
        frame.putInt(0xC6120000 + 1 + i % 0x1FFF0);
        frame.putShort((short) (1024 + i % 60000)).putShort((short) 8000);
        int carried = frameLength - ETHERNET - IPV4;
        switch (transport) {
            case TCP -> frame.putInt(1000).putInt(1).putShort((short) 0x5018).putShort((short) 65535).putInt(0);
            case UDP -> frame.putShort((short) carried).putShort((short) 0);
        }
        while (frame.hasRemaining()) {
            frame.put((byte) ('a' + frame.position() % 23));
        }
        frame.putShort(ETHERNET + 10, checksum(frame, ETHERNET, IPV4, 0));
        int checksumAt = ETHERNET + IPV4 + (transport == Transport.TCP ? 16 : 6);
        long pseudo = transport.protocol + carried + sum(frame, ETHERNET + 12, 8);
        frame.putShort(checksumAt, checksum(frame, ETHERNET + IPV4, carried, pseudo));
        return frame.array();
    }

    /** Writes all frames to a pcap file. */
    public void writeTo(Path file) throws IOException {
        writeTo(file, IntStream.range(0, flows).toArray());
    }

    /**
     * Writes frames to a pcap file.
     *
     * @param order flows whose frames to write, one after the other
     */
    public void writeTo(Path file, int[] order) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65535).putInt(1);
            out.write(header.array());
            ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < order.length; i++) {
                record.clear().putInt(1_700_000_000 + i / 1_000_000).putInt(i % 1_000_000).putInt(frameLength)
                        .putInt(frameLength);
                out.write(record.array());
                out.write(frame(order[i]));
            }
        }
    }

    private static short checksum(ByteBuffer bytes, int from, int count, long initial) {
        long total = initial + sum(bytes, from, count);
        while (total >>> 16 != 0) {
            total = (total & 0xFFFF) + (total >>> 16);
        }
        return (short) ~total;
    }

    private static long sum(ByteBuffer bytes, int from, int count) {
        long total = 0;
        for (int i = from; i < from + count; i++) {
            int octet = bytes.get(i) & 0xFF;
            total += (i - from) % 2 == 0 ? octet << 8 : octet;
        }
        return total;
    }
}
