package org.sluice.control.api;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ControlServerTest {
    @TempDir
    private Path directory;

    private ControlServer server() {
        final ControlServer server = new ControlServer(directory, Map.of(
            "echo", request -> TextNode.valueOf(request.path("text").asText()),
            "fail", request -> {
                throw new IllegalStateException("on purpose");
            }));
        server.start();
        return server;
    }

    @Test
    void shouldAnswerCommands() throws IOException {
        try (ControlServer server = server()) {
            final ControlClient client = new ControlClient(directory);

            assertEquals("", client.ask("echo").asText());
            assertEquals("on purpose", assertThrows(IOException.class, () -> client.ask("fail")).getMessage());
            assertEquals("unknown command 'dance'; known are [echo, fail]",
                assertThrows(IOException.class, () -> client.ask("dance")).getMessage());
            assertTrue(server != null);
        }
    }

    @Test
    void shouldSayThatNobodyListens() {
        final IOException refused =
            assertThrows(IOException.class, () -> new ControlClient(directory).ask("echo"));

        assertTrue(refused.getMessage().startsWith("no control plane listens on "), refused.getMessage());
    }

    @Test
    void shouldRefuseASecondControlPlaneButTakeOverADeadOnesSocket() throws IOException {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(ControlSocket.in(directory)));
        }
        try (ControlServer server = server()) {
            final IllegalStateException refused = assertThrows(IllegalStateException.class, this::server);

            assertTrue(refused.getMessage().contains("another control plane"), refused.getMessage());
            assertTrue(server != null);
        }
    }

    @Test
    void shouldRefuseAPathTooLongForASocket() {
        assertThrows(IllegalArgumentException.class, () -> ControlSocket.in(directory.resolve("x".repeat(100))));
    }
}
