package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sluice.dataplane.detect.RuleFixture.bound;
import static org.sluice.dataplane.detect.RuleFixture.content;
import static org.sluice.dataplane.detect.RuleFixture.near;
import static org.sluice.dataplane.detect.RuleFixture.not;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.AppLayer;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.protocols.Parsers;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.FlowConstraint;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.StateBits;
import org.sluice.rules.model.Transform;

class TransactionDetectionTest {
    private static final List<Integer> NONE = List.of();
    private static final FlowConstraint TO_CLIENT = new FlowConstraint(FlowConstraint.State.ANY,
            FlowConstraint.Direction.TO_CLIENT, FlowConstraint.Payload.ANY, FlowConstraint.Fragments.ANY);

    /** A connection to a web server, followed by the application layer. */
    private static final class Connection implements AutoCloseable {
        final Detection detection;
        private final AppLayer layer;
        private AppSession session;

        Connection(RuleFixture... rules) {
            detection = Detection.of(rules);
            layer = Parsers.appLayer(new AppSettings(), detection.arena);
            layer.listener((owner, transaction) -> detection.engine.onTransactionEnd(transaction));
            detection.engine.wantFrames(layer.frames());
            detection.engine.wantMagic(layer.magic());
        }

        List<Integer> toServer(String bytes) {
            return send(bytes, Packet.TO_SERVER);
        }

        List<Integer> toClient(String bytes) {
            return send(bytes, Packet.TO_CLIENT);
        }

        private List<Integer> send(String bytes, int direction) {
            Packet packet = direction == Packet.TO_SERVER ? detection.packet(6, bytes, 1024, 80)
                    : detection.packet(6, bytes, 80, 1024);
            packet.direction = direction;
            packet.established = true;
            if (session == null) {
                session = layer.open(packet);
            }
            layer.onData(session, packet, direction, packet.memory, packet.payloadOffset, packet.payloadLength);
            List<Integer> alerts = detection.inspect(packet, null, session, true);
            layer.onInspected(session, direction);
            return alerts;
        }

        List<Integer> endOfServer() {
            Packet packet = detection.packet(6, "", 80, 1024);
            packet.direction = Packet.TO_CLIENT;
            packet.established = true;
            layer.onEnd(session, packet, Packet.TO_CLIENT);
            return detection.inspect(packet, null, session, true);
        }

        @Override
        public void close() {
            if (session != null) {
                layer.close(session);
            }
            detection.close();
        }
    }

    private static final String GET = "GET /a/shell.php?x=1 HTTP/1.1\r\nHost: victim.example\r\nUser-Agent: evil\r\n\r\n";

    private static RuleFixture http(long sid) {
        return rule(sid).over(AppProtocol.HTTP);
    }

    @Test
    void shouldFindContentInTheBufferItIsAbout() {
        try (Connection connection = new Connection(
                http(1).in(Buffer.HTTP_URI, content("shell.php")),
                http(2).in(Buffer.HTTP_HOST, content("shell.php")),
                http(3).in(Buffer.HTTP_HOST, content("victim")).in(Buffer.HTTP_USER_AGENT, content("evil")),
                http(4).in(Buffer.HTTP_METHOD, content("POST")),
                http(5).in(Buffer.HTTP_URI, content("shell"), near(not(content(".php")), 0, 4)))) {

            assertEquals(List.of(1, 3), connection.toServer(GET));
        }
    }

    @Test
    void shouldWaitForAFileWhereARuleKeepsIt() {
        Effect store = new Effect.StoreFile(List.of());
        try (Connection connection = new Connection(
                http(1).in(Buffer.FILE_DATA, new Match.Exists()).then(store),
                http(2).flow(TO_CLIENT).in(Buffer.HTTP_STAT_CODE, content("200")).in(Buffer.FILE_DATA,
                        new Match.Exists())
                        .then(store))) {
            assertEquals(NONE, connection.toServer(GET));
            assertEquals(NONE, connection.toClient("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
            assertEquals(NONE, connection.toServer(GET));
            assertEquals(NONE, connection.toClient("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"));
            assertEquals(List.of(1, 2), connection.toClient("a"));
            assertEquals(NONE, connection.toClient("b"));
        }
    }

    @Test
    void shouldAskForTheSizeOfAFileAtItsEnd() {
        try (Connection connection = new Connection(
                http(1).flow(TO_CLIENT).in(Buffer.HTTP_STAT_CODE, content("200")).in(Buffer.FILE_SIZE,
                        size(IntegerTest.greater(2))),
                http(2).flow(TO_CLIENT).in(Buffer.FILE_SIZE, size(IntegerTest.less(3))),
                http(3).flow(TO_CLIENT).in(Buffer.FILE_SIZE, size(IntegerTest.equal(4))))) {
            connection.toServer(GET);
            assertEquals(NONE, connection.toClient("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab"));
            assertEquals(List.of(1, 3), connection.toClient("cd"));
            connection.toServer(GET);
            assertEquals(List.of(2), connection.toClient("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab"));
        }
    }

    @Test
    void shouldTakeAFileThatWasCutShortForOneOfAtLeastWhatCame() {
        try (Connection connection = new Connection(
                http(1).flow(TO_CLIENT).in(Buffer.FILE_SIZE, size(IntegerTest.greater(1))),
                http(2).flow(TO_CLIENT).in(Buffer.FILE_SIZE, size(IntegerTest.less(3))),
                http(3).flow(TO_CLIENT).in(Buffer.FILE_SIZE, size(IntegerTest.equal(2))))) {
            connection.toServer(GET);
            connection.toClient("HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nab");

            assertEquals(List.of(1), connection.endOfServer());
        }
    }

    private static Match size(IntegerTest test) {
        return new Match.FileSize(test);
    }

    @Test
    void shouldAskForTheKindOfAFileOnceItsFirstBytesAreThere() {
        try (Connection connection = new Connection(
                http(1).flow(TO_CLIENT).in(Buffer.FILE_MAGIC, content("GIF image data")),
                http(2).flow(TO_CLIENT).in(Buffer.FILE_MAGIC, content("PDF document")))) {
            connection.toServer(GET);
            assertEquals(NONE, connection.toClient("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\nGIF89a"
                    + "\0".repeat(94)));
            assertEquals(List.of(1), connection.toClient("\0".repeat(500)));
            assertEquals(NONE, connection.toClient("\0".repeat(8400)));
            connection.toServer(GET);
            assertEquals(List.of(2), connection.toClient("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n%PDF-1.4\n"));
        }
    }

    @Test
    void shouldAskForTheProtocolThatThePacketsOwnDirectionShowed() {
        try (Connection connection = new Connection(rule(1)
                .when(new Match.AppLayerProtocol("http", AppProtocol.HTTP, false, Match.ProtocolSide.DIRECTION))
                .when(new IntegerMatch(IntegerField.TTL, IntegerTest.inside(0, 255))))) {
            assertEquals(List.of(1), connection.toServer(GET));
            assertEquals(NONE, connection.toClient(""));
            assertEquals(List.of(1), connection.toClient("HTTP/1.1 200 OK\r\n\r\n"));
        }
    }

    @Test
    void shouldKeepBitsOfATransactionUntilItsEnd() {
        try (Connection connection = new Connection(
                http(1).in(Buffer.HTTP_URI, content("shell.php")).then(bit(StateBits.Operation.SET)),
                http(2).flow(TO_CLIENT).when(bit(StateBits.Operation.IS_SET)).in(Buffer.HTTP_STAT_CODE, content("200")),
                http(3).flow(TO_CLIENT).when(bit(StateBits.Operation.IS_NOT_SET))
                        .in(Buffer.HTTP_STAT_CODE, content("200")))) {
            assertEquals(List.of(1), connection.toServer(GET));
            assertEquals(NONE, connection.toServer("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));

            assertEquals(List.of(2), connection.toClient("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
            assertEquals(List.of(3), connection.toClient("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        }
    }

    private static StateBits bit(StateBits.Operation operation) {
        return new StateBits(StateBits.Scope.TRANSACTION, operation, List.of("seen"), 0);
    }

    @Test
    void shouldLookAtABufferOnceItIsWhole() {
        try (Connection connection = new Connection(http(1).in(Buffer.HTTP_URI, content("shell.php")))) {
            assertEquals(NONE, connection.toServer("GET /a/she"));
            assertEquals(List.of(1), connection.toServer("ll.php HTTP/1.1\r\n"));
            assertEquals(NONE, connection.toServer("Host: victim.example\r\n\r\n"));
        }
    }

    @Test
    void shouldWaitForBuffersThatComeLater() {
        try (Connection connection = new Connection(
                http(1).in(Buffer.HTTP_URI, content("shell.php")).in(Buffer.HTTP_HOST, content("victim")),
                http(2).in(Buffer.HTTP_URI, content("shell.php")).in(Buffer.HTTP_HOST, content("other")),
                http(3).in(Buffer.HTTP_URI, content("shell.php")).in(Buffer.HTTP_REQUEST_BODY, content("password")))) {
            assertEquals(NONE, connection.toServer("POST /shell.php HTTP/1.1\r\n"));
            assertEquals(List.of(1), connection.toServer("Host: victim\r\nContent-Length: 20\r\n\r\n"));
            assertEquals(NONE, connection.toServer("user=x&pas"));
            assertEquals(List.of(3), connection.toServer("sword=abc."));
        }
    }

    @Test
    void shouldLookAtTheNamesOfFilesThatComeLater() {
        try (Connection connection = new Connection(
                http(1).in(Buffer.HTTP_URI, content("/up")).in(Buffer.FILE_NAME, content("second")),
                http(2).in(Buffer.FILE_NAME, content("first")),
                http(3).in(Buffer.FILE_NAME, content("third")))) {
            connection.toServer("POST /up HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=B\r\n"
                    + "Content-Length: 180\r\n\r\n");

            assertEquals(List.of(2), connection.toServer(
                    "--B\r\nContent-Disposition: form-data; filename=\"first\"\r\n\r\na\r\n"));
            assertEquals(List.of(1), connection.toServer(
                    "--B\r\nContent-Disposition: form-data; filename=\"second\"\r\n\r\nb\r\n"));
        }
    }

    @Test
    void shouldMatchEachTransactionOnce() {
        try (Connection connection = new Connection(http(1).in(Buffer.HTTP_URI, content("shell.php")))) {
            assertEquals(List.of(1), connection.toServer(GET));
            assertEquals(List.of(1), connection.toServer(GET));
            assertEquals(List.of(1, 1), connection.toServer(GET + GET));
        }
    }

    @Test
    void shouldSearchBodiesThatCome() {
        try (Connection connection = new Connection(
                http(1).flow(TO_CLIENT).in(Buffer.FILE_DATA, content("malicious")),
                http(2).flow(TO_CLIENT).in(Buffer.HTTP_STAT_CODE, content("200")))) {
            connection.toServer(GET);

            assertEquals(List.of(2), connection.toClient("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nsome mali"));
            assertEquals(List.of(1), connection.toClient("cious content here.."));
        }
    }

    @Test
    void shouldChangeBuffersBeforeSearching() {
        try (Connection connection = new Connection(
                http(1).in(Buffer.HTTP_HOST, Transform.Kind.DOTPREFIX, bound(content(".victim.example"), false, true)),
                http(2).in(Buffer.HTTP_URI, Transform.Kind.TO_UPPERCASE, content("SHELL.PHP")),
                http(3).in(Buffer.HTTP_URI, Transform.Kind.TO_MD5, content("no such hash")))) {

            assertEquals(List.of(1, 2), connection.toServer(GET));
        }
    }

    @Test
    void shouldMeasureBuffers() {
        try (Connection connection = new Connection(
                http(1).in(Buffer.HTTP_URI, content("shell"), new Match.Bsize(IntegerTest.equal(16))),
                http(2).in(Buffer.HTTP_URI, content("shell"), new Match.Bsize(IntegerTest.less(16))),
                http(3).in(Buffer.HTTP_METHOD, new Match.Bsize(IntegerTest.equal(3))))) {

            assertEquals(List.of(1, 3), connection.toServer(GET));
        }
    }

    @Test
    void shouldDecodeBase64BetweenBuffers() {
        try (Connection connection = new Connection(
                http(1).in(Buffer.HTTP_COOKIE, content("id="), new Match.Base64Decode(0, 0, true))
                        .in(Buffer.BASE64_DATA, bound(content("secret"), true, false)),
                http(2).in(Buffer.HTTP_COOKIE, content("id="), new Match.Base64Decode(2, 0, true))
                        .in(Buffer.BASE64_DATA, content("secret")),
                http(3).in(Buffer.HTTP_COOKIE, content("id="), new Match.Base64Decode(0, 0, true))
                        .in(Buffer.BASE64_DATA, near(content("cret"), 0, 6)))) {

            assertEquals(List.of(1, 3), connection.toServer("GET / HTTP/1.1\r\nHost: x\r\nCookie: id=c2VjcmV0IQ%3d\r\n\r\n"));
            assertEquals(List.of(1, 3),
                    connection.toServer("GET / HTTP/1.1\r\nHost: x\r\nCookie: id=AAAA; id=c2VjcmV0IQ\r\n\r\n"));
        }
    }

    @Test
    void shouldMatchEachWayWhenTheRuleAsksForNone() {
        try (Connection connection = new Connection(http(1).in(Buffer.HTTP_HEADER, content("token")))) {
            assertEquals(List.of(1), connection.toServer("GET / HTTP/1.1\r\nHost: x\r\nX: token\r\n\r\n"));
            assertEquals(List.of(1), connection.toClient("HTTP/1.1 204 No Content\r\nX: token\r\n\r\n"));
        }
    }

    @Test
    void shouldAskForAbsentBuffers() {
        try (Connection connection = new Connection(
                http(1).in(Buffer.HTTP_URI, content("shell")).in(Buffer.HTTP_COOKIE, new Match.Absent(false)),
                http(2).in(Buffer.HTTP_URI, content("shell")).in(Buffer.HTTP_HOST, new Match.Absent(false)),
                http(3).in(Buffer.HTTP_URI, content("shell"))
                        .in(Buffer.HTTP_HOST, new Match.Absent(true), not(content("friend"))))) {

            assertEquals(List.of(1, 3), connection.toServer(GET));
        }
    }

    @Test
    void shouldNotSpeakOfOtherProtocols() {
        try (Connection connection = new Connection(
                rule(1).over(AppProtocol.TLS).payload(content("shell")),
                http(2).in(Buffer.HTTP_URI, content("shell")))) {

            assertEquals(List.of(2), connection.toServer(GET));
        }
    }

    @Test
    void shouldTakeItsStateBackWhenTransactionsEnd() {
        try (Connection connection = new Connection(http(1).in(Buffer.HTTP_URI, content("shell.php")))) {
            for (int i = 0; i < 20_000; i++) {
                connection.detection.sids.clear();
                assertEquals(List.of(1), connection.toServer(GET));
                connection.toClient("HTTP/1.1 204 No Content\r\n\r\n");
            }

            assertEquals(0, connection.detection.engine.counters().transactionStateOverflows);
        }
    }

    @Test
    void shouldWaitForTheBodyThatBase64IsDecodedFrom() {
        try (Connection connection = new Connection(http(1).in(Buffer.HTTP_METHOD, content("POST"))
                .in(Buffer.HTTP_REQUEST_BODY, content("test="), new Match.Base64Decode(0, 0, true))
                .in(Buffer.BASE64_DATA, content("secret")))) {
            assertEquals(NONE, connection.toServer("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 13\r\n\r\n"));
            assertEquals(List.of(1), connection.toServer("test=c2VjcmV0"));
        }
    }

    @Test
    void shouldLookAtFramesAsTheirBytesCame() {
        try (Connection connection = new Connection(
                http(1).in(Buffer.FRAME_HTTP1_REQUEST, content("1.1\r\nHost: victim")),
                http(2).in(Buffer.FRAME_HTTP1_REQUEST, bound(content("evil\r\n\r\n"), false, true)),
                http(3).in(Buffer.FRAME_HTTP1_RESPONSE, content("204")))) {
            assertEquals(NONE, connection.toServer(GET.substring(0, 30)));
            assertEquals(List.of(1, 2), connection.toServer(GET.substring(30)));
            assertEquals(List.of(3), connection.toClient("HTTP/1.1 204 No Content\r\n\r\n"));
        }
    }
}
