package org.sluice.dataplane.port;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.dataplane.port.CaptureFiles.Frame;

class CaptureReaderTest {
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;

    private static ByteOrder order(final boolean isBig) {
        return isBig ? BIG_ENDIAN : LITTLE_ENDIAN;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReadMicrosecondPcapInEitherByteOrder(final boolean isBig) throws IOException {
        final ByteBuffer file = CaptureFiles.pcap(order(isBig), MICROSECONDS, 1)
            .putInt(7).putInt(123_456).putInt(3).putInt(60).put(new byte[] {1, 2, 3});

        final List<Frame> frames = CaptureFiles.readAll(CaptureFiles.written(file));

        assertEquals(List.of(
            new Frame(1, 7_123_456_000L, 60, CaptureLinktype.ETHERNET, List.of((byte) 1, (byte) 2, (byte) 3))), frames);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReadNanosecondPcapInEitherByteOrder(final boolean isBig) throws IOException {
        final ByteBuffer file = CaptureFiles.pcap(order(isBig), NANOSECONDS, 113)
            .putInt(0xffff_ffff).putInt(999_999_999).putInt(0).putInt(0);

        final List<Frame> frames = CaptureFiles.readAll(CaptureFiles.written(file));

        assertEquals(List.of(
            new Frame(1, 4_294_967_295_999_999_999L, 0, CaptureLinktype.LINUX_SLL, List.of())), frames);
    }

    @Test
    void shouldFoldOldNumbersOfRawIpIntoOne() throws IOException {
        final ByteBuffer file = CaptureFiles.pcap(LITTLE_ENDIAN, MICROSECONDS, 12)
            .putInt(0).putInt(0).putInt(0).putInt(0);

        final List<Frame> frames = CaptureFiles.readAll(CaptureFiles.written(file));

        assertEquals(CaptureLinktype.RAW, frames.getFirst().linktype());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReadEveryKindOfPcapngPacketAndSkipTheRest(final boolean isBig) throws IOException {
        final ByteOrder order = order(isBig);
        final ByteBuffer file = CaptureFiles.pcapng(order);
        CaptureFiles.block(file, 1, CaptureFiles.body(order, isBig ? 1 << 16 : 1, 0));
        CaptureFiles.block(file, 0x0bad, new byte[40]);
        CaptureFiles.block(file, 6, CaptureFiles.body(order, 0, 0, 5_000_000, 4, 1500, 0x01010101));
        CaptureFiles.block(file, 2, CaptureFiles.body(order, 0, 0, 6_000_000, 4, 4, 0x02020202));
        CaptureFiles.block(file, 3, CaptureFiles.body(order, 4, 0x03030303));

        final List<Frame> frames = CaptureFiles.readAll(CaptureFiles.written(file));

        assertEquals(List.of(
            new Frame(1, 5_000_000_000L, 1500, 1, List.of((byte) 1, (byte) 1, (byte) 1, (byte) 1)),
            new Frame(2, 6_000_000_000L, 4, 1, List.of((byte) 2, (byte) 2, (byte) 2, (byte) 2)),
            new Frame(3, 6_000_000_000L, 4, 1, List.of((byte) 3, (byte) 3, (byte) 3, (byte) 3))), frames);
    }

    @Test
    void shouldKeepClockAndLinktypeOfEachInterfaceAndForgetThemWithTheSection() throws IOException {
        final ByteBuffer file = CaptureFiles.pcapng(LITTLE_ENDIAN);
        CaptureFiles.block(file, 1, CaptureFiles.body(LITTLE_ENDIAN, 1, 0));
        // if_tsresol 9 (nanoseconds), then if_tsoffset 10 s.
        CaptureFiles.block(file, 1, CaptureFiles.body(LITTLE_ENDIAN, 101, 0, 1 << 16 | 9, 9, 8 << 16 | 14, 10, 0));
        // if_tsresol 2^-10.
        CaptureFiles.block(file, 1, CaptureFiles.body(LITTLE_ENDIAN, 276, 0, 1 << 16 | 9, 0x8a));
        CaptureFiles.block(file, 6, CaptureFiles.body(LITTLE_ENDIAN, 1, 0, 7, 0, 0));
        CaptureFiles.block(file, 6, CaptureFiles.body(LITTLE_ENDIAN, 2, 0, 1536, 0, 0));
        CaptureFiles.section(file);
        CaptureFiles.block(file, 1, CaptureFiles.body(LITTLE_ENDIAN, 0, 0));
        CaptureFiles.block(file, 6, CaptureFiles.body(LITTLE_ENDIAN, 0, 0, 1, 0, 0));

        final List<Frame> frames = CaptureFiles.readAll(CaptureFiles.written(file));

        assertEquals(List.of(
            new Frame(1, 10_000_000_007L, 0, CaptureLinktype.RAW, List.of()),
            new Frame(2, 1_500_000_000L, 0, CaptureLinktype.LINUX_SLL2, List.of()),
            new Frame(3, 1_000, 0, CaptureLinktype.NULL, List.of())), frames);
    }

    @Test
    void shouldReadGzipOfACapture() throws IOException {
        final byte[] file = CaptureFiles.written(CaptureFiles.pcap(LITTLE_ENDIAN, MICROSECONDS, 1)
            .putInt(1).putInt(2).putInt(1).putInt(1).put((byte) 42));

        final List<Frame> frames = CaptureFiles.readAll(CaptureFiles.gzip(file));

        assertEquals(CaptureFiles.readAll(file), frames);
    }

    @Test
    void shouldHandOutWholeFramesBeforeNamingTheTruncatedOne() throws IOException {
        final byte[] whole = CaptureFiles.written(CaptureFiles.pcap(LITTLE_ENDIAN, MICROSECONDS, 1)
            .putInt(1).putInt(0).putInt(2).putInt(2).put(new byte[2])
            .putInt(2).putInt(0).putInt(100).putInt(100).put(new byte[100]));
        final byte[] cut = Arrays.copyOf(whole, whole.length - 40);

        try (CaptureReader reader = CaptureFiles.open(cut)) {
            assertTrue(reader.next());
            final CaptureException problem = assertThrows(CaptureException.class, reader::next);

            assertEquals("made.pcap: packet 2: truncated: 60 of its 100 bytes", problem.getMessage());
            assertEquals(2, problem.frameNumber());
        }
    }

    @Test
    void shouldSayThatAGzipFileEndsInTheMiddle() throws IOException {
        final byte[] file = CaptureFiles.written(CaptureFiles.pcap(LITTLE_ENDIAN, MICROSECONDS, 1)
            .putInt(1).putInt(0).putInt(8).putInt(8).put(new byte[] {9, 1, 7, 3, 5, 2, 8, 6}));
        final byte[] zipped = CaptureFiles.gzip(file);

        final CaptureException problem = assertThrows(CaptureException.class,
            () -> CaptureFiles.readAll(Arrays.copyOf(zipped, zipped.length - 12)));

        assertTrue(problem.getMessage().endsWith("the gzip file ends in the middle"), problem.getMessage());
    }

    @Test
    void shouldRefuseALengthNoCaptureCanHave() {
        final byte[] file = CaptureFiles.written(CaptureFiles.pcap(LITTLE_ENDIAN, MICROSECONDS, 1)
            .putInt(1).putInt(0).putInt(-1).putInt(60));

        final CaptureException problem = assertThrows(CaptureException.class, () -> CaptureFiles.readAll(file));

        assertEquals("made.pcap: packet 1: corrupt: it claims 4294967295 captured bytes, 262144 at most are possible",
            problem.getMessage());
    }

    @Test
    void shouldRefuseABlockWhoseLengthsDiffer() {
        final ByteBuffer file = CaptureFiles.pcapng(LITTLE_ENDIAN);
        CaptureFiles.block(file, 1, CaptureFiles.body(LITTLE_ENDIAN, 1, 0));
        file.putInt(file.position() - 4, 24);

        final CaptureException problem =
            assertThrows(CaptureException.class, () -> CaptureFiles.readAll(CaptureFiles.written(file)));

        assertEquals("made.pcap: packet 1: corrupt: a block's two lengths differ, 20 and 24", problem.getMessage());
    }

    @Test
    void shouldRefuseAPacketOfAnInterfaceNobodyDescribed() {
        final ByteBuffer file = CaptureFiles.pcapng(LITTLE_ENDIAN);
        CaptureFiles.block(file, 6, CaptureFiles.body(LITTLE_ENDIAN, 3, 0, 0, 0, 0));

        final CaptureException problem =
            assertThrows(CaptureException.class, () -> CaptureFiles.readAll(CaptureFiles.written(file)));

        assertEquals("made.pcap: packet 1: corrupt: it names interface 3, the section described 0",
            problem.getMessage());
    }

    @Test
    void shouldRefuseAFileThatIsNoCapture() {
        final CaptureException problem =
            assertThrows(CaptureException.class, () -> CaptureFiles.open("GET / HTTP/1.1\r\n".getBytes()));

        assertEquals("made.pcap: no capture: it begins with 0x47455420, not with the mark of pcap, pcapng or gzip",
            problem.getMessage());
        assertEquals(0, problem.frameNumber());
    }

    @Test
    void shouldRefuseAnEmptyAndAMissingFile() {
        assertEquals("made.pcap: the file is empty",
            assertThrows(CaptureException.class, () -> CaptureFiles.open(new byte[0])).getMessage());
        assertEquals("/nowhere/x.pcap: no such file",
            assertThrows(CaptureException.class, () -> CaptureReader.open(Path.of("/nowhere/x.pcap"))).getMessage());
    }

    @Test
    void shouldCutAFrameToTheRoomThereIs() throws IOException {
        final byte[] file = CaptureFiles.written(CaptureFiles.pcap(LITTLE_ENDIAN, MICROSECONDS, 1)
            .putInt(1).putInt(0).putInt(8).putInt(8).put(new byte[8]));

        try (CaptureReader reader = CaptureFiles.open(file); Arena arena = Arena.ofConfined()) {
            final MemorySegment memory = arena.allocate(4);

            assertTrue(reader.next());
            assertEquals(4, reader.copyFrame(memory, 0, 4));
            assertEquals(8, reader.capturedLength());
            assertFalse(reader.next());
        }
    }
}
