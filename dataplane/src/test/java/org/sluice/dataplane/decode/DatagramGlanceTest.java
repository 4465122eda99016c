package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What a glance says of a frame against what decoding it says. */
class DatagramGlanceTest {
    private static final byte[] DATAGRAM = Frames.ethernet(0x0800, Frames.udp(5000, 5001, new byte[40]));
    private static final byte[] EMPTY = Frames.ethernet(0x0800, Frames.udp(5000, 5001, new byte[0]));
    private static final byte[] TUNNEL = Frames.ethernet(0x0800, Frames.udp(5000, 4789, new byte[40]));
    private static final byte[] SEGMENT = Frames.ethernet(0x0800, Frames.tcp(0x18, new byte[0], Frames.GET));

    @Test
    void shouldTakePlainDatagramsOfThoseAskedFor() {
        List<byte[]> frames = List.of(DATAGRAM, SEGMENT, DATAGRAM, EMPTY, TUNNEL, DATAGRAM);
        MemorySegment memory = Arena.ofAuto().allocate(1024);
        long[] offsets = new long[frames.size()];
        int[] lengths = new int[frames.size()];
        for (int i = 0; i < frames.size(); i++) {
            offsets[i] = 128L * i;
            lengths[i] = frames.get(i).length;
            MemorySegment.copy(MemorySegment.ofArray(frames.get(i)), 0, memory, offsets[i], lengths[i]);
        }
        DatagramGlance glance = new DatagramGlance(new Decoder(DecoderSettings.defaults()), 64);

        long plain = glance.look(memory, offsets, lengths, 0b011111, 0, frames.size());

        assertEquals(0b000101, plain);
    }

    @Property(tries = 6_000)
    void shouldSayOfAnyFrameNothingThatDecodingDoesNotSay(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] frame = (random.nextInt(4) == 0 ? SEGMENT : DATAGRAM).clone();
        for (int i = random.nextInt(3); i > 0; i--) {
            frame[random.nextInt(42)] = (byte) random.nextInt();
        }
        int length = random.nextInt(5) == 0 ? random.nextInt(frame.length) : frame.length;
        MemorySegment memory = Arena.ofAuto().allocate(frame.length).copyFrom(MemorySegment.ofArray(frame))
                .asSlice(0, length);
        DecoderSettings settings = DecoderSettings.defaults().withChecksums(random.nextInt(4) > 0);
        Decoder glancing = new Decoder(settings);
        DatagramGlance glance = new DatagramGlance(glancing, 1);
        Decoder decoder = new Decoder(settings);
        Packet packet = new Packet();
        PacketList list = new PacketList(4);

        boolean isPlain = glance.look(memory, new long[1], new int[] {length}, 1, 0, 1) != 0;
        decoder.decodeFrame(packet, memory, 0, length, LinkType.ETHERNET, false, list);

        String bytes = HexFormat.of().formatHex(frame, 0, length);
        boolean isDatagram = packet.ipVersion == 4 && packet.isUdp() && packet.vlanCount == 0
                && packet.payloadLength > 0 && packet.ipHeaderLength == 20 && packet.ethernetOffset == 0
                && !packet.hasEvents && !packet.ipChecksumBad && list.size() == 0
                && decoder.isNoTunnel(packet.sourcePort, packet.destinationPort);
        assertEquals(isDatagram, isPlain, bytes);
        if (isPlain) {
            assertEquals(packet.sourceLow << 16 | packet.sourcePort, glance.sources[0], bytes);
            assertEquals(packet.destinationLow << 16 | packet.destinationPort, glance.destinations[0], bytes);
            glancing.countGlanced(1, length);
            decoder.counters().badTransportChecksum = 0;
            assertSameCounters(decoder.counters(), glancing.counters());
        }
    }

    @Test
    void shouldNotTakeADatagramWhoseIpHeaderDoesNotSumUpUnlessNobodyAsks() {
        byte[] bad = DATAGRAM.clone();
        bad[22]++;
        MemorySegment memory = Arena.ofAuto().allocate(bad.length).copyFrom(MemorySegment.ofArray(bad));
        long[] offsets = new long[1];
        int[] lengths = {bad.length};
        Decoder summing = new Decoder(DecoderSettings.defaults());
        Decoder trusting = new Decoder(DecoderSettings.defaults().withChecksums(false));

        long strict = new DatagramGlance(summing, 1).look(memory, offsets, lengths, 1, 0, 1);
        long lax = new DatagramGlance(trusting, 1).look(memory, offsets, lengths, 1, 0, 1);

        assertFalse(strict != 0);
        assertTrue(lax != 0);
    }

    private static void assertSameCounters(DecoderCounters expected, DecoderCounters actual) {
        StringBuilder one = new StringBuilder();
        StringBuilder other = new StringBuilder();
        expected.forEach((name, value) -> one.append(name).append(' ').append(value).append('\n'));
        actual.forEach((name, value) -> other.append(name).append(' ').append(value).append('\n'));
        assertEquals(one.toString(), other.toString());
    }
}
