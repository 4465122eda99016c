package org.sluice.control.metrics;

import org.junit.jupiter.api.Test;
import org.sluice.dataplane.contract.CounterRegistry;
import org.sluice.dataplane.contract.CounterSet;
import org.sluice.dataplane.contract.Counters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MetricsServerTest {
    private final CounterSet counters = CounterSet.inMemory(1024);

    private static String scrape(final MetricsServer server) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void shouldServeCountersAsTheyAreAtTheScrape() throws IOException, InterruptedException {
        final CounterRegistry registry = counters.registry(0);
        registry.counter("decoder.pkts", "Frames decoded").add(41);
        counters.registry(1).counter("decoder.pkts", "Frames decoded").add(1);
        registry.counter("decoder.event.ipv4.trunc_pkt", "Packets with this event").increment();
        registry.counter("ips.drop_reason.flow_drop", "Packets dropped").add(3);
        registry.counter("tcp.midstream_exception_policy.drop_flow", "Policy").increment();
        registry.gauge("flow.active", "Flows").set(5);
        counters.registry(-1).gauge("commands.answered", "Last").set(2);
        final var collector = new CounterCollector(handler -> counters.view().forEach(handler));
        final var control = new ControlGauges().add("sluice_up", "Whether", () -> 1);
        try (MetricsServer server = new MetricsServer(0, List.of(collector, control))) {
            final String text = scrape(server);

            for (final String line : List.of(
                "# HELP sluice_decoder_pkts_total Frames decoded", "sluice_decoder_pkts_total{worker=\"0\"} 41.0",
                "sluice_decoder_pkts_total{worker=\"1\"} 1.0",
                "sluice_decoder_event_total{event=\"ipv4.trunc_pkt\",worker=\"0\"} 1.0",
                "sluice_ips_drop_reason_total{reason=\"flow_drop\",worker=\"0\"} 3.0",
                "sluice_exception_policy_total{action=\"drop_flow\",target=\"tcp.midstream\",worker=\"0\"} 1.0",
                "sluice_flow_active{worker=\"0\"} 5.0", "sluice_commands_answered{worker=\"conductor\"} 2.0",
                "sluice_up 1.0")) {
                assertTrue(text.contains(line + "\n"), () -> line + " in\n" + text);
            }
            registry.counter("decoder.pkts", "Frames decoded").increment();
            assertTrue(scrape(server).contains("sluice_decoder_pkts_total{worker=\"0\"} 42.0\n"));
        }
    }

    @Test
    void shouldServeEveryWellKnownCounter() throws IOException, InterruptedException {
        new Counters(counters.registry(0));
        final var collector = new CounterCollector(handler -> counters.view().forEach(handler));
        try (MetricsServer server = new MetricsServer(0, List.of(collector))) {
            assertTrue(scrape(server).contains("sluice_ips_blocked_total{worker=\"0\"} 0.0\n"));
        }
    }

    @Test
    void shouldSayThatThePortIsTaken() {
        try (MetricsServer server = new MetricsServer(0, List.of())) {
            final UncheckedIOException refused =
                assertThrows(UncheckedIOException.class, () -> new MetricsServer(server.port(), List.of()));

            assertTrue(refused.getMessage().contains("127.0.0.1:" + server.port()), refused.getMessage());
        }
    }

    @Test
    void shouldNameMetricsAsPrometheusWantsThem() {
        assertEquals("sluice_a_b", MetricName.of("a.b_total").name());
        assertEquals("sluice_app_layer_flow", MetricName.of("app_layer.flow.bittorrent-dht").name());
    }
}
