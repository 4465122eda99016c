package org.sluice.dataplane.app.dhcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;

class DhcpParserTest {
    private final Conversation conversation = new Conversation().serverPort(67).overUdp();

    @AfterEach
    void close() {
        conversation.close();
    }

    private static String message(int operation, String options) {
        return (char) operation + "\1\6\0\0\0\0\7" + "\0".repeat(8) + "\12\0\0\5" + "\0".repeat(8) + "\2\3\4\5\6\7"
                + "\0".repeat(10 + 192) + "\143\202\123\143" + options;
    }

    @Test
    void shouldReadLeasesAndTheirTimes() {
        conversation.client(message(1, "\65\1\3\14\4host\377"))
                .server(message(2, "\65\1\5\63\4\0\0\16\20\72\4\0\0\7\10\73\4\0\0\14\116\377"));

        List<Seen> seen = conversation.finish();
        assertEquals("{\"dhcp\":{\"type\":\"request\",\"id\":7,\"client_mac\":\"02:03:04:05:06:07\",\"assigned_ip\":\"10.0.0.5\","
                + "\"client_ip\":\"0.0.0.0\",\"dhcp_type\":\"request\",\"hostname\":\"host\"}}",
                seen.get(0).metadata());
        assertEquals("3600", seen.get(1).buffers().get("DHCP_LEASETIME<"));
        assertEquals("1800", seen.get(1).buffers().get("DHCP_RENEWAL_TIME<"));
        assertEquals("3150", seen.get(1).buffers().get("DHCP_REBINDING_TIME<"));
    }

    @Test
    void shouldSayWhatIsWrongWithOptions() {
        conversation.client(message(1, "\65\2\3\3\377")).client(message(1, "\65\1\3\14\100x"));

        assertEquals(List.of("dhcp.malformed_options", "dhcp.truncated_options"),
                conversation.finish().stream().flatMap(seen -> seen.events().stream()).toList());
    }
}
