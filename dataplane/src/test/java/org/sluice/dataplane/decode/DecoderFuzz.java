package org.sluice.dataplane.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes under any link type: the first byte chooses it. Without a fuzzing engine only the seeds run. */
class DecoderFuzz {
    private static final int[] LINK_TYPES = {1, 0, 9, 12, 14, 50, 51, 101, 104, 108, 113, 228, 229, 276};
    private static final DecoderSettings EVERYTHING = DecoderSettings.defaults().withSctpChecksums(true);

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void shouldStayInBounds(byte[] input) {
        if (input == null || input.length == 0) {
            return;
        }
        int linkType = LINK_TYPES[(input[0] & 0xff) % LINK_TYPES.length];
        Decoded decoded = Decoded.of(EVERYTHING, linkType, Arrays.copyOfRange(input, 1, input.length));
        for (int i = 0; i < decoded.list.size(); i++) {
            DecoderPropertyTest.assertFieldsInBounds(decoded.list.get(i));
        }
    }

    static Stream<byte[]> seeds() {
        return SampleFrames.all().stream().map(frame -> Frames.join(new byte[1], frame));
    }
}
