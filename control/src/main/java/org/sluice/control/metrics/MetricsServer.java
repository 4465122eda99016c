package org.sluice.control.metrics;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;

/** Serves {@code /metrics} on loopback. */
public final class MetricsServer implements AutoCloseable {
    private final HTTPServer server;

    /**
     * @param port       0 for any free one
     * @param collectors asked at each scrape
     * @throws UncheckedIOException when the port is taken
     */
    public MetricsServer(final int port, final List<? extends MultiCollector> collectors) {
        final PrometheusRegistry registry = new PrometheusRegistry();
        collectors.forEach(registry::register);
        try {
            server = HTTPServer.builder().inetAddress(InetAddress.getLoopbackAddress()).port(port).registry(registry)
                .buildAndStart();
        } catch (final IOException ex) {
            throw new UncheckedIOException("metrics: cannot listen on 127.0.0.1:" + port + " (" + ex.getMessage() +
                "); set metrics.port to a free one, or to -1 for none", ex);
        }
    }

    /** @return the port it listens on */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
