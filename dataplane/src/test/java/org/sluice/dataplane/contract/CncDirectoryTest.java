package org.sluice.dataplane.contract;

import org.agrona.concurrent.CachedEpochClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CncDirectoryTest {
    @TempDir
    private Path directory;

    private final CachedEpochClock clock = new CachedEpochClock();

    private CncContext context() {
        return new CncContext().directory(directory).workers(2).eventRingLength(EventRing.MIN_CAPACITY)
            .captureRingLength(EventRing.MIN_CAPACITY).conductorRingLength(EventRing.MIN_CAPACITY)
            .interfaceNames(List.of("net_pcap0", "net_null0")).clock(clock);
    }

    @Test
    void shouldShowTheControlPlaneWhatTheDataPlaneMade() {
        clock.update(5_000);
        try (CncOwner owner = CncOwner.create(context()); CncClient client = CncClient.attach(directory)) {
            owner.state(DataPlaneState.RUNNING);

            assertEquals(2, client.workers());
            assertEquals(ProcessHandle.current().pid(), client.pid());
            assertEquals(5_000_000_000L, client.startNs());
            assertEquals(List.of("net_pcap0", "net_null0"), client.interfaceNames());
            assertEquals(DataPlaneState.RUNNING, client.state());
            assertTrue(client.isLive(5_900, 1_000));
            assertFalse(client.isLive(6_100, 1_000));
        }
    }

    @Test
    void shouldRefuseADirectoryWhoseDataPlaneLives() {
        try (CncOwner owner = CncOwner.create(context())) {
            final CncException refused = assertThrows(CncException.class, () -> CncOwner.create(context()));

            assertTrue(refused.getMessage().contains("pid " + ProcessHandle.current().pid()), refused.getMessage());
            assertTrue(owner.startNs() >= 0);
        }
    }

    @Test
    void shouldBeFreeAgainOnceTheOwnerHasLeft() {
        CncOwner.create(context()).close();

        CncOwner.create(context()).close();
    }

    @Test
    void shouldRefuseToReadAnotherReleasesDirectory() throws IOException {
        CncOwner.create(context()).close();
        writeInt(directory.resolve(CncDescriptor.CNC_FILE), CncDescriptor.VERSION_OFFSET, 77);

        final CncException refused = assertThrows(CncException.class, () -> CncClient.attach(directory));

        assertTrue(refused.getMessage().contains("version 77"), refused.getMessage());
    }

    @Test
    void shouldNotTakeAnUnfinishedFileForADataPlane() throws IOException {
        assertNull(CncClient.tryAttach(directory));
        Files.write(directory.resolve(CncDescriptor.CNC_FILE), new byte[100]);
        assertNull(CncClient.tryAttach(directory));

        assertThrows(CncException.class, () -> CncClient.attach(directory));
    }

    @Test
    void shouldCarryEventsOfEachWorkerAndOfTheConductor() {
        try (CncOwner owner = CncOwner.create(context()); CncClient client = CncClient.attach(directory)) {
            write(owner.eventRing(0), owner, 10);
            write(owner.eventRing(1), owner, 11);
            write(owner.conductorRing(), owner, 12);

            assertEquals(List.of(List.of(10L), List.of(11L), List.of(12L)), drain(client.openEventRings()));
        }
    }

    @Test
    void shouldGoOnWhereACrashedReaderFinishedItsLastPoll() {
        try (CncOwner owner = CncOwner.create(context()); CncClient client = CncClient.attach(directory)) {
            final EventWriter writer = owner.eventRing(0).writer(owner.counters().registry(0));
            for (int i = 0; i < 4; i++) {
                writer.begin(EventType.DROP, i);
                writer.commit();
            }
            client.openEventRings().getFirst().reader().poll((typeCode, buffer, offset, length) -> true, 3);

            final List<Long> rest = drain(client.openEventRings()).getFirst();

            assertEquals(List.of(3L), rest);
        }
    }

    @Test
    void shouldKeepWhatADeadDataPlaneLeftUndrained() {
        clock.update(1);
        try (CncOwner first = CncOwner.create(context())) {
            write(first.eventRing(1), first, 42);
        }
        clock.update(2);
        try (CncOwner second = CncOwner.create(context()); CncClient client = CncClient.attach(directory)) {
            assertEquals(2_000_000, second.startNs());

            final List<EventRing> orphans = CncClient.openOrphans(directory);

            assertEquals(1, orphans.size());
            assertEquals(1, orphans.getFirst().worker());
            assertEquals(1_000_000, orphans.getFirst().startNs());
            final List<Long> seen = new ArrayList<>();
            orphans.getFirst().reader().poll((typeCode, buffer, offset, length) ->
                seen.add(new EventHeaderFlyweight().wrap(buffer, offset).timestampNs()), 10);
            assertEquals(List.of(42L), seen);
            CncClient.removeOrphan(orphans.getFirst());
            assertEquals(List.of(), CncClient.openOrphans(directory));
            assertFalse(client.isSuperseded());
        }
    }

    @Test
    void shouldKnowThatItTakesOverFromOneThatDiedForwarding() throws IOException {
        clock.update(1_000);
        final Path file = directory.resolve(CncDescriptor.CNC_FILE);
        final byte[] asItDied;
        try (CncOwner first = CncOwner.create(context())) {
            first.state(DataPlaneState.RUNNING);
            first.heartbeat();
            asItDied = Files.readAllBytes(file);
            assertFalse(first.takesOver());
        }
        CncOwner orderly = CncOwner.create(context());
        orderly.close();
        Files.write(file, asItDied);
        clock.update(2_000);

        try (CncOwner next = CncOwner.create(context())) {
            assertFalse(orderly.takesOver());
            assertTrue(next.takesOver());
        }
    }

    @Test
    void shouldKeepOnlyTheNewestOrphans() {
        for (int run = 1; run <= 6; run++) {
            clock.update(run);
            try (CncOwner owner = CncOwner.create(context().orphansKept(2))) {
                write(owner.eventRing(0), owner, run);
            }
        }
        CncOwner.create(context().orphansKept(2)).close();

        final List<EventRing> orphans = CncClient.openOrphans(directory);

        assertEquals(List.of(5_000_000L, 6_000_000L), orphans.stream().map(EventRing::startNs).toList());
        orphans.forEach(EventRing::close);
    }

    @Test
    void shouldTellAReaderThatTheDataPlaneWasRestarted() {
        clock.update(1);
        CncOwner.create(context()).close();
        try (CncClient client = CncClient.attach(directory)) {
            assertFalse(client.isSuperseded());
            assertEquals(0, client.heartbeatMs());
            clock.update(2);

            CncOwner.create(context()).close();

            assertTrue(client.isSuperseded());
        }
    }

    @Test
    void shouldShareCountersByNameAndWorker() {
        try (CncOwner owner = CncOwner.create(context()); CncClient client = CncClient.attach(directory)) {
            final Counters well = new Counters(owner.counters().registry(0));
            well.get(CounterName.DECODER_PKTS).add(5);
            well.dropReason(DropReason.FLOW_DROP).increment();
            well.policy(PolicyTarget.MIDSTREAM, PolicyAction.DROP_FLOW).increment();
            owner.counters().registry(1).counter("decoder.pkts", "Frames decoded").add(7);
            owner.counters().registry(1).counter("decoder.event.ipv4.trunc_pkt", "Packets with this event").increment();

            final Map<String, Long> totals = client.counters().totals();

            assertEquals(12, totals.get("decoder.pkts"));
            assertEquals(1, totals.get("ips.drop_reason.flow_drop"));
            assertEquals(1, totals.get("tcp.midstream_exception_policy.drop_flow"));
            assertEquals(1, totals.get("decoder.event.ipv4.trunc_pkt"));
            assertEquals(7, client.counters().value("decoder.pkts", 1, -1));
        }
    }

    @Test
    void shouldSayWhichSettingIsWrong() {
        final CncException refused =
            assertThrows(CncException.class, () -> CncOwner.create(context().eventRingLength(100_000)));

        assertEquals("eventRingLength of 100000 bytes: allowed is a power of two from 65536 on", refused.getMessage());
    }

    @Test
    void shouldSayWhenThereIsNoRoomForACounter() {
        final CounterRegistry registry = CounterSet.inMemory(1).registry(0);
        registry.counter("one", "");

        final CncException refused = assertThrows(CncException.class, () -> registry.counter("two", ""));

        assertTrue(refused.getMessage().contains("two"), refused.getMessage());
    }

    @Test
    void shouldShowErrorsOnceEach() {
        try (CncOwner owner = CncOwner.create(context()); CncClient client = CncClient.attach(directory)) {
            final IllegalStateException error = new IllegalStateException("broken");
            owner.errorLog().record(error);
            owner.errorLog().record(error);
            final List<Integer> counts = new ArrayList<>();

            client.readErrors((count, first, last, text) -> counts.add(count));

            assertEquals(List.of(2), counts);
        }
    }

    @Test
    void shouldDeliverCommandsInOrder() {
        try (CncOwner owner = CncOwner.create(context()); CncClient client = CncClient.attach(directory)) {
            final long first = client.commands().loadImage(7, Path.of("/tmp/ä.image"));
            client.commands().shadowImage(8, Path.of("/tmp/b.image"));
            client.commands().clearShadow();
            client.commands().setLink(3, true);
            client.commands().stop("by hand");
            final List<String> heard = new ArrayList<>();

            owner.commands().poll(new CommandListener() {
                @Override
                public void onLoadImage(final long correlationId, final long generation, final Path image) {
                    heard.add(correlationId + " load " + generation + " " + image);
                }

                @Override
                public void onShadowImage(final long correlationId, final long generation, final Path image) {
                    heard.add("shadow " + generation + " " + image);
                }

                @Override
                public void onClearShadow(final long correlationId) {
                    heard.add("clear");
                }

                @Override
                public void onSetLink(final long correlationId, final int wire, final boolean up) {
                    heard.add("link " + wire + " " + up);
                }

                @Override
                public void onStop(final long correlationId, final String reason) {
                    heard.add("stop " + reason);
                }
            });

            assertEquals(List.of(first + " load 7 /tmp/ä.image", "shadow 8 /tmp/b.image", "clear", "link 3 true",
                "stop by hand"), heard);
            assertTrue(first > 0);
        }
    }

    @Test
    void shouldRefuseCommandsNobodyTakes() {
        try (CncOwner owner = CncOwner.create(context()); CncClient client = CncClient.attach(directory)) {
            final String reason = "x".repeat(4_000);

            final CncException refused = assertThrows(CncException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    client.commands().stop(reason);
                }
            });

            assertTrue(refused.getMessage().contains("full"), refused.getMessage());
            assertFalse(owner.commands().unblock());
        }
    }

    @Test
    void shouldCarryCapturedPackets() {
        try (CncOwner owner = CncOwner.create(context()); CncClient client = CncClient.attach(directory);
            var arena = java.lang.foreign.Arena.ofConfined(); EventRing ring = client.openCaptureRing(1)) {
            final var packet = arena.allocateFrom("packet");
            owner.captureRing(1).captureWriter(owner.counters().registry(1))
                .write(9, 8, 7, 1, Direction.TO_CLIENT, 1, packet, 0, 6);

            final int read = ring.reader().poll((typeCode, buffer, offset, length) -> {
                final CaptureFlyweight captured = new CaptureFlyweight().wrap(buffer, offset);
                assertEquals(CaptureFlyweight.TYPE_CODE, typeCode);
                assertEquals(8, captured.flowId());
                assertEquals(Direction.TO_CLIENT, captured.direction());
                assertEquals("packet", buffer.getStringWithoutLengthAscii(captured.packetOffset(), 6));
                return true;
            }, 10);

            assertEquals(1, read);
        }
    }

    private static void write(final EventRing ring, final CncOwner owner, final long timestampNs) {
        final EventWriter writer = ring.writer(owner.counters().registry(ring.worker()));
        writer.begin(EventType.DROP, timestampNs);
        assertTrue(writer.commit());
    }

    private static List<List<Long>> drain(final List<EventRing> rings) {
        final List<List<Long>> all = new ArrayList<>();
        for (final EventRing ring : rings) {
            final List<Long> seen = new ArrayList<>();
            ring.reader().poll((typeCode, buffer, offset, length) ->
                seen.add(new EventHeaderFlyweight().wrap(buffer, offset).timestampNs()), 100);
            all.add(seen);
            ring.close();
        }
        return all;
    }

    private static void writeInt(final Path path, final int offset, final int value) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(0, value), offset);
        }
    }
}
