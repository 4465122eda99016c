package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EventRingTest {
    private static final long NOW_NS = 1_700_000_000_123_456_000L;

    private final CounterSet counters = CounterSet.inMemory(256);
    private final EventRing ring = EventRing.inMemory(3, EventRing.MIN_CAPACITY);
    private final EventWriter writer = ring.writer(counters.registry(3));
    private final EventReader reader = ring.reader();

    @Test
    void shouldFindAPayloadInThePacketThatHoldsIt() {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment packet = arena.allocateFrom("headers, then payload");
            writer.begin(EventType.ALERT, NOW_NS);
            writer.attributes().payloadInPacket(14, 7, 20).packet(packet, 0, 21, 60, 1);
            assertTrue(writer.commit());
            writer.begin(EventType.ALERT, NOW_NS);
            writer.attributes().payloadInPacket(14, 7, 20).packet(packet, 0, 17, 60, 1);
            assertTrue(writer.commit());
            writer.begin(EventType.ALERT, NOW_NS);
            writer.attributes().payloadInPacket(14, 7, 20);
            assertTrue(writer.commit());
        }
        final List<String> payloads = new ArrayList<>();

        reader.poll((typeCode, buffer, offset, length) -> {
            final AttributeReader attributes = new AttributeReader().wrap(buffer, offset, length, EventType.ALERT);
            assertTrue(attributes.next());
            assertEquals(20, attributes.wholeLength());
            return payloads.add(new String(attributes.bytes(), StandardCharsets.US_ASCII));
        }, 10);

        assertEquals(List.of("payload", "pay", ""), payloads);
    }

    @Test
    void shouldReadAnAlertAsItWasWritten() {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment packet = arena.allocateFrom("xxGET / HTTP/1.1");
            writer.begin(EventType.ALERT, NOW_NS).frameNumber(7).flowId(-42).interfaceId(1).protocol(6)
                .direction(Direction.TO_SERVER).packetSource(PacketSource.WIRE).ipv4(0x0A000001, 0xC0A80102)
                .ports(40000, 80).vlans(2, 100, 4095, 0).flowCounts(NOW_NS - 5, 3, 2, 300, 200).appProto("http");
            writer.alert().rule(9, 12, 1, (int)4_000_000_000L, 5).blocked(true)
                .verdict(VerdictAction.DROP, RejectKind.TCP_RESET, RejectTarget.BOTH).stream(true).txId(0, false);
            writer.attributes().packet(packet, 2, 14, 60, 1).object("http").string("url", "/").number("status", 200).end();

            assertTrue(writer.commit());
        }

        final int polled = reader.poll((typeCode, buffer, offset, length) -> {
            assertEquals(EventType.ALERT, EventType.of(typeCode));
            final EventHeaderFlyweight header = new EventHeaderFlyweight().wrap(buffer, offset);
            assertEquals(length, header.length());
            assertEquals(EventType.ALERT, header.type());
            assertEquals(1, header.sequence());
            assertEquals(NOW_NS, header.timestampNs());
            assertEquals(7, header.frameNumber());
            assertEquals(-42, header.flowId());
            assertEquals(3, header.worker());
            assertEquals(1, header.interfaceId());
            assertEquals(Direction.TO_SERVER, header.direction());
            assertEquals(PacketSource.WIRE, header.packetSource());
            assertEquals(40000, header.sourcePort());
            assertEquals(4095, header.vlan(1));
            assertEquals(200, header.bytesToClient());
            assertEquals("http", header.appProto());
            final byte[] address = new byte[4];
            header.destinationAddress(address);
            assertArrayEquals(new byte[] {(byte)192, (byte)168, 1, 2}, address);
            final AlertFlyweight alert = new AlertFlyweight().wrap(buffer, offset);
            assertEquals(9, alert.generation());
            assertEquals(12, alert.ruleId());
            assertEquals(4_000_000_000L, alert.sid());
            assertTrue(alert.blocked());
            assertEquals(VerdictAction.DROP, alert.verdict());
            assertEquals(RejectKind.TCP_RESET, alert.rejectKind());
            assertEquals(RejectTarget.BOTH, alert.rejectTarget());
            assertTrue(alert.stream() && alert.hasTx() && !alert.txGuessed());
            final AttributeReader attributes = new AttributeReader().wrap(buffer, offset, length, EventType.ALERT);
            assertTrue(attributes.next());
            assertEquals(AttributeKind.PACKET, attributes.kind());
            assertEquals("GET / HTTP/1.1", new String(attributes.bytes(), StandardCharsets.US_ASCII));
            assertEquals(60, attributes.wholeLength());
            assertEquals(1, attributes.linkType());
            assertTrue(attributes.next() && attributes.keyIs("http") && attributes.kind() == AttributeKind.OBJECT);
            assertTrue(attributes.next() && attributes.keyIs("url"));
            assertEquals("/", new String(attributes.bytes(), StandardCharsets.US_ASCII));
            assertTrue(attributes.next() && attributes.number() == 200);
            assertTrue(attributes.next() && attributes.kind() == AttributeKind.END);
            assertFalse(attributes.next());
            return true;
        }, 10);
        assertEquals(1, polled);
    }

    @Test
    void shouldClearWhatTheEventBeforeLeft() {
        writer.begin(EventType.DROP, 1).flowId(5).appProto("dns").vlans(1, 7, 0, 0);
        writer.drop().reason(DropReason.RULES).rule(1, 2, 3, 4, 5);
        writer.commit();
        writer.begin(EventType.DROP, 2);
        writer.commit();

        final List<Object> seen = new ArrayList<>();
        reader.poll((typeCode, buffer, offset, length) -> {
            final EventHeaderFlyweight header = new EventHeaderFlyweight().wrap(buffer, offset);
            final DropFlyweight drop = new DropFlyweight().wrap(buffer, offset);
            seen.add(List.of(header.flowId(), header.appProto(), header.vlanCount(), drop.reason(), drop.sid()));
            return true;
        }, 10);

        assertEquals(List.of(5L, "dns", 1, DropReason.RULES, 4L), seen.get(0));
        assertEquals(List.of(0L, "", 0, DropReason.UNKNOWN, 0L), seen.get(1));
    }

    @Test
    void shouldCountWhatAFullRingLosesAndSayItFirstWhenThereIsRoom() {
        int written = 0;
        while (dropAt(100 + written)) {
            written++;
        }
        assertFalse(dropAt(900));
        assertFalse(dropAt(901));

        assertEquals(written, reader.poll((typeCode, buffer, offset, length) -> true, Integer.MAX_VALUE));
        assertTrue(dropAt(902));

        final List<EventType> types = new ArrayList<>();
        final long[] lost = new long[2];
        reader.poll((typeCode, buffer, offset, length) -> {
            types.add(EventType.of(typeCode));
            if (EventType.of(typeCode) == EventType.LOST) {
                final LostFlyweight body = new LostFlyweight().wrap(buffer, offset);
                lost[0] = body.count();
                lost[1] = body.firstNs();
            }
            return true;
        }, 10);
        assertEquals(List.of(EventType.LOST, EventType.DROP), types);
        assertEquals(3, lost[0]);
        assertEquals(100 + written, lost[1]);
        assertEquals(3, counters.view().value("events.lost", 3, -1));
        assertEquals(written + 1, counters.view().value("events.written", 3, -1));
    }

    @Test
    void shouldDrainInsteadOfLosingWhenWriterAndReaderAreOneThread() {
        final int[] read = {0};
        writer.whenFull(() -> read[0] += reader.poll((typeCode, buffer, offset, length) -> true, Integer.MAX_VALUE));

        for (int i = 0; i < 5_000; i++) {
            assertTrue(dropAt(i));
        }

        read[0] += reader.poll((typeCode, buffer, offset, length) -> true, Integer.MAX_VALUE);
        assertEquals(5_000, read[0]);
    }

    @Test
    void shouldOfferAnEventAgainThatTheReaderDidNotTake() {
        dropAt(1);
        dropAt(2);
        final List<Long> seen = new ArrayList<>();

        assertEquals(1, reader.poll((typeCode, buffer, offset, length) -> {
            seen.add(timestamp(buffer, offset));
            return seen.size() < 2;
        }, 10));
        assertEquals(1, reader.poll((typeCode, buffer, offset, length) -> {
            seen.add(timestamp(buffer, offset));
            return true;
        }, 10));

        assertEquals(List.of(1L, 2L, 2L), seen);
    }

    @Test
    void shouldGiveUpTheRecordThatADeadWriterLeftUnfinished() {
        dropAt(1);
        ring.buffer().tryClaim(EventType.ALERT.code(), 300);
        final List<Long> seen = new ArrayList<>();
        final EventHandler handler = (typeCode, buffer, offset, length) -> seen.add(timestamp(buffer, offset));
        reader.poll(handler, 10);
        assertEquals(0, reader.poll(handler, 10));
        assertTrue(ring.pendingBytes() > 0);

        assertTrue(reader.unblock());

        assertEquals(0, ring.pendingBytes());
        assertFalse(reader.unblock());
        assertEquals(List.of(1L), seen);
    }

    @Test
    void shouldKeepAttributesWellFormedWhenTheyDoNotFit() {
        final String text = "x".repeat(1000);
        writer.begin(EventType.RECORD, 1);
        writer.record().name("http");
        final AttributeWriter attributes = writer.attributes().object("a").array("b");
        for (int i = 0; i < 100; i++) {
            attributes.object("").string("t", text).end();
        }
        attributes.end().end().number("last", 1);
        assertTrue(writer.commit());

        final int[] depthAndStrings = new int[2];
        reader.poll((typeCode, buffer, offset, length) -> {
            assertEquals(
                EventHeaderFlyweight.FLAG_TRUNCATED, new EventHeaderFlyweight().wrap(buffer, offset).flags());
            final AttributeReader walk = new AttributeReader().wrap(buffer, offset, length, EventType.RECORD);
            while (walk.next()) {
                switch (walk.kind()) {
                    case OBJECT, ARRAY -> depthAndStrings[0]++;
                    case END -> depthAndStrings[0]--;
                    default -> depthAndStrings[1]++;
                }
            }
            return true;
        }, 1);
        assertEquals(0, depthAndStrings[0]);
        assertTrue(depthAndStrings[1] > 3 && depthAndStrings[1] < 9, () -> "strings kept: " + depthAndStrings[1]);
        assertEquals(1, counters.view().value("events.truncated", 3, -1));
    }

    @Test
    void shouldCutAPacketLongerThanAnEventMayBe() {
        try (Arena arena = Arena.ofConfined()) {
            writer.begin(EventType.ALERT, 1);
            writer.attributes().packet(arena.allocate(100_000), 0, 100_000, 100_000, 1);
            assertTrue(writer.commit());
        }

        reader.poll((typeCode, buffer, offset, length) -> {
            final AttributeReader attributes = new AttributeReader().wrap(buffer, offset, length, EventType.ALERT);
            assertTrue(attributes.next());
            assertEquals(100_000, attributes.wholeLength());
            assertTrue(attributes.bytes().length > 7_000 && attributes.bytes().length < 8_192);
            return true;
        }, 1);
    }

    @Test
    void shouldEndTheWalkAtABrokenAttribute() {
        writer.begin(EventType.ALERT, 1);
        writer.attributes().number("n", 1).number("m", 2);
        writer.commit();

        reader.poll((typeCode, buffer, offset, length) -> {
            buffer.putInt(offset + EventHeaderFlyweight.LENGTH + AlertFlyweight.LENGTH + 4, 1_000_000);
            assertFalse(new AttributeReader().wrap(buffer, offset, length, EventType.ALERT).next());
            return true;
        }, 1);
    }

    @Test
    void shouldNotKnowTypesOfALaterRelease() {
        assertNull(EventType.of(0));
        assertNull(EventType.of(99));
        assertNull(EventType.of(-3));
    }

    @Test
    void shouldAllocateNothingWhenWriting() {
        final var threads = (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final EventRing big = EventRing.inMemory(0, 1 << 24);
        final EventWriter hot = big.writer(counters.registry(0));
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment packet = arena.allocate(128);
            writeMany(hot, packet, 20_000);
            big.reader().poll((typeCode, buffer, offset, length) -> true, Integer.MAX_VALUE);
            threads.getCurrentThreadAllocatedBytes();
            final long before = threads.getCurrentThreadAllocatedBytes();

            writeMany(hot, packet, 20_000);

            final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 4_096, () -> allocated + " bytes for 20,000 events");
        }
    }

    private static void writeMany(final EventWriter hot, final MemorySegment packet, final int count) {
        for (int i = 0; i < count; i++) {
            hot.begin(EventType.ALERT, i).flowId(i).ipv4(1, 2).ports(3, 4).appProto("http");
            hot.alert().rule(1, 2, 3, 4, 5).verdict(VerdictAction.ALERT, RejectKind.NONE, RejectTarget.NONE);
            hot.attributes().packet(packet, 0, 128, 128, 1).object("http").string("url", "/index").end();
            hot.commit();
        }
    }

    private boolean dropAt(final long timestampNs) {
        writer.begin(EventType.DROP, timestampNs);
        return writer.commit();
    }

    private static long timestamp(final MutableDirectBuffer buffer, final int offset) {
        return new EventHeaderFlyweight().wrap(buffer, offset).timestampNs();
    }
}
