package org.sluice.dataplane.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.CaptureStreams;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

class TlsParserTest {
    private static final String HELLO_13 = "16030100580100005403030102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"
            + "00000400051301" + "01000027" + "0000000b000900000661622e63642e" + "001000050003026832"
            + "002b0003020304" + "000a00040002001d";

    @Test
    void shouldReadNamesAndFingerprintsOfAClientHello() {
        try (Conversation conversation = new Conversation().serverPort(443)) {
            conversation.send(0, hex(HELLO_13));

            assertEquals(AppProtocol.TLS, conversation.session().protocol());
            Seen seen = conversation.finish().getFirst();
            assertEquals("ab.cd.", seen.get(Buffer.TLS_SNI));
            assertEquals("h2", seen.get(Buffer.TLS_ALPN, 0));
            assertEquals("771,5-4865,0-16-43-10,29,", seen.get(Buffer.JA3_STRING));
            assertTrue(seen.get(Buffer.JA4_HASH).startsWith("t13d0204h2_"), seen.get(Buffer.JA4_HASH));
        }
    }

    @Test
    void shouldStopOnceBothEndsEncrypt() {
        try (Conversation conversation = new Conversation().serverPort(443)) {
            conversation.send(0, hex(HELLO_13));
            conversation.send(0, hex("1403030001011703030001ff"));
            assertFalse(conversation.session().bypassed());

            conversation.send(1, hex("1703030001ff"));

            assertTrue(conversation.session().bypassed());
            conversation.finish();
        }
    }

    @Test
    void shouldTellRecordsThatAreNone() {
        try (Conversation conversation = new Conversation().serverPort(443)) {
            conversation.send(0, hex(HELLO_13));
            conversation.send(0, hex("630301000100"));

            assertTrue(conversation.session().parserFailed());
            assertTrue(conversation.finish().getFirst().events().contains("tls.invalid_record_type"));
        }
    }

    @Test
    void shouldTellACertificateWhoseLengthsLeadOutside() {
        try (Conversation conversation = new Conversation().serverPort(443)) {
            conversation.send(0, hex(HELLO_13));

            conversation.send(1, hex("1603030013" + "0b00000f00000c000009" + "300530" + "84fffffffa" + "04"));

            assertTrue(conversation.finish().getFirst().events().contains("tls.certificate_invalid_length"));
        }
    }

    @Test
    void shouldReadACertificateAsOperatorsKnowIt() throws IOException {
        Path shared = CaptureStreams.shared();
        assumeTrue(shared != null, "no shared captures on this machine (-Dsluice.shared=DIR)");
        CaptureStreams.Flow flow = CaptureStreams.read(
                shared.resolve("conformance/cases/tls__tls-random/capture.pcap")).getFirst();
        try (Conversation conversation = new Conversation().serverPort(443)) {
            flow.pieces().forEach(piece -> conversation.send(piece.direction(), piece.bytes()));

            Seen seen = conversation.finish().getFirst();
            assertEquals("C=FR, ST=IDF, L=Paris, O=Stamus, CN=SELKS", seen.get(Buffer.TLS_CERT_SUBJECT));
            assertEquals("00:97:E6:47:09:8E:EA:C9:B4", seen.get(Buffer.TLS_CERT_SERIAL));
            assertEquals("3a:0b:3b:23:15:2c:44:5c:27:ac:6a:0c:41:d6:fa:74:af:b4:09:5b",
                    seen.get(Buffer.TLS_CERT_FINGERPRINT));
            assertEquals("308b0bd904abbef5e0034a1ff7a78920", seen.get(Buffer.JA3_HASH));
            assertTrue(seen.metadata().contains("\"notbefore\":\"2015-02-12T18:07:27\""), seen::metadata);
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
