package org.sluice.control.query;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.control.export.RuleCatalog;
import org.sluice.control.export.RuleText;
import org.sluice.control.journal.DrainAgent;
import org.sluice.control.journal.Journal;
import org.sluice.control.journal.JournalContext;
import org.sluice.control.journal.JournalReader;
import org.sluice.dataplane.contract.CounterSet;
import org.sluice.dataplane.contract.Direction;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.contract.EventHeaderFlyweight;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;
import org.sluice.dataplane.contract.FlowEndReason;
import org.sluice.dataplane.contract.FlowState;
import org.sluice.dataplane.contract.NoticeCode;
import org.sluice.dataplane.contract.NoticeFlyweight;
import org.sluice.dataplane.contract.RejectKind;
import org.sluice.dataplane.contract.RejectTarget;
import org.sluice.dataplane.contract.VerdictAction;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalQueryTest {
    private static final long T0_S = 1_700_000_000;
    private static final RuleCatalog CATALOG = (generation, ruleId, gid, sid, rev) ->
        new RuleText("msg " + sid, "", 3, List.of(), Map.of(), "");

    @TempDir
    private Path directory;

    private final EventRing ring = EventRing.inMemory(0, 1 << 20);
    private final EventWriter writer = ring.writer(CounterSet.inMemory(8).registry(0));
    private Journal journal;
    private DrainAgent drain;

    @BeforeEach
    void write() {
        journal = Journal.open(new JournalContext().directory(directory).clockMs(() -> T0_S * 1000));
        drain = new DrainAgent(journal);
        drain.attach(List.of(ring));
        alert(0, 10, 0x0A000001, false);
        alert(1, 11, 0x0A000002, true);
        begin(EventType.DROP, 2, 0xC0A80001);
        writer.drop().rule(1, 5, 1, 11, 2).reason(DropReason.RULES);
        writer.commit();
        begin(EventType.DROP, 3, 0xC0A80002);
        writer.drop().rule(0, -1, 0, 0, 0).reason(DropReason.FLOW_DROP)
            .verdict(VerdictAction.DROP, RejectKind.TCP_RESET, RejectTarget.BOTH);
        writer.commit();
        begin(EventType.FLOW, 4, 0x0A000001).flowCounts(0, 1, 2, 3, 4).appProto("dns");
        writer.flow().end(0, FlowState.CLOSED, FlowEndReason.TIMEOUT);
        writer.commit();
        writer.begin(EventType.NOTICE, (T0_S + 5) * 1_000_000_000L);
        writer.notice().notice(NoticeCode.IMAGE_ADOPTED, 3, 0);
        writer.attributes().string(NoticeFlyweight.TEXT, "all");
        writer.commit();
        drain.doWork();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void alert(final int second, final int sid, final int source, final boolean blocked) {
        begin(EventType.ALERT, second, source);
        writer.alert().rule(1, 5, 1, sid, 2).blocked(blocked);
        writer.commit();
    }

    private EventHeaderFlyweight begin(final EventType type, final int second, final int source) {
        return writer.begin(type, (T0_S + second) * 1_000_000_000L).flowId(1).protocol(6).ipv4(source, 0x08080808)
            .ports(1000, 53).direction(Direction.TO_SERVER);
    }

    private List<Integer> seconds(final EventQuery query) {
        final List<Integer> seconds = new ArrayList<>();
        try (JournalReader reader = journal.reader()) {
            new JournalQuery(reader).run(query, entry ->
                seconds.add((int)(entry.header().timestampNs() / 1_000_000_000L - T0_S)), () -> true);
        }
        return seconds;
    }

    @Test
    void shouldAnswerByRuleAddressActionTypeAndTime() {
        assertEquals(List.of(0, 1, 2, 3, 4, 5), seconds(new EventQuery()));
        assertEquals(List.of(1, 2), seconds(new EventQuery().sid(11)));
        assertEquals(List.of(0, 1, 4), seconds(new EventQuery().source(AddressPrefix.parse("10.0.0.0/8"))));
        assertEquals(List.of(0, 4), seconds(new EventQuery().source(AddressPrefix.parse("10.0.0.1"))));
        assertEquals(List.of(), seconds(new EventQuery().destination(AddressPrefix.parse("8.8.8.0/30"))));
        assertEquals(List.of(1, 2, 3), seconds(new EventQuery().action(EventAction.BLOCKED)));
        assertEquals(List.of(0), seconds(new EventQuery().action(EventAction.ALLOWED)));
        assertEquals(List.of(3), seconds(new EventQuery().action(EventAction.REJECTED)));
        assertEquals(List.of(4), seconds(new EventQuery().types(EnumSet.of(EventType.FLOW))));
        assertEquals(List.of(4, 5), seconds(new EventQuery().since(Instant.ofEpochSecond(T0_S + 4))));
        assertEquals(List.of(0, 1), seconds(new EventQuery().limit(2)));
    }

    @Test
    void shouldFollowUntilTold() {
        final List<Long> seen = new ArrayList<>();
        try (JournalReader reader = journal.reader()) {
            new JournalQuery(reader).run(new EventQuery().follow(true), entry -> {
                seen.add(entry.header().timestampNs());
                if (seen.size() == 6) {
                    alert(6, 12, 1, false);
                    drain.doWork();
                }
            }, () -> seen.size() < 7);
        }

        assertEquals(7, seen.size());
    }

    @Test
    void shouldMakeRows() {
        final List<EventRow> rows = new ArrayList<>();
        try (JournalReader reader = journal.reader()) {
            new JournalQuery(reader).run(new EventQuery(), entry -> rows.add(EventRow.of(entry, CATALOG)), () -> true);
        }

        assertEquals("msg 10", rows.get(0).text());
        assertEquals("10.0.0.1:1000", rows.get(0).source());
        assertEquals("allowed", rows.get(0).action());
        assertEquals("rules", rows.get(2).text());
        assertEquals(0, rows.get(3).sid());
        assertEquals("dns closed, 1/2 packets, 3/4 bytes", rows.get(4).text());
        assertEquals("image_adopted, generation 3: all", rows.get(5).text());
        assertEquals(Instant.ofEpochSecond(T0_S + 5), rows.get(5).time());
    }

    @Test
    void shouldReadTimesAsPeopleWriteThem() {
        final Instant now = Instant.parse("2026-01-31T12:00:00Z");
        final ZoneId zone = ZoneOffset.ofHours(2);

        assertEquals(Instant.parse("2026-01-31T11:50:00Z"), EventQuery.parseSince("10m", now, zone));
        assertEquals(Instant.parse("2026-01-28T12:00:00Z"), EventQuery.parseSince("3d", now, zone));
        assertEquals(Instant.parse("2026-01-29T22:00:00Z"), EventQuery.parseSince("2026-01-30", now, zone));
        assertEquals(Instant.parse("2026-01-30T08:15:00Z"), EventQuery.parseSince("2026-01-30T10:15", now, zone));
        assertEquals(Instant.parse("2026-01-30T10:15:00Z"), EventQuery.parseSince("2026-01-30T10:15:00Z", now, zone));
        final IllegalArgumentException refused =
            assertThrows(IllegalArgumentException.class, () -> EventQuery.parseSince("yesterday", now, zone));
        assertTrue(refused.getMessage().contains("10m"), refused.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNoAddress() {
        for (final String text : List.of("example.org", "10.0.0.0/33", "10.0.0", "10.0.0.300", "::1/129", "", "a/b")) {
            assertThrows(IllegalArgumentException.class, () -> AddressPrefix.parse(text), text);
        }
        assertTrue(AddressPrefix.parse("2001:db8::/32").contains(
            new byte[] {0x20, 1, 0x0d, (byte)0xb8, 9, 9, 9, 9, 0, 0, 0, 0, 0, 0, 0, 1}));
        assertFalse(AddressPrefix.parse("2001:db8::/32").contains(new byte[] {1, 2, 3, 4}));
        assertTrue(AddressPrefix.parse("10.128.0.0/9").contains(new byte[] {10, (byte)0x80, 0, 1}));
        assertFalse(AddressPrefix.parse("10.128.0.0/9").contains(new byte[] {10, 0x7F, 0, 1}));
    }
}
