package org.sluice.dataplane.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.bindings.dpdk.Dpdk;
import org.sluice.bindings.dpdk.Link;
import org.sluice.dataplane.port.DpdkSettings.HugePages;

/** Wires over virtual devices, with stations at their ends. */
class DpdkWireTest {
    private static final DpdkSettings SETTINGS = DpdkSettings.defaults().withHugePages(HugePages.OFF)
            .withBuffers(4_095, 64);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Arena arena = Arena.ofShared();
    private DpdkEnvironment environment;

    @TempDir
    Path directory;

    @BeforeAll
    static void register() {
        DpdkEnvironment.open(SETTINGS, List.of(WireSettings.of("first", port("a", "net_null_first0,size=64"),
                port("b", "net_null_first1,size=64")))).close();
        DpdkEnvironment.registerThread();
    }

    @AfterAll
    static void unregister() {
        DpdkEnvironment.unregisterThread();
    }

    @AfterEach
    void close() {
        if (environment != null) {
            environment.close();
        }
        arena.close();
    }

    @Test
    void shouldPassFramesOfAllKindsByteForByteOverAfPacket() {
        assumeTrue(VethPair.possible(), "needs root and veth interfaces");
        try (VethPair left = new VethPair(); VethPair right = new VethPair()) {
            DpdkWire wire = open(WireSettings.of("w", port("lan", device("net_af_packet", "iface=" + left.far)),
                    port("wan", device("net_af_packet", "iface=" + right.far))));
            try (Station one = new Station(device("net_pcap", "iface=" + left.near), "one");
                    Station other = new Station(device("net_pcap", "iface=" + right.near), "other")) {
                assertCrossesBothWays(wire, one, other, TestFrames.ofAllKinds());
            }
        }
    }

    @Test
    void shouldDiscardWhatWaitedBeforeTheWireWasOpen() {
        assumeTrue(VethPair.possible(), "needs root and veth interfaces");
        try (VethPair left = new VethPair(); VethPair right = new VethPair()) {
            environment = DpdkEnvironment.open(SETTINGS, List.of(WireSettings.of("w",
                    port("lan", device("net_af_packet", "iface=" + left.far)),
                    port("wan", device("net_af_packet", "iface=" + right.far)))));
            DpdkWire wire = environment.wires().get(0);
            try (Station one = new Station(device("net_pcap", "iface=" + left.near), "one");
                    Station other = new Station(device("net_pcap", "iface=" + right.near), "other")) {
                for (int i = 0; i < 10; i++) {
                    assertTrue(one.send(TestFrames.frame(0x0800, 100)));
                }

                environment.start();

                assertTrue(wire.left().discardedAtStart() >= 10, wire.left().discardedAtStart() + " discarded");
                assertTrue(new Crossing(arena, wire).passes(List.of(TestFrames.frame(0x0800, 60)), one, other));
                assertEquals(1, other.poll().size(), "none of those before");
            }
        }
    }

    @Test
    void shouldPassJumboFramesOverAfPacket() {
        assumeTrue(VethPair.possible(), "needs root and veth interfaces");
        try (VethPair left = new VethPair(); VethPair right = new VethPair()) {
            left.near.mtu(9_000);
            right.near.mtu(9_000);
            DpdkWire wire = open(WireSettings.of("w", port("lan", device("net_af_packet", "iface=" + left.far)),
                    port("wan", device("net_af_packet", "iface=" + right.far))).withMtu(9_000));
            try (Station one = new Station(device("net_pcap", "iface=" + left.near), "one");
                    Station other = new Station(device("net_pcap", "iface=" + right.near), "other")) {
                assertEquals(9_000, wire.left().mtu());
                assertEquals(9_000, left.far.mtu());
                assertCrossesBothWays(wire, one, other, List.of(TestFrames.frame(0x0800, 9_014),
                        TestFrames.frame(0x8100, 9_018), TestFrames.frame(0x0800, 60)));
            }
        }
    }

    @Test
    void shouldLeaveInterfacesAsItFoundThem() {
        assumeTrue(VethPair.possible(), "needs root and veth interfaces");
        try (VethPair left = new VethPair(); VethPair right = new VethPair()) {
            left.far.up(false);
            open(WireSettings.of("w", port("lan", device("net_af_packet", "iface=" + left.far)),
                    port("wan", device("net_af_packet", "iface=" + right.far))).withMtu(4_000));
            assertTrue(left.far.isUp());
            assertEquals(4_000, left.far.mtu());

            environment.close();
            environment = null;

            assertFalse(left.far.isUp());
            assertEquals(1_500, left.far.mtu());
            assertTrue(right.far.isUp());
        }
    }

    @Test
    void shouldSpreadFlowsOverQueuesBothDirectionsAlikeOverAfPacket() {
        assumeTrue(VethPair.possible(), "needs root and veth interfaces");
        try (VethPair left = new VethPair(); VethPair right = new VethPair()) {
            DpdkWire wire = open(WireSettings.of("w", port("lan", device("net_af_packet", "iface=" + left.far)),
                    port("wan", device("net_af_packet", "iface=" + right.far))).withQueues(2));

            assertEquals(2, wire.queues());
            assertTrue(environment.notes().isEmpty(), environment.notes().toString());
        }
    }

    @Test
    void shouldPassFramesOverAfXdp() {
        assumeTrue(VethPair.possible(), "needs root and veth interfaces");
        try (VethPair left = new VethPair(); VethPair right = new VethPair()) {
            DpdkWire wire = open(WireSettings.of("w", port("lan", device("net_af_xdp", "iface=" + left.far)),
                    port("wan", device("net_af_xdp", "iface=" + right.far))));
            try (Station one = new Station(device("net_pcap", "iface=" + left.near), "one");
                    Station other = new Station(device("net_pcap", "iface=" + right.near), "other")) {
                assertCrossesBothWays(wire, one, other, TestFrames.ofAllKindsAndServiceTags());
            }
        }
    }

    @Test
    void shouldPassFramesOverTaps() {
        assumeTrue(VethPair.possible(), "needs root and virtual interfaces");
        String left = "tl" + ProcessHandle.current().pid() % 100_000;
        String right = "tr" + ProcessHandle.current().pid() % 100_000;
        DpdkWire wire = open(WireSettings.of("w", port("lan", device("net_tap", "iface=" + left)),
                port("wan", device("net_tap", "iface=" + right))));
        try (Station one = new Station(device("net_pcap", "iface=" + left), "one");
                Station other = new Station(device("net_pcap", "iface=" + right), "other")) {
            assertCrossesBothWays(wire, one, other, TestFrames.ofAllKindsAndServiceTags());
        }
    }

    @Test
    void shouldPassFramesOverMemif() {
        String leftSocket = directory.resolve("left.sock").toString();
        String rightSocket = directory.resolve("right.sock").toString();
        DpdkWire wire = open(WireSettings.of("w",
                port("lan", device("net_memif", "role=server,id=0,socket-abstract=no,socket=" + leftSocket)),
                port("wan", device("net_memif", "role=server,id=0,socket-abstract=no,socket=" + rightSocket))));
        try (Station one = new Station(device("net_memif", "role=client,id=0,socket-abstract=no,socket=" + leftSocket),
                "one");
                Station other = new Station(device("net_memif", "role=client,id=0,socket-abstract=no,socket="
                        + rightSocket), "other")) {
            Crossing crossing = new Crossing(arena, wire);
            assertTrue(crossing.until(() -> wire.left().link().up() && wire.right().link().up()),
                    "memif did not connect");
            assertCrossesBothWays(wire, one, other, TestFrames.ofAllKindsAndServiceTags());
        }
        // The driver must not be closed while it is still busy with its peer's going away.
        Crossing after = new Crossing(arena, wire);
        assertTrue(after.until(() -> !wire.left().link().up() && !wire.right().link().up()),
                "memif did not disconnect");
    }

    @Test
    void shouldCarryALinkGoingDownToTheOtherSideAndBack() {
        assumeTrue(VethPair.possible(), "needs root and veth interfaces");
        try (VethPair left = new VethPair(); VethPair right = new VethPair()) {
            DpdkWire wire = open(WireSettings.of("w", port("lan", device("net_af_packet", "iface=" + left.far)),
                    port("wan", device("net_af_packet", "iface=" + right.far))));
            Crossing time = new Crossing(arena, wire);
            Changes changes = new Changes();
            LinkWatch watch = environment.linkWatch(changes);
            assertTrue(time.until(() -> watch.poll(0) >= 0 && changes.up == 2), "links did not come up");

            left.near.up(false);
            assertTrue(time.until(() -> watch.poll(0) >= 0 && !right.near.isRunning()),
                    "right side saw no loss of link");
            left.near.up(true);
            assertTrue(time.until(() -> watch.poll(0) >= 0 && right.near.isRunning()), "right side got no link back");

            assertEquals(1, changes.held);
            assertEquals(1, changes.released);
        }
    }

    @Test
    void shouldUseOneQueueWhereADeviceCannotSpreadFlowsAndSaySo() {
        DpdkWire wire = open(WireSettings.of("w", port("a", device("net_ring", null)),
                port("b", device("net_ring", null))).withQueues(2));

        assertEquals(1, wire.queues());
        assertTrue(environment.notes().toString().contains("threading mode dedicated"), environment.notes().toString());
    }

    @Test
    void shouldRefuseAnMtuThatADeviceCannotTake() {
        assumeTrue(VethPair.possible(), "needs root and veth interfaces");
        try (VethPair left = new VethPair(); VethPair right = new VethPair()) {
            PortException refused = assertThrows(PortException.class, () -> open(WireSettings.of("w",
                    port("lan", device("net_af_xdp", "iface=" + left.far)),
                    port("wan", device("net_af_xdp", "iface=" + right.far))).withMtu(9_000)));

            assertTrue(refused.getMessage().contains("port lan"), refused.getMessage());
            assertTrue(refused.getMessage().contains("9000"), refused.getMessage());
            assertEquals(1_500, left.far.mtu());
        }
    }

    @Test
    void shouldRefuseFewerBuffersThanReceiveQueuesTake() {
        DpdkSettings few = SETTINGS.withBuffers(512, 64);
        WireSettings wire = WireSettings.of("w", port("a", device("net_null", null)),
                port("b", device("net_null", null)));

        PortException refused = assertThrows(PortException.class, () -> DpdkEnvironment.open(few, List.of(wire)));

        assertTrue(refused.getMessage().contains("Raise buffers-per-port"), refused.getMessage());
    }

    @Test
    void shouldTellWhatTheDriverSaysOfADeviceItCannotOpen() {
        PortException refused = assertThrows(PortException.class, () -> open(WireSettings.of("w",
                port("lan", device("net_pcap", "rx_pcap=" + directory.resolve("absent.pcap"))),
                port("wan", device("net_null", null)))));

        assertTrue(refused.getMessage().contains("port lan"), refused.getMessage());
        assertTrue(refused.getMessage().contains("No such file"), refused.getMessage());
    }

    @Test
    void shouldFindNothingBeforeTheWireIsStarted() {
        environment = DpdkEnvironment.open(SETTINGS, List.of(WireSettings.of("w",
                port("a", device("net_null", "size=64")), port("b", device("net_null", "size=64")))));
        DpdkWire wire = environment.wires().get(0);
        Burst burst = new Burst(arena, 0);
        burst.count = 7;
        MemorySegment frame = arena.allocate(64);

        assertEquals(0, wire.left().source(0).receive(burst));
        assertEquals(0, burst.count);
        assertFalse(wire.right().sink(0).inject(frame, 0, 64));
        wire.start();
        assertEquals(Burst.CAPACITY, wire.left().source(0).receive(burst));
        assertTrue(wire.right().sink(0).inject(frame, 0, 64));
        assertEquals(Burst.CAPACITY, wire.right().sink(0).transmit(burst));
    }

    @Test
    void shouldSendFramesOfOurOwn() {
        DpdkWire wire = open(WireSettings.of("w", port("a", device("net_ring", null)),
                port("b", device("net_ring", null))));
        byte[] frame = TestFrames.frame(0x0800, 60);
        MemorySegment bytes = arena.allocate(100);
        MemorySegment.copy(frame, 0, bytes, ValueLayout.JAVA_BYTE, 40, 60);
        Burst burst = new Burst(arena, 0);

        assertTrue(wire.right().sink(0).inject(bytes, 40, 60));
        assertFalse(wire.right().sink(0).inject(bytes, 41, 60));
        wire.right().source(0).receive(burst);

        assertEquals(1, burst.count);
        assertEquals(1, burst.portIndex);
        assertEquals(1, burst.firstFrameNumber);
        assertArrayEquals(frame, burst.memory(0).asSlice(burst.offset(0), burst.length(0))
                .toArray(ValueLayout.JAVA_BYTE));
        assertTrue(burst.timestampsNs[0] / 1_000_000 <= System.currentTimeMillis());
        burst.verdict(0, Burst.DROP);
        wire.left().sink(0).transmit(burst);
        assertEquals(1, wire.left().sink(0).droppedFrames());
        assertEquals(1, wire.right().sink(0).injectFailures());
    }

    @Test
    void shouldAllocateNothingPerFrame() {
        DpdkWire wire = open(WireSettings.of("w", port("a", device("net_null", "size=64")),
                port("b", device("net_null", "size=64"))));
        Burst burst = new Burst(arena, 0);
        for (int i = 0; i < 50_000; i++) {
            wire.left().source(0).receive(burst);
            wire.right().sink(0).transmit(burst);
        }
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
        for (int i = 0; i < 50_000; i++) {
            wire.left().source(0).receive(burst);
            wire.right().sink(0).transmit(burst);
        }
        long after = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());

        assertEquals(100_000L * Burst.CAPACITY, wire.left().source(0).receivedFrames());
        assertTrue(after - before < 4_096, (after - before) + " bytes for 3.2 million frames");
    }

    /** Kinds and lengths of frames, for messages. */
    private static String describe(List<byte[]> frames) {
        return frames.stream().map(frame -> String.format("%02x%02x:%d", frame[12], frame[13], frame.length)).toList()
                .toString();
    }

    private static void assertCrossesBothWays(DpdkWire wire, Station one, Station other, List<byte[]> frames) {
        try (Arena own = Arena.ofShared()) {
            Crossing crossing = new Crossing(own, wire);
            assertTrue(crossing.passes(frames, one, other), () -> "of " + describe(frames) + " only "
                    + describe(other.poll()) + " crossed; log: " + Dpdk.takeLog());
            assertTrue(crossing.passes(frames, other, one), () -> "of " + describe(frames) + " only "
                    + describe(one.poll()) + " came back; log: " + Dpdk.takeLog());
        }
        for (int i = 0; i < frames.size(); i++) {
            assertArrayEquals(frames.get(i), other.poll().get(i), "frame " + i);
            assertArrayEquals(frames.get(i), one.poll().get(i), "frame " + i + " back");
        }
    }

    private DpdkWire open(WireSettings wire) {
        environment = DpdkEnvironment.open(SETTINGS, List.of(wire));
        environment.start();
        return environment.wires().get(0);
    }

    private static PortSettings port(String name, String device) {
        return new PortSettings(name, device);
    }

    private static String device(String driver, String arguments) {
        return driver + "_t" + NUMBER.incrementAndGet() + (arguments == null ? "" : "," + arguments);
    }

    private static final class Changes implements LinkWatch.Listener {
        int up;
        int held;
        int released;

        @Override
        public void onLink(DpdkPort port, Link link) {
            up += link.up() ? 1 : -1;
        }

        @Override
        public void onPropagated(DpdkPort port, boolean isHeld) {
            held += isHeld ? 1 : 0;
            released += isHeld ? 0 : 1;
        }
    }
}
