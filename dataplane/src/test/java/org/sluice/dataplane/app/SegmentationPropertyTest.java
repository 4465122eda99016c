package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sluice.dataplane.app.CaptureStreams.Piece;
import org.sluice.dataplane.app.http2.Http2Frames;

/** However a conversation is cut into segments, its transactions and buffers are the same. */
class SegmentationPropertyTest {
    @Property(tries = 150)
    void shouldSeeTheSameHoweverAConversationIsCut(@ForAll("conversations") List<Piece> pieces, @ForAll long seed) {
        List<Conversation.Seen> whole = play(pieces, null);

        assertEquals(whole, play(pieces, new Random(seed)));
    }

    @Provide
    Arbitrary<List<Piece>> conversations() {
        return Arbitraries.of(http(), smuggled(), compressed(), http2(), tls(), dns());
    }

    private static List<Conversation.Seen> play(List<Piece> pieces, Random random) {
        try (Conversation conversation = new Conversation()) {
            for (Piece piece : pieces) {
                int at = 0;
                while (at < piece.bytes().length) {
                    int left = piece.bytes().length - at;
                    int count = random == null ? left : Math.min(left, random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(60));
                    conversation.send(piece.direction(), Arrays.copyOfRange(piece.bytes(), at, at + count));
                    at += count;
                }
            }
            // Streams that are sent by turns end when their last byte comes: not in the order in which they began.
            return conversation.finish().stream().sorted(Comparator.comparing(Conversation.Seen::id)).toList();
        }
    }

    private static List<Piece> http() {
        return List.of(
                piece(0, "GET /a%20b/../c?d HTTP/1.1\r\nHost: x\r\nX: 1\r\n 2\r\nCookie: a\r\n\r\nPOST /p HTTP/1.1\r\nHost: x\r\n"
                        + "Content-Type: multipart/form-data; boundary=\"B\"\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "2a\r\n--B\r\nContent-Disposition: form-data; filena\r\n1c\r\nme=\"n\"\r\n\r\nfile\r\r\n\n\r\n--B--\r\n\r\n0\r\n\r\n"),
                piece(1, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbodyHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "5\r\nhello\r\n1\r\n!\r\n0\r\nTrailer: x\r\n\r\n"),
                piece(0, "CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n"),
                piece(1, "HTTP/1.1 200 Fine\r\n\r\n"),
                piece(0, "GET /inner HTTP/1.0\r\n\r\n"),
                piece(1, "HTTP/1.0 200 OK\r\n\r\ninner"));
    }

    private static List<Piece> smuggled() {
        return List.of(
                piece(0, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
                piece(1, " \r\nfoobar\r\nHTTP/1.1\r200 ok\rTransfer-Encoding\n :\r\n chunked\r\nX: y\n \n\nx\r\nnot chunked at all\r\n"));
    }

    private static List<Piece> compressed() {
        byte[] body = gzip("compressed text, compressed text".getBytes(StandardCharsets.US_ASCII));
        return List.of(
                piece(0, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
                piece(1, "HTTP/1.1 200 ok\r\nContent-Encoding: deflate\r\nContent-Length: " + body.length + "\r\n\r\n"),
                new Piece(1, body),
                piece(1, "HTTP/1.1 200 ok\r\nContent-Encoding: gzip\r\n\r\nclear, and not compressed: what it says is wrong"));
    }

    private static List<Piece> http2() {
        byte[] body = gzip("compressed text, compressed text".getBytes(StandardCharsets.US_ASCII));
        return List.of(
                new Piece(0, Http2Frames.client().headers(4, 1, ":method", "POST", ":path", "/a", "x", "y").data(0, 1, "bo")
                        .headers(5, 3, ":method", "GET", ":path", "/b").data(1, 1, "dy").bytes()),
                new Piece(1, Http2Frames.server().headers(4, 3, ":status", "200", "content-encoding", "gzip")
                        .frame(0, 1, 3, body).headers(4, 1, ":status", "404").data(9, 1, "\3none\0\0\0").bytes()));
    }

    private static List<Piece> tls() {
        String client = "16030100580100005403030102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"
                + "00000400051301" + "01000027" + "0000000b000900000661622e63642e" + "001000050003026832"
                + "002b0003020304" + "000a00040002001d";
        String server = "160303003502000031030321222324252627282930313233343536373839404142434445464748495051520013"
                + "01000009002b000203040012" + "0000";
        byte[] hello = HexFormat.of().parseHex(client);
        return List.of(new Piece(0, hello), new Piece(1, HexFormat.of().parseHex(server)),
                new Piece(1, HexFormat.of().parseHex("14030300010117030300050102030405")),
                new Piece(0, HexFormat.of().parseHex("140303000101170303000501020304051703030001ff")));
    }

    private static List<Piece> dns() {
        String query = "001d123401000001000000000000076578616d706c6503636f6d0000010001";
        String answer = "002d123481800001000100000000076578616d706c6503636f6d0000010001c00c0001000100000e10000401020304";
        return List.of(new Piece(0, HexFormat.of().parseHex(query + query)),
                new Piece(1, HexFormat.of().parseHex(answer + answer)));
    }

    private static Piece piece(int direction, String latin1) {
        return new Piece(direction, latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
