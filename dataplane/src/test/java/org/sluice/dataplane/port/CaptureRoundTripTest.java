package org.sluice.dataplane.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.sluice.dataplane.port.CaptureFiles.Frame;

class CaptureRoundTripTest {
    /** A frame to write. */
    record Written(byte[] bytes, int cut, long timestampNs, int linktype, String comment) {
    }

    @Provide
    Arbitrary<List<Written>> captures() {
        final Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(2_000);
        final Arbitrary<String> comment = Arbitraries.strings().ofMaxLength(60).injectNull(0.5);
        return Combinators.combine(bytes, Arbitraries.integers().between(0, 9_000),
            Arbitraries.longs().between(0, Long.MAX_VALUE), Arbitraries.of(0, 1, 9, 101, 113, 276), comment)
            .as(Written::new).list().ofMaxSize(20);
    }

    @Property(tries = 200)
    void shouldReadBackWhatWasWritten(@ForAll("captures") final List<Written> frames) throws IOException {
        final byte[] file = write(frames);

        final List<Frame> read = CaptureFiles.readAll(file);

        final List<Frame> expected = new ArrayList<>();
        for (final Written frame : frames) {
            expected.add(new Frame(expected.size() + 1, frame.timestampNs, frame.bytes.length + frame.cut,
                frame.linktype, CaptureFiles.bytes(frame.bytes)));
        }
        assertEquals(expected, read);
    }

    @Property(tries = 200)
    void shouldYieldAPrefixAndThenAtMostOneErrorHoweverAFileIsCut(@ForAll("captures") final List<Written> frames,
        @ForAll @IntRange(min = 0, max = 100_000) final int cut) throws IOException {
        final byte[] file = write(frames);
        final List<Frame> whole = CaptureFiles.readAll(file);
        final byte[] shorter = Arrays.copyOf(file, cut % (file.length + 1));

        final List<Frame> read = readUntilError(shorter);

        assertTrue(read.size() <= whole.size());
        assertEquals(whole.subList(0, read.size()), read);
    }

    @Property(tries = 500)
    void shouldAnswerAnyDamageWithATypedErrorOnly(@ForAll("captures") final List<Written> frames,
        @ForAll @IntRange(min = 0, max = 100_000) final int at, @ForAll final byte value) throws IOException {
        final byte[] file = write(frames);
        file[at % file.length] = value;

        final List<Frame> read = readUntilError(file);

        assertTrue(read.size() <= frames.size() + 1);
    }

    private static List<Frame> readUntilError(final byte[] file) throws IOException {
        final List<Frame> frames = new ArrayList<>();
        try (CaptureReader reader = CaptureFiles.open(file)) {
            while (reader.next()) {
                frames.add(CaptureFiles.current(reader));
            }
        } catch (final CaptureException e) {
            assertTrue(e.frameNumber() == 0 ? frames.isEmpty() : e.frameNumber() == frames.size() + 1, e.getMessage());
        }
        return frames;
    }

    private static byte[] write(final List<Written> frames) throws IOException {
        final ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (CaptureWriter writer = CaptureWriter.to(file); Arena arena = Arena.ofConfined()) {
            final MemorySegment memory = arena.allocate(2_100);
            for (final Written frame : frames) {
                MemorySegment.copy(frame.bytes, 0, memory, ValueLayout.JAVA_BYTE, 64, frame.bytes.length);
                writer.write(memory, 64, frame.bytes.length, frame.bytes.length + frame.cut, frame.timestampNs,
                    frame.linktype, frame.comment);
            }
        }
        return file.toByteArray();
    }
}
