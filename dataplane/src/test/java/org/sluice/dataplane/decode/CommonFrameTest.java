package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is decoded in one piece against what the decoders of the layers make of it. */
class CommonFrameTest {
    private static final byte[] NONE = new byte[0];
    private static final byte[] TIMESTAMP = Frames.hex("0101080a 0000000b 0000000c");
    private static final byte[] BAD_OPTIONS = Frames.hex("02ff05b4");
    private static final List<byte[]> COMMON = List.of(
            Frames.ethernet(0x0800, Frames.udp(53, 1024, Frames.GET)),
            Frames.ethernet(0x0800, Frames.udp(5000, 5001, new byte[400])),
            Frames.ethernet(0x0800, Frames.tcp(0x18, NONE, Frames.GET)),
            Frames.ethernet(0x0800, Frames.tcp(0x10, TIMESTAMP, new byte[1200])),
            Frames.join(Frames.ethernet(0x0800, Frames.tcp(0x10, NONE, NONE)), new byte[6]),
            Frames.ethernet(0x0800, Frames.tcp(0x10, BAD_OPTIONS, new byte[33])));
    private static final List<byte[]> ALL = SampleFrames.all();

    @Test
    void shouldTakeTheFramesThatAreMost() {
        for (byte[] frame : COMMON) {
            MemorySegment memory = memory(frame);

            boolean taken = CommonFrame.decode(
                    new Decoder(DecoderSettings.defaults()), new Packet(), memory, 0, frame.length);

            assertTrue(taken, () -> HexFormat.of().formatHex(frame));
        }
    }

    @Property(tries = 6_000)
    void shouldMakeOfAnyFrameWhatItsLayersMakeOfIt(@ForAll long seed) throws ReflectiveOperationException {
        Random random = new Random(seed);
        byte[] before = ALL.get(random.nextInt(ALL.size()));
        byte[] frame = (random.nextInt(4) == 0 ? ALL.get(random.nextInt(ALL.size()))
                : COMMON.get(random.nextInt(COMMON.size()))).clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(54, frame.length) : frame.length);
            frame[at] = (byte) random.nextInt();
        }
        MemorySegment memory = memory(frame);
        DecoderSettings settings = DecoderSettings.defaults().withChecksums(random.nextInt(4) > 0);
        Decoder inLayers = new Decoder(settings);
        Decoder inOnePiece = new Decoder(settings);
        Packet expected = used(inLayers, before, random.nextLong());
        Packet packet = used(inOnePiece, before, random.nextLong());
        int length = random.nextInt(5) == 0 ? random.nextInt(frame.length) : frame.length;
        boolean truncated = random.nextInt(8) == 0;

        expected.wrap(memory, 0, length, LinkType.ETHERNET);
        expected.truncated = truncated;
        inLayers.decode(expected, new PacketList(32));
        inOnePiece.decodeFrame(packet, memory, 0, length, LinkType.ETHERNET, truncated, new PacketList(32));

        assertSame(expected, packet, HexFormat.of().formatHex(frame));
        assertSame(inLayers.counters(), inOnePiece.counters(), HexFormat.of().formatHex(frame));
    }

    /** A packet that holds what is left of another, with all that later stages may have set. */
    private static Packet used(Decoder decoder, byte[] frame, long seed) {
        Random random = new Random(seed);
        Packet packet = new Packet();
        packet.wrap(memory(frame), 0, frame.length, LinkType.ETHERNET);
        decoder.decode(packet, new PacketList(32));
        packet.flowIndex = random.nextInt(9);
        packet.direction = random.nextInt(2);
        packet.firstInDirection = random.nextBoolean();
        packet.established = random.nextBoolean();
        packet.skipInspection = random.nextBoolean();
        packet.carriesPacket |= random.nextBoolean();
        if (random.nextBoolean()) {
            packet.drop(random.nextInt(9));
            packet.raiseStreamEvent(random.nextInt(64));
        }
        if (random.nextBoolean()) {
            packet.foundIn(new Packet(), Packet.TUNNEL);
            packet.depth = 1;
            packet.tunnelKind = Packet.TUNNEL_GRE;
        }
        return packet;
    }

    private static void assertSame(Object expected, Object actual, String of) throws ReflectiveOperationException {
        for (Field field : expected.getClass().getFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getName().startsWith("frame")) {
                continue;
            }
            Object one = field.get(expected);
            Object other = field.get(actual);
            if (one instanceof long[] longs) {
                assertArrayEquals(longs, (long[]) other, () -> field.getName() + " of " + of);
            } else if (one instanceof int[] ints) {
                // VLAN ids past the count are left from before.
                assertEquals(ints.length, ((int[]) other).length, field.getName());
            } else {
                assertEquals(one, other, () -> field.getName() + " of " + of);
            }
        }
    }

    private static MemorySegment memory(byte[] frame) {
        MemorySegment memory = Arena.ofAuto().allocate(frame.length);
        return memory.copyFrom(MemorySegment.ofArray(frame));
    }
}
