package org.sluice.bindings.vectorscan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.bindings.Errno;
import org.sluice.bindings.NativeException;

class VectorscanTest {
    private final Arena arena = Arena.ofConfined();
    private final Scratch scratch = new Scratch();

    @AfterEach
    void close() {
        scratch.close();
        arena.close();
    }

    @Test
    void shouldReportJobPatternAndEndOfEachMatch() throws PatternException {
        try (Database database = Vectorscan.compile(List.of(
                new Pattern("attack", 0, 7), new Pattern("\\x00\\xffend", Vectorscan.CASELESS, 9)));
                ScanBatch batch = new ScanBatch(4, 16, 16)) {
            MemorySegment first = bytes("no harm here");
            MemorySegment second = bytes("an attack and \0\u00ffEND");
            scratch.fit(database);
            batch.add(database.address(), first.address(), (int) first.byteSize());
            batch.add(database.address(), second.address(), (int) second.byteSize());

            int matches = batch.scan(scratch);

            assertEquals(2, matches);
            assertArrayEquals(new int[] {1, 7, 9}, match(batch, 0));
            assertArrayEquals(new int[] {1, 9, 19}, match(batch, 1));
            assertFalse(batch.overflowed());
        }
    }

    @Test
    void shouldReportAPatternOnceAScanWithSingleMatch() throws PatternException {
        try (Database every = Vectorscan.compile(List.of(new Pattern("a", 0, 1)));
                Database once = Vectorscan.compile(List.of(new Pattern("a", Vectorscan.SINGLEMATCH, 1)));
                ScanBatch batch = new ScanBatch(2, 16, 16)) {
            MemorySegment text = bytes("banana");
            scratch.fit(every).fit(once);
            batch.add(every.address(), text.address(), 6);
            batch.add(once.address(), text.address(), 6);

            int matches = batch.scan(scratch);

            assertEquals(4, matches);
            assertEquals(1, batch.matchJob(3));
            assertEquals(2, batch.matchEnd(3));
        }
    }

    @Test
    void shouldCutOffAJobAtItsLimitAndGoOnWithTheNext() throws PatternException {
        try (Database database = Vectorscan.compile(List.of(new Pattern("a", 0, 1)));
                ScanBatch batch = new ScanBatch(3, 16, 2)) {
            MemorySegment text = bytes("aaaa");
            scratch.fit(database);
            batch.add(database.address(), text.address(), 4);
            batch.add(database.address(), text.address(), 2);

            int matches = batch.scan(scratch);

            assertEquals(4, matches);
            assertTrue(batch.overflowed());
            assertEquals(ScanBatch.OVERFLOW, batch.jobStatus(0));
            assertEquals(ScanBatch.OK, batch.jobStatus(1));
        }
    }

    @Test
    void shouldMarkOnlyJobsThatLostMatchesWhenTheBatchIsFull() throws PatternException {
        try (Database database = Vectorscan.compile(List.of(new Pattern("a", 0, 1)));
                ScanBatch batch = new ScanBatch(3, 2, 16)) {
            MemorySegment text = bytes("aabb");
            scratch.fit(database);
            batch.add(database.address(), text.address(), 2);
            batch.add(database.address(), text.address() + 2, 2);
            batch.add(database.address(), text.address(), 1);

            int matches = batch.scan(scratch);

            assertEquals(2, matches);
            assertEquals(ScanBatch.OK, batch.jobStatus(0));
            assertEquals(ScanBatch.OK, batch.jobStatus(1));
            assertEquals(ScanBatch.OVERFLOW, batch.jobStatus(2));
        }
    }

    @Test
    void shouldRefuseMoreJobsThanItHasRoomFor() {
        try (ScanBatch batch = new ScanBatch(1, 1, 1)) {
            batch.add(1, 1, 1);

            assertEquals(-1, batch.add(1, 1, 1));
        }
    }

    @Test
    void shouldNameTheJobThatHasNoDatabase() throws PatternException {
        try (Database database = Vectorscan.compile(List.of(new Pattern("a", 0, 1)));
                ScanBatch batch = new ScanBatch(2, 4, 4)) {
            MemorySegment text = bytes("a");
            scratch.fit(database);
            batch.add(0, text.address(), 1);
            batch.add(database.address(), text.address(), 1);

            int matches = batch.scan(scratch);

            assertEquals(1, matches);
            assertEquals(1, batch.failedJobs());
            assertEquals(-Errno.EINVAL, batch.jobStatus(0));
        }
    }

    @Test
    void shouldScanAliveAfterBytesAndBack() throws PatternException {
        try (Database written = Vectorscan.compile(List.of(new Pattern("needle", 0, 3)));
                Database read = Vectorscan.deserialize(MemorySegment.ofArray(written.serialize()));
                ScanBatch batch = new ScanBatch(1, 1, 1)) {
            MemorySegment text = bytes("a needle");
            scratch.fit(read);
            batch.add(read.address(), text.address(), 8);

            assertEquals(1, batch.scan(scratch));
            assertEquals(3, batch.matchPattern(0));
            assertEquals(written.info(), read.info());
            assertTrue(read.sizeBytes() > 0);
        }
    }

    @Test
    void shouldRefuseDamagedBytes() throws PatternException {
        byte[] bytes;
        try (Database database = Vectorscan.compile(List.of(new Pattern("needle", 0, 3)))) {
            bytes = database.serialize();
        }
        bytes[bytes.length / 2] ^= 1;

        NativeException refused = assertThrows(NativeException.class,
                () -> Vectorscan.deserialize(MemorySegment.ofArray(bytes)));

        assertTrue(refused.getMessage().contains("compile the rules anew"), refused.getMessage());
    }

    @Test
    void shouldNameThePatternThatDoesNotCompile() {
        PatternException refused = assertThrows(PatternException.class, () -> Vectorscan.compile(List.of(
                new Pattern("good", 0, 1), new Pattern("(bad", 0, 2))));

        assertEquals(1, refused.index());
        assertTrue(refused.getMessage().contains("parenthesis"), refused.getMessage());
    }

    @Test
    void shouldRefuseANulInAnExpression() {
        PatternException refused = assertThrows(PatternException.class,
                () -> Vectorscan.compile(List.of(new Pattern("a\0b", 0, 1))));

        assertEquals(0, refused.index());
    }

    @Test
    void shouldHonourBoundsOfAPattern() throws PatternException {
        try (Database database = Vectorscan.compile(List.of(new Pattern("a", 0, 1, 3, 4, Pattern.ANY)));
                ScanBatch batch = new ScanBatch(1, 16, 16)) {
            MemorySegment text = bytes("aaaaaa");
            scratch.fit(database);
            batch.add(database.address(), text.address(), 6);

            assertEquals(2, batch.scan(scratch));
            assertEquals(3, batch.matchEnd(0));
            assertEquals(4, batch.matchEnd(1));
        }
    }

    @Test
    void shouldSayThatTheScratchHasSeenNoDatabase() {
        try (ScanBatch batch = new ScanBatch(1, 1, 1)) {
            assertEquals(-Errno.EINVAL, batch.scan(scratch));
        }
    }

    @Test
    void shouldCompileThousandsOfPatterns() throws PatternException {
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            patterns.add(new Pattern("pattern" + i + "\\x00", Vectorscan.SINGLEMATCH, i));
        }

        try (Database database = Vectorscan.compile(patterns); ScanBatch batch = new ScanBatch(1, 16, 16)) {
            MemorySegment text = bytes("xx pattern2999\0 xx");
            scratch.fit(database);
            batch.add(database.address(), text.address(), (int) text.byteSize());

            assertEquals(1, batch.scan(scratch));
            assertEquals(2_999, batch.matchPattern(0));
        }
    }

    @Test
    void shouldDescribeThePlatform() {
        assertTrue(Vectorscan.platformInfo().startsWith("5."), Vectorscan.platformInfo());
    }

    private MemorySegment bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        MemorySegment segment = arena.allocate(bytes.length);
        segment.copyFrom(MemorySegment.ofArray(bytes));
        return segment;
    }

    private static int[] match(ScanBatch batch, int i) {
        return new int[] {batch.matchJob(i), batch.matchPattern(i), batch.matchEnd(i)};
    }
}
