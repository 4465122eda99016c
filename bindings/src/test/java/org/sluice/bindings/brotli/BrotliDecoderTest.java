package org.sluice.bindings.brotli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrotliDecoderTest {
    private static final String TEXT = "<html>an evil-payload in a body, an evil-payload again</html>";
    private static final byte[] CODED = HexFormat.of().parseHex(
            "1b3c00c01c0936ae702fe77819f602576e7909d2c2030e3970f892340b230c3c64297c26e8d0084d91c7da1602fb0a7101363911");
    /** 20,000,000 zeros, with a window of 4 MiB. */
    private static final byte[] ZEROS = HexFormat.of().parseHex(
            "cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd5ffeb3c4e09f0088c302005d9218");
    private static final int MIB = 1 << 20;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment output = arena.allocate(64 * 1024);

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void shouldDecodeAStreamAndSayWhatItLeft() {
        BrotliDecoder decoder = new BrotliDecoder(arena, new BrotliBudget(arena, MIB));
        MemorySegment input = arena.allocate(CODED.length + 3L);
        MemorySegment.copy(MemorySegment.ofArray(CODED), 0, input, 0, CODED.length);

        assertTrue(decoder.begin());
        int result = decoder.decode(input, 0, (int) input.byteSize(), output, (int) output.byteSize());

        assertEquals(BrotliDecoder.FINISHED, result);
        assertEquals(3, decoder.inputLeft());
        assertEquals(TEXT, text((int) output.byteSize() - decoder.outputLeft()));
        decoder.end();
    }

    @Test
    void shouldDecodeByteByByte() {
        BrotliDecoder decoder = new BrotliDecoder(arena, new BrotliBudget(arena, MIB));
        MemorySegment input = copy(CODED);
        StringBuilder text = new StringBuilder();
        int result = BrotliDecoder.WANTS_INPUT;

        decoder.begin();
        for (int i = 0; i < CODED.length; i++) {
            assertEquals(BrotliDecoder.WANTS_INPUT, result);
            result = decoder.decode(input, i, 1, output, (int) output.byteSize());
            text.append(text((int) output.byteSize() - decoder.outputLeft()));
        }

        assertEquals(BrotliDecoder.FINISHED, result);
        assertEquals(TEXT, text.toString());
        decoder.end();
    }

    @Test
    void shouldGiveLargeOutputInPiecesAndItsMemoryBack() {
        BrotliBudget budget = new BrotliBudget(arena, 8 * MIB);
        BrotliDecoder decoder = new BrotliDecoder(arena, budget);
        MemorySegment input = copy(ZEROS);
        int at = 0;
        long written = 0;
        int result = BrotliDecoder.WANTS_OUTPUT;

        decoder.begin();
        while (result == BrotliDecoder.WANTS_OUTPUT) {
            result = decoder.decode(input, at, ZEROS.length - at, output, (int) output.byteSize());
            at = ZEROS.length - decoder.inputLeft();
            written += output.byteSize() - decoder.outputLeft();
        }
        decoder.end();

        assertEquals(BrotliDecoder.FINISHED, result);
        assertEquals(20_000_000, written);
        assertTrue(budget.peak() > 4 * MIB && budget.peak() <= 8 * MIB, () -> "peak " + budget.peak());
        assertEquals(0, budget.used());
        assertEquals(0, budget.refused());
    }

    @Test
    void shouldRefuseAWindowPastTheBudget() {
        BrotliBudget budget = new BrotliBudget(arena, 4 * MIB);
        BrotliDecoder decoder = new BrotliDecoder(arena, budget);

        decoder.begin();
        int result = decoder.decode(copy(ZEROS), 0, ZEROS.length, output, (int) output.byteSize());
        decoder.end();

        assertEquals(BrotliDecoder.NO_MEMORY, result);
        assertEquals(1, budget.refused());
        assertTrue(budget.peak() <= 4 * MIB);
        assertEquals(0, budget.used());
    }

    @Test
    void shouldNotBeginWithoutRoom() {
        BrotliDecoder decoder = new BrotliDecoder(arena, new BrotliBudget(arena, 100));

        assertFalse(decoder.begin());
        assertFalse(decoder.active());
        assertEquals(BrotliDecoder.BROKEN, decoder.decode(output, 0, 1, output, 1));
    }

    @Test
    void shouldRefuseLargeWindowsAndWhatIsNotBrotli() {
        BrotliDecoder decoder = new BrotliDecoder(arena, new BrotliBudget(arena, 64 * MIB));

        decoder.begin();
        // 0x11 announces a large window, which RFC 7932 (9.1) reserves.
        assertEquals(BrotliDecoder.BROKEN,
                decoder.decode(copy(new byte[] {0x11, 0x1E, 0, 0}), 0, 4, output, (int) output.byteSize()));
        decoder.begin();
        assertEquals(BrotliDecoder.BROKEN, decoder.decode(copy("<html>hello hello</html>".getBytes(
                StandardCharsets.US_ASCII)), 0, 24, output, (int) output.byteSize()));
        decoder.end();
    }

    @Test
    void shouldRefuseToReadOrWriteOutsideOfItsSegments() {
        BrotliDecoder decoder = new BrotliDecoder(arena, new BrotliBudget(arena, MIB));
        MemorySegment input = copy(CODED);

        decoder.begin();
        assertEquals(BrotliDecoder.BROKEN, decoder.decode(input, 1, CODED.length, output, 1));
        assertEquals(BrotliDecoder.BROKEN, decoder.decode(input, 0, CODED.length, output, (int) output.byteSize() + 1));
        decoder.end();
    }

    private MemorySegment copy(byte[] bytes) {
        return arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
    }

    private String text(int length) {
        byte[] bytes = output.asSlice(0, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
