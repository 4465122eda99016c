package org.sluice.perf.conversation;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Ordinary conversations of a mix, after the object sizes and protocols that RFC 9411, appendix A, names. Cold. */
public final class Applications {
    /** What a mix can be made of. */
    public enum Kind { HTTP, TLS, DNS }

    /** Largest answer: what both ends can number in a script. */
    public static final int MOST_OBJECT_BYTES = 10_000_000;

    private static final byte[] HELLO_EXTENSION_NAMES = {0, 0};

    private Applications() {}

    /** The script of a kind; objects have {@code objectBytes}. */
    public static Script of(Kind kind, Arena arena, int objectBytes) {
        return switch (kind) {
            case HTTP -> http(arena, objectBytes);
            case TLS -> tls(arena, objectBytes);
            case DNS -> dns(arena);
        };
    }

    private static Script http(Arena arena, int objectBytes) {
        String answer = "HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/html\r\nContent-Length: "
                + objectBytes + "\r\n\r\n";
        return ScriptWriter.tcp(arena, 80).client(request("/index.html"))
                .server(ScriptWriter.join(text(answer), body(objectBytes))).end("http", 0);
    }

    /** A request as a browser makes it. */
    static byte[] request(String target) {
        return text("GET " + target
                + " HTTP/1.1\r\nHost: www.bench.example\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n"
                + "Accept: text/html,application/xhtml+xml\r\nAccept-Language: en\r\n\r\n");
    }

    /** A handshake of the shape of TLS 1.2, then records that look encrypted; nothing is really encrypted. */
    private static Script tls(Arena arena, int objectBytes) {
        byte[] random = new byte[objectBytes + 600];
        new Random(9411).nextBytes(random);
        return ScriptWriter.tcp(arena, 443).client(record(22, clientHello("www.bench.example")))
                .server(ScriptWriter.join(record(22, serverHello()), record(22, handshake(14, new byte[0]))))
                .client(ScriptWriter.join(record(22, handshake(16, ScriptWriter.join(new byte[] {64}, part(random, 0,
                        64)))),
                        record(20, new byte[] {1}), record(22, part(random, 64, 40))))
                .server(ScriptWriter.join(record(20, new byte[] {1}), record(22, part(random, 104, 40))))
                .client(record(23, part(random, 144, 300))).server(records(part(random, 444, objectBytes))).end("tls",
                        0);
    }

    private static Script dns(Arena arena) {
        byte[] question = ScriptWriter.join(new byte[] {3}, text("www"), new byte[] {5}, text("bench"), new byte[] {7},
                text("example"), new byte[] {0, 0, 1, 0, 1});
        byte[] query = ScriptWriter.join(new byte[] {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0}, question);
        byte[] answer = ScriptWriter.join(new byte[] {0x12, 0x34, (byte) 0x81, (byte) 0x80, 0, 1, 0, 1, 0, 0, 0, 0},
                question,
                new byte[] {(byte) 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, (byte) 198, 18, 0, 1});
        return ScriptWriter.udp(arena, 53).client(query).server(answer).end("dns", 0);
    }

    /** A TLS record with a ClientHello for {@code name}. */
    public static byte[] clientHelloRecord(String name) {
        return record(22, clientHello(name));
    }

    /** A TLS record with a ServerHello. */
    public static byte[] serverHelloRecord() {
        return record(22, serverHello());
    }

    private static byte[] clientHello(String name) {
        byte[] host = text(name);
        ByteBuffer names = ByteBuffer.allocate(9 + host.length).put(HELLO_EXTENSION_NAMES).putShort((short) (5
                + host.length))
                .putShort((short) (3 + host.length)).put((byte) 0).putShort((short) host.length).put(host);
        ByteBuffer hello = ByteBuffer.allocate(43 + 2 + names.capacity());
        hello.putShort((short) 0x0303).put(part(seeded(1), 0, 32)).put((byte) 0).putShort((short) 4).putInt(0xC02FC030);
        hello.put((byte) 1).put((byte) 0).putShort((short) names.capacity()).put(names.array());
        return handshake(1, java.util.Arrays.copyOf(hello.array(), hello.position()));
    }

    private static byte[] serverHello() {
        ByteBuffer hello = ByteBuffer.allocate(38);
        hello.putShort((short) 0x0303).put(part(seeded(2), 0, 32)).put((byte) 0).putShort((short) 0xC02F).put((byte) 0);
        return handshake(2, hello.array());
    }

    private static byte[] handshake(int type, byte[] body) {
        return ScriptWriter.join(new byte[] {(byte) type, 0, (byte) (body.length >>> 8), (byte) body.length}, body);
    }

    private static byte[] record(int type, byte[] body) {
        return ScriptWriter.join(new byte[] {(byte) type, 3, 3, (byte) (body.length >>> 8), (byte) body.length}, body);
    }

    private static byte[] records(byte[] data) {
        byte[] all = {};
        for (int at = 0; at < data.length; at += 16_000) {
            all = ScriptWriter.join(all, record(23, part(data, at, Math.min(16_000, data.length - at))));
        }
        return all;
    }

    private static byte[] seeded(long seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] part(byte[] bytes, int from, int count) {
        return java.util.Arrays.copyOfRange(bytes, from, from + count);
    }

    private static byte[] body(int bytes) {
        byte[] body = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            body[i] = (byte) ('a' + i % 23);
        }
        return body;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** All kinds. */
    public static List<Kind> all() {
        return List.of(Kind.values());
    }
}
