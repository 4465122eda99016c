package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DecodingTransformsTest {
    private static final int MOST = 4096;

    private static Subject subject(byte[] bytes) {
        Subject subject = new Subject();
        assertTrue(subject.set(MemorySegment.ofArray(bytes), 0, bytes.length));
        return subject;
    }

    private static String decoded(String text, Base64Text.Mode mode) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(MOST);
            return text(out, Base64Text.decode(subject(bytes), 0, bytes.length, mode, out, 0));
        }
    }

    private static String text(MemorySegment memory, int length) {
        return new String(memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
    }

    private static String inflated(byte[] bytes, boolean gzip, int most) {
        Inflation inflation = new Inflation();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(MOST);
            Subject subject = subject(bytes);
            return text(out, gzip ? inflation.gunzip(subject, out, 0, most) : inflation.unzlib(subject, out, 0, most));
        } finally {
            inflation.close();
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    @Test
    void shouldStopPassOverOrRefuseBytesThatAreNoBase64() {
        assertEquals("f", decoded("Zm 9v Ym Fy", Base64Text.Mode.STOP));
        assertEquals("foobar", decoded("Zm 9v Ym Fy", Base64Text.Mode.SKIP));
        assertEquals("", decoded("Zm 9v Ym Fy", Base64Text.Mode.REFUSE));
    }

    @Test
    void shouldAskForPaddingOnlyWhenStrict() {
        assertEquals("fo", decoded("Zm8", Base64Text.Mode.STOP));
        assertEquals("", decoded("Zm8", Base64Text.Mode.REFUSE));
        assertEquals("fo", decoded("Zm8=", Base64Text.Mode.REFUSE));
    }

    @Test
    void shouldInflateGzipAndZlibUpToALimit() throws IOException {
        ByteArrayOutputStream zlib = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
            out.write("This is compressed".getBytes(StandardCharsets.ISO_8859_1));
        }

        assertEquals("This is compressed", inflated(gzip("This is compressed"), true, MOST));
        assertEquals("This is ", inflated(gzip("This is compressed"), true, 8));
        assertEquals("This is compressed", inflated(zlib.toByteArray(), false, MOST));
    }

    @Test
    void shouldKeepABombWithinItsLimit() throws IOException {
        assertEquals("a".repeat(1024), inflated(gzip("a".repeat(1 << 20)), true, 1024));
    }

    @Property(tries = 300)
    void shouldSurviveAnyBytes(@ForAll byte[] bytes) {
        byte[] marked = bytes.clone();
        if (marked.length > 3) {
            marked[0] = 0x1f;
            marked[1] = (byte) 0x8b;
            marked[2] = 8;
        }

        assertTrue(inflated(marked, true, MOST).length() <= MOST);
        assertTrue(inflated(bytes, false, MOST).length() <= MOST);
    }
}
