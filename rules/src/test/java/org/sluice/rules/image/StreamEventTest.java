package org.sluice.rules.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamEventTest {
    @Test
    void shouldFindEveryEventByItsRuleName() {
        Set<String> names = new HashSet<>();

        for (StreamEvent event : StreamEvent.values()) {
            assertSame(event, StreamEvent.byName(event.ruleName()));
            assertSame(event, StreamEvent.byName("stream." + event.ruleName()));
            names.add(event.ruleName());
        }

        assertEquals(StreamEvent.values().length, names.size(), "no name twice");
    }

    @Test
    void shouldFitTheTwoWordsOfAPacket() {
        assertTrue(StreamEvent.values().length <= 128);
    }

    @Test
    void shouldKnowOlderSpellingsAndRefuseOthers() {
        assertSame(StreamEvent.HANDSHAKE_SYNACK_RESEND_WITH_DIFFERENT_ACK,
                StreamEvent.byName("3whs_synack_resend_with_diff_ack"));
        assertNull(StreamEvent.byName("no_such_event"));
    }
}
