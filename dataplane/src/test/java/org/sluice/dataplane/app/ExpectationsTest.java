package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;

class ExpectationsTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int DATA_PORT = 4000;

    private final Arena arena = Arena.ofConfined();
    private final NativeBytes name = new AppRuntime(new AppSettings().memcap(1 << 20), arena).bytes(256);
    private final Expectations expectations = new Expectations();
    private final Expectations.Found found = new Expectations.Found();

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void shouldGoOnExpectingWhatWasOnlyLookedAt() {
        name("a.txt");
        expectations.expect(packet(50_000, 21, 0), DATA_PORT, 1, name, 0, name.length());
        Packet data = packet(50_001, DATA_PORT, SECOND_NS);

        assertTrue(expectations.isExpected(data));
        assertTrue(expectations.isExpected(data));
        assertTrue(expectations.take(data, found));
        assertFalse(expectations.isExpected(data));
        assertEquals("a.txt", new String(found.name, 0, found.nameLength, StandardCharsets.US_ASCII));
    }

    @Test
    void shouldMeetAConnectionWhicheverEndSends() {
        name("a");
        expectations.expect(packet(50_000, 21, 0), DATA_PORT, 2, name, 0, name.length());

        assertTrue(expectations.take(reversed(packet(50_001, DATA_PORT, SECOND_NS)), found));
        assertEquals(2, found.kind);
    }

    @Test
    void shouldForgetWhatIsNotMetInHalfAMinute() {
        name("a");
        expectations.expect(packet(50_000, 21, 0), DATA_PORT, 1, name, 0, name.length());
        Packet late = packet(50_001, DATA_PORT, 31 * SECOND_NS);

        assertFalse(expectations.isExpected(late));
        assertFalse(expectations.take(late, found));
    }

    @Test
    void shouldTakeACommandWithoutANameForANamelessFile() {
        name("RETR");

        expectations.expect(packet(50_000, 21, 0), DATA_PORT, 1, name, name.length() + 1, name.length());

        assertTrue(expectations.take(packet(50_001, DATA_PORT, SECOND_NS), found));
        assertEquals(0, found.nameLength);
    }

    private void name(String text) {
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            name.append(b);
        }
    }

    private static Packet packet(int sourcePort, int destinationPort, long nowNs) {
        Packet packet = new Packet();
        packet.sourceLow = 0x0a000001L;
        packet.destinationLow = 0x0a000002L;
        packet.sourcePort = sourcePort;
        packet.destinationPort = destinationPort;
        packet.timestampNs = nowNs;
        return packet;
    }

    private static Packet reversed(Packet forward) {
        Packet packet = packet(forward.destinationPort, forward.sourcePort, forward.timestampNs);
        packet.sourceLow = forward.destinationLow;
        packet.destinationLow = forward.sourceLow;
        return packet;
    }
}
