package org.sluice.dataplane.app.quic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

class QuicParserTest {
    private final Conversation conversation = new Conversation().serverPort(443).overUdp();

    @AfterEach
    void close() {
        conversation.close();
    }

    private static byte[] clientHello() {
        String name = "example.com";
        byte[] agent = "Chrome/1".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer extensions = ByteBuffer.allocate(200);
        extensions.putShort((short) 0).putShort((short) (5 + name.length())).putShort((short) (3 + name.length()))
                .put((byte) 0).putShort((short) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
        extensions.putShort((short) 0x10).putShort((short) 5).putShort((short) 3).put((byte) 2).put((byte) 'h').put((byte) '3');
        extensions.putShort((short) 0x2b).putShort((short) 3).put((byte) 2).putShort((short) 0x0304);
        extensions.putShort((short) 0x39).putShort((short) (3 + agent.length)).putShort((short) (0x4000 | 0x3129 & 0x3fff))
                .put((byte) agent.length).put(agent);
        return hello(1, ByteBuffer.allocate(2 + 32 + 1 + 4 + 2 + 2 + extensions.position()).putShort((short) 0x0303)
                .put(new byte[32]).put((byte) 0).putShort((short) 2).putShort((short) 0x1301).put((byte) 1).put((byte) 0)
                .putShort((short) extensions.position()).put(extensions.array(), 0, extensions.position()).array());
    }

    private static byte[] serverHello() {
        return hello(2, ByteBuffer.allocate(2 + 32 + 1 + 2 + 1 + 2 + 6).putShort((short) 0x0303).put(new byte[32])
                .put((byte) 0).putShort((short) 0x1301).put((byte) 0).putShort((short) 6).putShort((short) 0x2b)
                .putShort((short) 2).putShort((short) 0x0304).array());
    }

    private static byte[] hello(int type, byte[] body) {
        return ByteBuffer.allocate(4 + body.length).putInt(type << 24 | body.length).put(body).array();
    }

    @Test
    void shouldMakePacketsWithTheKeysOfTheStandardsExample() {
        assertArrayEquals(HexFormat.of().parseHex("1f369613dd76d5467730efcbe3b1a22d"),
                QuicPackets.key(1, true, "key", 16));
        assertArrayEquals(HexFormat.of().parseHex("9f50449e04a0e810283a1e9933adedd2"),
                QuicPackets.key(1, true, "hp", 16));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 0x6b3343cfL})
    void shouldReadBothHellos(long version) {
        byte[] client = clientHello();
        conversation.send(0, QuicPackets.initial(version, true, 0, QuicPackets.crypto(0, client), 1180))
                .send(1, QuicPackets.initial(version, false, 0, QuicPackets.crypto(0, serverHello()), 100));

        assertEquals(AppProtocol.QUIC, conversation.session().protocol());
        Seen seen = conversation.finish().getFirst();
        assertEquals(version == 1 ? "1" : "2", seen.get(Buffer.QUIC_VERSION, 0));
        assertEquals("example.com", seen.get(Buffer.QUIC_SNI));
        assertEquals("Chrome/1", seen.get(Buffer.QUIC_UA));
        assertEquals("771,4865,0-16-43-57,,", seen.get(Buffer.JA3_STRING));
        assertTrue(seen.get(Buffer.JA4_HASH).startsWith("q13d0104h3_"));
        assertEquals("771,4865,43", seen.get(Buffer.JA3S_STRING));
        assertEquals(0, seen.events().size());
        assertTrue(seen.metadata().startsWith("{\"quic\":{\"version\":"));
    }

    @Test
    void shouldPutAHelloTogetherThatComesInPiecesAndOutOfOrder() {
        byte[] client = clientHello();
        byte[] head = QuicPackets.crypto(0, Arrays.copyOf(client, 20));
        byte[] middle = QuicPackets.crypto(20, Arrays.copyOfRange(client, 20, 60));
        byte[] tail = QuicPackets.crypto(60, Arrays.copyOfRange(client, 60, client.length));
        conversation.send(0, QuicPackets.initial(1, true, 0, QuicPackets.join(tail, new byte[] {0, 0, 1}, head), 1180))
                .send(0, QuicPackets.initial(1, true, 1, middle, 1180));

        assertEquals("example.com", conversation.finish().getFirst().get(Buffer.QUIC_SNI));
    }

    @Test
    void shouldReadPacketsThatShareADatagram() {
        byte[] client = clientHello();
        conversation.send(0, QuicPackets.join(
                QuicPackets.initial(1, true, 0, QuicPackets.crypto(0, Arrays.copyOf(client, 20)), 700),
                QuicPackets.initial(1, true, 1, QuicPackets.crypto(20, Arrays.copyOfRange(client, 20, client.length)),
                700)));

        assertEquals("example.com", conversation.finish().getFirst().get(Buffer.QUIC_SNI));
    }

    @Test
    void shouldNotBelieveAPacketThatIsNotGenuine() {
        byte[] forged = QuicPackets.initial(1, true, 0, QuicPackets.crypto(0, clientHello()), 1180);
        forged[forged.length - 1] ^= 1;
        conversation.send(0, forged);

        Seen seen = conversation.finish().getFirst();
        assertNull(seen.get(Buffer.QUIC_SNI));
        assertEquals("1", seen.get(Buffer.QUIC_VERSION, 0));
        assertTrue(seen.events().contains("quic.failed_decrypt"));
    }

    @Test
    void shouldReadTheHelloOfGooglesOwnVersions() {
        ByteBuffer chlo = ByteBuffer.allocate(1400).order(ByteOrder.LITTLE_ENDIAN);
        chlo.put((byte) 0x09).put(new byte[8]).put("Q043".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put(new byte[12])
                .put((byte) 0xa0).put((byte) 1).putShort((short) 0).put("CHLO".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 3).putShort((short) 0).put("PAD\0".getBytes(StandardCharsets.US_ASCII)).putInt(4)
                .put("SNI\0".getBytes(StandardCharsets.US_ASCII)).putInt(9).put("UAID".getBytes(StandardCharsets.US_ASCII))
                .putInt(12).put("----a.comfoo".getBytes(StandardCharsets.US_ASCII));
        conversation.send(0, chlo.array());

        Seen seen = conversation.finish().getFirst();
        assertEquals("Q043", seen.get(Buffer.QUIC_VERSION, 0));
        assertEquals("a.com", seen.get(Buffer.QUIC_SNI));
        assertEquals("foo", seen.get(Buffer.QUIC_UA));
        assertEquals("43,PAD-SNI-UAID", seen.get(Buffer.QUIC_CYU_STRING));
    }
}
