package org.sluice.dataplane.app.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

class WebSocketParserTest {
    private final Conversation conversation = new Conversation();

    @AfterEach
    void close() {
        conversation.close();
    }

    private Conversation upgraded() {
        conversation.client("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        return conversation.server("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    }

    private static byte[] frame(int first, byte[] payload, boolean masked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else {
            out.write(mask | 126);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
        }
        byte[] key = {1, 2, 3, 4};
        byte[] sent = payload.clone();
        if (masked) {
            out.writeBytes(key);
            for (int i = 0; i < sent.length; i++) {
                sent[i] ^= key[i & 3];
            }
        }
        out.writeBytes(sent);
        return out.toByteArray();
    }

    private static byte[] text(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private List<Seen> messages() {
        return conversation.finish().stream().filter(seen -> seen.protocol().equals("websocket")).toList();
    }

    @Test
    void shouldUnmaskAndPutFragmentsTogetherThatAControlFrameParts() {
        upgraded().send(0, frame(0x01, text("MAL"), true)).send(0, frame(0x89, text("ping"), true))
                .send(0, frame(0x80, text("WARE"), true)).send(1, frame(0x82, text("clear"), false));

        assertEquals(AppProtocol.WEBSOCKET, conversation.session().protocol());
        assertEquals(AppProtocol.HTTP, conversation.session().originalProtocol());
        List<Seen> seen = messages();
        assertEquals(List.of("ping", "MALWARE", "clear"), seen.stream().map(s -> s.get(Buffer.WEBSOCKET_PAYLOAD)).toList());
        assertEquals("{\"websocket\":{\"fin\":true,\"mask\":16909060,\"opcode\":\"text\"}}", seen.get(1).metadata());
        assertEquals("9", seen.getFirst().buffers().get("WEBSOCKET_OPCODE>"));
        assertEquals("128", seen.getFirst().buffers().get("WEBSOCKET_FLAGS>"));
    }

    @Test
    void shouldShowAMessageThatIsNotWholeYet() {
        byte[] frame = frame(0x81, text("x".repeat(3000) + "evil" + "y".repeat(3000)), true);
        upgraded().send(0, Arrays.copyOf(frame, 3500));

        Seen seen = messages().getFirst();
        assertTrue(seen.get(Buffer.WEBSOCKET_PAYLOAD).contains("evil"));
    }

    @Test
    void shouldInflateMessagesThatGoOnFromOneToTheNext() {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        byte[] first = compress(deflater, text("hello hello hello"));
        byte[] second = compress(deflater, text("hello hello hello"));
        deflater.end();
        upgraded().send(0, frame(0xC1, first, true)).send(0, frame(0x41, Arrays.copyOf(second, 3), true))
                .send(0, frame(0x80, Arrays.copyOfRange(second, 3, second.length), true));

        List<Seen> seen = messages();
        assertEquals("hello hello hello", seen.get(0).get(Buffer.WEBSOCKET_PAYLOAD));
        assertEquals("hello hello hello", seen.get(1).get(Buffer.WEBSOCKET_PAYLOAD));
    }

    @Test
    void shouldStopAtABomb() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        byte[] inner = compress(deflater, new byte[60 << 20]);
        deflater.end();
        upgraded();
        for (int at = 0; at < inner.length; at += 60_000) {
            conversation.send(1, frame(at == 0 ? 0x42 : 0, Arrays.copyOfRange(inner, at,
                    Math.min(inner.length, at + 60_000)),
                    false));
        }

        assertTrue(conversation.layer().memory().peak() < 2 << 20);
        assertEquals(0, conversation.layer().counters().get(AppCounter.PARSER_ERRORS));
    }

    private static byte[] compress(Deflater deflater, byte[] plain) {
        byte[] out = new byte[plain.length / 100 + 200];
        deflater.setInput(plain);
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        return Arrays.copyOf(out, length - 4);
    }
}
