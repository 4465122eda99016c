package org.sluice.bindings.dpdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.bindings.Errno;
import org.sluice.bindings.dpdk.PortConfiguration.Setting;
import org.sluice.bindings.posix.Posix;

/**
 * The environment without huge pages or files, and virtual devices. One environment serves all tests of this process.
 */
class DpdkTest {
    private static final int DATA_ROOM = 2_048;
    private static final Arena ARENA = Arena.ofShared();

    private static BitSet processorsBefore;
    private static PacketPool pool;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        processorsBefore = Posix.affinity();
        Dpdk.start(List.of("--no-huge", "--no-shconf", "-m", "128", "--no-pci", "--no-telemetry", "-l",
                String.valueOf(processorsBefore.nextSetBit(0))));
        pool = new PacketPool("test", 2_047, 64, DATA_ROOM, -1);
        Dpdk.registerThread();
    }

    @AfterAll
    static void stop() {
        if (pool != null) {
            Dpdk.unregisterThread();
            pool.close();
        }
        ARENA.close();
    }

    @Test
    void shouldLeaveTheCallersProcessorsAlone() {
        assertEquals(processorsBefore, Posix.affinity());
    }

    @Test
    void shouldRefuseToStartTwice() {
        DpdkException refused = assertThrows(DpdkException.class, () -> Dpdk.start(List.of("--no-huge")));

        assertEquals(Errno.EALREADY, refused.errno());
    }

    @Test
    void shouldReceiveFramesByteForByte() {
        List<byte[]> frames = frames(10, 60, 1_514);
        Port port = pcap("net_pcap_bytes", frames, null);
        Columns burst = new Columns(ARENA, pool, 16_384);

        int received = burst.receive(new RxQueue(ARENA, port, 0, pool));

        assertEquals(10, received);
        for (int i = 0; i < received; i++) {
            assertArrayEquals(frames.get(i), burst.frame(i));
            assertEquals(0, burst.flags(i));
        }
        PacketPool.free(burst.mbufs, received);
        close(port);
    }

    @Test
    void shouldLayOutFramesOfSeveralBuffersInOnePiece() {
        List<byte[]> frames = List.of(frame(9_000, 1), frame(100, 2), frame(5_000, 3));
        Port port = pcap("net_pcap_long", frames, null);
        RxQueue rx = new RxQueue(ARENA, port, 0, pool);
        Columns burst = new Columns(ARENA, pool, 16_384);

        int received = burst.receive(rx);

        assertEquals(3, received);
        for (int i = 0; i < received; i++) {
            assertArrayEquals(frames.get(i), burst.frame(i));
        }
        assertEquals(RxQueue.IN_SCRATCH, burst.flags(0));
        assertEquals(0, burst.flags(1));
        assertEquals(2, rx.linearised());
        assertEquals(0, rx.truncated());
        assertEquals(14_100, rx.bytes());
        PacketPool.free(burst.mbufs, received);
        close(port);
    }

    @Test
    void shouldMarkFramesThatScratchHasNoRoomFor() {
        List<byte[]> frames = List.of(frame(9_000, 1), frame(9_000, 2), frame(9_000, 3));
        Port port = pcap("net_pcap_full", frames, null);
        RxQueue rx = new RxQueue(ARENA, port, 0, pool);
        Columns burst = new Columns(ARENA, pool, 10_000);

        int received = burst.receive(rx);

        assertEquals(3, received);
        assertArrayEquals(frames.get(0), burst.frame(0));
        assertEquals(RxQueue.IN_SCRATCH | RxQueue.TRUNCATED, burst.flags(1));
        assertEquals(1_000, burst.frame(1).length);
        assertEquals(0, burst.frame(2).length);
        assertEquals(2, rx.truncated());
        PacketPool.free(burst.mbufs, received);
        close(port);
    }

    @Test
    void shouldSendWhatIsToBeForwardedAndFreeTheRest() {
        Path sentTo = directory.resolve("sent.pcap");
        List<byte[]> frames = List.of(frame(64, 1), frame(9_000, 2), frame(70, 3), frame(80, 4));
        Port port = pcap("net_pcap_verdicts", frames, sentTo);
        Columns burst = new Columns(ARENA, pool, 16_384);
        TxQueue tx = new TxQueue(ARENA, port, 0, 4);
        long freeBefore = pool.available();
        int received = burst.receive(new RxQueue(ARENA, port, 0, pool));
        burst.verdict(2, TxQueue.DROP);

        int sent = tx.send(burst.mbufs, burst.verdicts, received);
        close(port);

        assertEquals(3, sent);
        assertEquals(3, tx.frames());
        assertEquals(64 + 9_000 + 80, tx.bytes());
        assertEquals(1, tx.dropped());
        List<byte[]> written = CaptureFile.read(sentTo);
        assertEquals(3, written.size());
        assertArrayEquals(frames.get(0), written.get(0));
        assertArrayEquals(frames.get(1), written.get(1));
        assertArrayEquals(frames.get(3), written.get(2));
        assertEquals(freeBefore, pool.available(), "buffers leaked");
    }

    @Test
    void shouldFreeAndCountWhatTheDeviceDoesNotTake() {
        Port port = Dpdk.attach("net_ring_full");
        port.configure(pool, PortRequest.singleQueue());
        port.start();
        TxQueue tx = new TxQueue(ARENA, port, 0, 3);
        Columns burst = new Columns(ARENA, pool, 64);
        long freeBefore = pool.available();
        int sent = 0;
        for (int round = 0; round < 20; round++) {
            fill(burst, 64);
            sent += tx.send(burst.mbufs, 64);
        }

        assertTrue(sent < 20 * 64, "the ring took all");
        assertEquals(20 * 64 - sent, tx.refused());
        assertEquals(sent, drain(new RxQueue(ARENA, port, 0, pool), burst));
        assertEquals(freeBefore, pool.available(), "buffers leaked");
        close(port);
    }

    @Test
    void shouldReturnOverARingWhatItSent() {
        Port port = Dpdk.attach("net_ring_loop");
        port.configure(pool, PortRequest.singleQueue());
        port.start();
        byte[] bytes = frame(9_000, 5);
        MemorySegment source = ARENA.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
        Columns burst = new Columns(ARENA, pool, 16_384);
        burst.mbufs.set(ValueLayout.JAVA_LONG, 0, pool.make(source.address(), bytes.length));

        int sent = new TxQueue(ARENA, port, 0, 1).send(burst.mbufs, 1);
        int received = burst.receive(new RxQueue(ARENA, port, 0, pool));

        assertEquals(1, sent);
        assertEquals(1, received);
        assertArrayEquals(bytes, burst.frame(0));
        PacketPool.free(burst.mbufs, 1);
        close(port);
    }

    @Test
    void shouldSayWhenThePoolIsEmpty() {
        PacketPool small = new PacketPool("small", 31, 0, DATA_ROOM, -1);
        MemorySegment source = ARENA.allocate(64);
        MemorySegment made = ARENA.allocate(ValueLayout.JAVA_LONG, 31);
        for (int i = 0; i < 31; i++) {
            made.setAtIndex(ValueLayout.JAVA_LONG, i, small.make(source.address(), 64));
        }

        assertTrue(small.make(source.address(), 64) < 0);
        assertEquals(0, small.available());
        PacketPool.free(made, 31);
        assertEquals(31, small.available());
        small.close();
    }

    @Test
    void shouldClampAndSayWhatTheDeviceCannotDo() {
        Port port = Dpdk.attach("net_null_clamp");

        PortConfiguration granted = port.configure(pool, new PortRequest(2_000, 1, 0, 0, 0, PortRequest.Rss.OFF, true,
                true, true));

        assertTrue(granted.rxQueues() < 2_000);
        assertTrue(granted.isClamped(Setting.RX_QUEUES));
        assertTrue(granted.isClamped(Setting.CHECKSUM));
        assertFalse(granted.isClamped(Setting.TX_QUEUES));
        assertTrue(granted.clamped().get(0).words().contains("2000 receive queues wished"),
                granted.clamped().toString());
        port.detach();
    }

    @Test
    void shouldSpreadFlowsBySymmetricHashWhereTheDeviceCan() {
        Port port = Dpdk.attach("net_null_rss");

        PortConfiguration granted = port.configure(pool,
                PortRequest.singleQueue().withQueues(2, 2, PortRequest.Rss.ADDRESSES));

        assertEquals(2, granted.rxQueues());
        assertEquals(PortRequest.Rss.ADDRESSES, granted.rss());
        assertTrue(granted.rssTypes() != 0);
        port.detach();
    }

    @Test
    void shouldDescribeAPortAndCountItsFrames() {
        Port port = pcap("net_pcap_stats", frames(5, 60, 60), null);
        Columns burst = new Columns(ARENA, pool, 64);
        int received = burst.receive(new RxQueue(ARENA, port, 0, pool));

        PortStats stats = port.stats();
        port.resetStats();

        assertEquals("net_pcap", port.info().driver());
        assertEquals("net_pcap_stats", port.info().name());
        assertTrue(port.link().up());
        assertEquals(5, stats.rxFrames());
        assertEquals(300, stats.rxBytes());
        assertEquals(0, port.stats().rxFrames());
        PacketPool.free(burst.mbufs, received);
        close(port);
    }

    @Test
    void shouldTellWhyADeviceCannotBeOpened() {
        DpdkException refused = assertThrows(DpdkException.class,
                () -> Dpdk.attach("net_pcap_none,rx_pcap=" + directory.resolve("absent.pcap")));

        assertTrue(refused.getMessage().contains("absent.pcap"), refused.getMessage());
        assertTrue(refused.getMessage().contains("No such file"), refused.getMessage());
    }

    @Test
    void shouldFindAPortOnceAttachedByItsName() {
        Port first = Dpdk.attach("net_null_again,size=64");

        assertEquals(first.id(), Dpdk.attach("net_null_again,size=64").id());
        first.detach();
    }

    @Test
    void shouldRefuseACapacityBeyondABurst() {
        Port port = pcap("net_pcap_capacity", frames(1, 60, 60), null);
        Columns burst = new Columns(ARENA, pool, 64);

        assertEquals(-Errno.EINVAL, new RxQueue(ARENA, port, 0, pool).receive(65, burst.mbufs, burst.offsets,
                burst.lengths, burst.hashes, burst.flags, burst.scratch));
        close(port);
    }

    private Port pcap(String name, List<byte[]> frames, Path sentTo) {
        Path file = directory.resolve(name + ".pcap");
        CaptureFile.write(file, frames);
        Port port = Dpdk.attach(name + ",rx_pcap=" + file + (sentTo == null ? "" : ",tx_pcap=" + sentTo));
        port.configure(pool, PortRequest.singleQueue());
        port.start();
        return port;
    }

    private static void close(Port port) {
        port.stop();
        port.detach();
    }

    private void fill(Columns burst, int count) {
        MemorySegment source = ARENA.allocate(64);
        for (int i = 0; i < count; i++) {
            burst.mbufs.setAtIndex(ValueLayout.JAVA_LONG, i, pool.make(source.address(), 64));
        }
    }

    private static int drain(RxQueue rx, Columns burst) {
        int all = 0;
        int received = burst.receive(rx);
        while (received > 0) {
            PacketPool.free(burst.mbufs, received);
            all += received;
            received = burst.receive(rx);
        }
        return all;
    }

    private static List<byte[]> frames(int count, int least, int most) {
        return IntStream.range(0, count)
                .mapToObj(i -> frame(least + (most - least) * i / Math.max(1, count - 1), i)).toList();
    }

    private static byte[] frame(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
