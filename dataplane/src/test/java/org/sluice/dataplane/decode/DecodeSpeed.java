package org.sluice.dataplane.decode;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Prints what decoding costs, ns a packet, the best of many short runs. Run by hand:
 * {@code java -cp ... org.sluice.dataplane.decode.DecodeSpeed}.
 */
final class DecodeSpeed {
    private static final int FRAMES = 64;
    private static final int STRIDE = 2048;
    private static final int ROUNDS = 4_000;

    private DecodeSpeed() {}

    /** Measures a few kinds of frame, checksums off and on. */
    public static void main(String[] arguments) {
        byte[] none = new byte[0];
        byte[] timestamp = Frames.hex("0101080a 00000001 00000002");
        String[] names = {"tcp 60 B", "tcp 512 B", "tcp 1500 B", "tcp6 80 B", "udp 60 B", "mixed"};
        byte[][][] kinds = {
            {Frames.tcp(16, none, new byte[6])},
            {Frames.tcp(16, timestamp, new byte[446])},
            {Frames.tcp(16, timestamp, new byte[1434])},
            {Frames.tcp6(16, none, new byte[6])},
            {Frames.udp(1000, 53, new byte[18])},
            {Frames.tcp(16, timestamp, new byte[446]), Frames.udp(1000, 53, new byte[18]), Frames.ping(none),
                Frames.tcp6(16, none, new byte[6]), Frames.ipv4(47, Frames.join(Frames.hex("00000800"),
                    Frames.tcp(16, none, new byte[6])))}};
        for (int pass = 0; pass < 2; pass++) {
            for (int kind = 0; kind < kinds.length; kind++) {
                double plain = measure(kinds[kind], false);
                double checked = measure(kinds[kind], true);
                System.out.printf("%-12s %6.1f ns a packet, %6.1f with checksums%n", names[kind], plain, checked);
            }
        }
    }

    private static double measure(byte[][] datagrams, boolean checksums) {
        Decoder decoder = new Decoder(DecoderSettings.defaults().withChecksums(checksums));
        PacketList list = new PacketList(FRAMES * 2);
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate((long) FRAMES * STRIDE, 64);
            int[] lengths = new int[FRAMES];
            for (int i = 0; i < FRAMES; i++) {
                byte[] datagram = datagrams[i % datagrams.length];
                byte[] frame = Frames.ethernet(datagram[0] >>> 4 == 4 ? 0x0800 : 0x86dd, datagram);
                MemorySegment.copy(frame, 0, memory, java.lang.foreign.ValueLayout.JAVA_BYTE, (long) i * STRIDE,
                        frame.length);
                lengths[i] = frame.length;
            }
            double best = Double.MAX_VALUE;
            for (int attempt = 0; attempt < 40; attempt++) {
                long start = System.nanoTime();
                run(decoder, list, memory, lengths, ROUNDS);
                best = Math.min(best, (System.nanoTime() - start) / ((double) ROUNDS * FRAMES));
            }
            return best;
        }
    }

    private static void run(Decoder decoder, PacketList list, MemorySegment memory, int[] lengths, int rounds) {
        for (int round = 0; round < rounds; round++) {
            list.clear();
            for (int i = 0; i < FRAMES; i++) {
                Packet packet = list.claim();
                packet.wrap(memory, (long) i * STRIDE, lengths[i], LinkType.ETHERNET);
                decoder.decode(packet, list);
            }
        }
    }
}
