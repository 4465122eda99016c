package org.sluice.dataplane.app.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

class DnsParserTest {
    private static final String QUERY = "123401000001000000000000076578616d706c6503636f6d0000010001";
    private static final String ANSWER =
            "123481800001000200000001076578616d706c6503636f6d0000010001"
            + "c00c00050001000000ff000603777777c00c" + "c029000100010000003c000401020304"
            + "0161c00c000f0001000000050009000a046d61696cc00c";

    private final Conversation conversation = new Conversation().serverPort(53);

    @AfterEach
    void close() {
        conversation.close();
    }

    @Test
    void shouldTellWhatIsSentByMulticastApart() {
        conversation.serverPort(5353).overUdp();

        conversation.send(0, hex(QUERY)).send(0, hex(ANSWER));

        assertEquals(AppProtocol.MDNS, conversation.session().protocol());
        List<Seen> seen = conversation.finish();
        assertEquals("example.com", seen.get(0).get(Buffer.MDNS_QUERIES_RRNAME, 0));
        assertEquals("example.com||www.example.com", seen.get(1).get(Buffer.MDNS_ANSWERS_RRNAME, 0));
        assertTrue(seen.get(1).metadata().startsWith("{\"mdns\":{"));
        assertEquals(List.of(), seen.get(1).events());
    }

    @Test
    void shouldMakeATransactionOfEachMessage() {
        conversation.overUdp();

        conversation.send(0, hex(QUERY)).send(1, hex(ANSWER));

        List<Seen> seen = conversation.finish();
        assertEquals(2, seen.size());
        assertEquals("example.com", seen.get(0).get(Buffer.DNS_QUERY, 0));
        assertNull(seen.get(1).get(Buffer.DNS_QUERY, 1));
        assertEquals("example.com", seen.get(1).get(Buffer.DNS_QUERIES_RRNAME, 1));
        assertEquals("example.com||www.example.com", seen.get(1).get(Buffer.DNS_ANSWERS_RRNAME, 1));
        assertEquals("a.example.com", seen.get(1).get(Buffer.DNS_ADDITIONALS_RRNAME, 1));
        assertEquals(List.of(), seen.get(1).events());
    }

    @Test
    void shouldWriteMetadataOfVersionThree() {
        conversation.overUdp();

        conversation.send(1, hex(ANSWER));

        assertEquals("{\"dns\":{\"version\":3,\"type\":\"response\",\"tx_id\":0,\"id\":4660,\"flags\":\"8180\",\"qr\":true,\"rd\":true,"
                + "\"ra\":true,\"opcode\":0,\"rcode\":\"NOERROR\",\"queries\":[{\"rrname\":\"example.com\",\"rrtype\":\"A\"}],"
                + "\"answers\":[{\"rrname\":\"example.com\",\"rrtype\":\"CNAME\",\"ttl\":255,\"rdata\":\"www.example.com\"},"
                + "{\"rrname\":\"www.example.com\",\"rrtype\":\"A\",\"ttl\":60,\"rdata\":\"1.2.3.4\"}],"
                + "\"additionals\":[{\"rrname\":\"a.example.com\",\"rrtype\":\"MX\",\"ttl\":5,\"rdata\":\"mail.example.com\"}]}}",
                conversation.finish().getFirst().metadata());
    }

    @Test
    void shouldEndPointersThatLeadInCircles() {
        conversation.overUdp();

        conversation.send(0, hex("000101000001000000000000" + "0161c00c" + "00010001"));

        assertTrue(conversation.finish().getFirst().events().contains("dns.infinite_loop"));
    }

    @Test
    void shouldTellWhatIsWrongWithAMessage() {
        conversation.overUdp();

        conversation.send(0, hex("0001" + "4940" + "0001000000000000" + "03616263" + "00" + "00010001"));
        conversation.send(0, hex("0002010000010001" + "00000000" + "03616263" + "0000010001" + "c00c00010001000000ff00ff01"));

        List<Seen> seen = conversation.finish();
        assertEquals(List.of("dns.z_flag_set", "dns.invalid_opcode"), seen.get(0).events());
        assertEquals(List.of("dns.malformed_data"), seen.get(1).events());
    }

    @Test
    void shouldKnowOrdinaryQuestionsOnAnyPort() {
        conversation.serverPort(4444).overUdp();

        conversation.send(0, hex(QUERY));

        assertEquals(AppProtocol.DNS, conversation.session().protocol());
        conversation.finish();
    }

    @Test
    void shouldNotTakeArbitraryDatagramsForDnsOnOtherPorts() {
        conversation.serverPort(4444).overUdp();

        conversation.send(0, hex("123401000001000000000000ff6578616d706c6503636f6d0000010001"));

        assertEquals(AppProtocol.FAILED, conversation.session().protocol(0));
        conversation.finish();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
