package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The decoder on hostile bytes: memory ends with the frame, so that a read past it throws. */
class DecoderPropertyTest {
    private static final List<byte[]> SAMPLES = SampleFrames.all();
    private static final int[] LINK_TYPES = {1, 1, 1, 1, 0, 9, 12, 50, 51, 101, 104, 108, 113, 228, 229, 276};
    private static final DecoderSettings EVERYTHING = DecoderSettings.defaults().withSctpChecksums(true);

    @Property(tries = 4_000)
    void shouldSurviveMutation(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] frame = SAMPLES.get(random.nextInt(SAMPLES.size())).clone();

        for (int i = random.nextInt(6); i >= 0; i--) {
            frame[random.nextInt(frame.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
        }

        check(random.nextInt(4) == 0 ? LINK_TYPES[random.nextInt(LINK_TYPES.length)] : 1, frame);
    }

    @Property(tries = 1_000)
    void shouldSurviveNoise(@ForAll long seed, @ForAll @IntRange(max = 200) int length) {
        Random random = new Random(seed);
        byte[] frame = new byte[length];
        random.nextBytes(frame);

        check(LINK_TYPES[random.nextInt(LINK_TYPES.length)], frame);
    }

    @Test
    void shouldSurviveTruncationAtEveryByte() {
        for (byte[] sample : SAMPLES) {
            for (int length = 0; length < sample.length; length++) {
                check(1, Arrays.copyOf(sample, length));
            }
        }
    }

    @Test
    void shouldDecodeEverySampleWithoutInvalidatingIt() {
        for (byte[] sample : SAMPLES) {
            Decoded decoded = Decoded.ethernet(sample);

            for (int i = 0; i < decoded.list.size(); i++) {
                Packet packet = decoded.list.get(i);
                assertTrue(!packet.invalid, () -> Decoded.events(packet) + " in "
                        + java.util.HexFormat.of().formatHex(sample));
            }
        }
    }

    private static void check(int linkType, byte[] frame) {
        assertDoesNotThrow(() -> {
            Decoded decoded = Decoded.of(EVERYTHING, linkType, frame);
            for (int i = 0; i < decoded.list.size(); i++) {
                assertFieldsInBounds(decoded.list.get(i));
            }
        }, () -> "link type " + linkType + ": " + java.util.HexFormat.of().formatHex(frame));
    }

    /** What later stages rely on. */
    static void assertFieldsInBounds(Packet packet) {
        assertTrue(packet.offset >= 0 && packet.offset + packet.length <= packet.memory.byteSize());
        assertTrue(packet.payloadOffset >= 0 && packet.payloadLength >= 0);
        assertTrue(packet.payloadOffset + packet.payloadLength <= packet.length);
        if (packet.ipVersion != 0) {
            assertTrue(packet.ipOffset + packet.ipLength <= packet.length);
            assertTrue(packet.ipHeaderLength <= packet.ipLength);
        }
        if (packet.transportOffset >= 0) {
            assertTrue(packet.transportOffset + packet.transportHeaderLength <= packet.length);
        }
    }
}
