package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.AppLayer;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.protocols.Parsers;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.Match;

class CertificateDetectionTest {
    private static final String HELLO = "160301002f0100002b0303" + "00".repeat(32) + "0000041301130201" + "00";
    /** Valid from the first second of 2024 to that of 2025, without names. */
    private static final String CERTIFICATE = "30373030" + "a003020102" + "020101" + "3000" + "3000"
            + "301e" + "170d3234303130313030303030305a" + "170d3235303130313030303030305a" + "3000" + "3000"
            + "3000" + "030100";
    private static final String HANDSHAKE = "1603030043" + "0b00003f" + "00003c" + "000039" + CERTIFICATE;

    @Test
    void shouldCompareTheValidityOfACertificateWithThePacketsTime() {
        assertEquals(List.of(), alertsAt("2023-12-31T23:59:59Z", HANDSHAKE));
        assertEquals(List.of(2), alertsAt("2024-01-01T00:00:00Z", HANDSHAKE));
        assertEquals(List.of(2), alertsAt("2025-01-01T00:00:00Z", HANDSHAKE));
        assertEquals(List.of(1), alertsAt("2025-01-01T00:00:01Z", HANDSHAKE));
    }

    @Test
    void shouldNotJudgeWithoutACertificate() {
        assertEquals(List.of(), alertsAt("2026-01-01T00:00:00Z", "15030300020228"));
    }

    private static List<Integer> alertsAt(String time, String fromServer) {
        try (Detection detection = Detection.of(
                rule(1).over(AppProtocol.TLS).when(new Match.CertificateValidity(true)),
                rule(2).over(AppProtocol.TLS).when(new Match.CertificateValidity(false)))) {
            detection.nowNs = Instant.parse(time).getEpochSecond() * 1_000_000_000L;
            AppLayer layer = Parsers.appLayer(new AppSettings(), detection.arena);
            layer.listener((owner, transaction) -> detection.engine.onTransactionEnd(transaction));
            Packet hello = detection.packet(6, bytes(HELLO), 1024, 443);
            AppSession session = layer.open(hello);

            assertEquals(List.of(), send(detection, layer, session, hello, Packet.TO_SERVER));
            List<Integer> alerts = send(
                    detection, layer, session, detection.packet(6, bytes(fromServer), 443, 1024), Packet.TO_CLIENT);
            layer.close(session);
            return alerts;
        }
    }

    private static List<Integer> send(
            Detection detection, AppLayer layer, AppSession session, Packet packet, int direction) {
        packet.direction = direction;
        packet.established = true;
        layer.onData(session, packet, direction, packet.memory, packet.payloadOffset, packet.payloadLength);
        List<Integer> alerts = detection.inspect(packet, null, session, true);
        layer.onInspected(session, direction);
        return alerts;
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
