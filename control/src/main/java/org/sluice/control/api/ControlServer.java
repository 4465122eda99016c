package org.sluice.control.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/** Answers commands on the control socket. */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path socket;
    private final ServerSocketChannel channel;
    private final Map<String, CommandHandler> handlers;

    /**
     * Takes the socket; requests wait until {@link #start()}.
     *
     * @param cncDirectory of the planes
     * @param handlers     by command
     * @throws IllegalStateException when another control plane answers there
     * @throws UncheckedIOException  when the socket cannot be made
     */
    public ControlServer(final Path cncDirectory, final Map<String, CommandHandler> handlers) {
        this.handlers = new TreeMap<>(handlers);
        socket = ControlSocket.in(cncDirectory);
        if (ControlClient.answers(socket)) {
            throw new IllegalStateException("another control plane answers on " + socket +
                ": stop it first, or give this one another cnc directory");
        }
        try {
            Files.createDirectories(socket.getParent());
            Files.deleteIfExists(socket);
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot listen on " + socket + ": " + ex.getMessage(), ex);
        }
    }

    /** Answers from now on. */
    public void start() {
        Thread.ofVirtual().name("control-api").start(this::accept);
    }

    private void accept() {
        while (channel.isOpen()) {
            try {
                final SocketChannel client = channel.accept();
                Thread.ofVirtual().name("control-api-client").start(() -> serve(client));
            } catch (final ClosedChannelException ex) {
                return;
            } catch (final IOException ex) {
                LOG.error("control socket: {}", ex.toString());
                return;
            }
        }
    }

    private void serve(final SocketChannel client) {
        try (client; BufferedReader reader = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
            for (String line = readLine(reader); line != null; line = readLine(reader)) {
                final ByteBuffer answer =
                    ByteBuffer.wrap((answer(line) + "\n").getBytes(StandardCharsets.UTF_8));
                while (answer.hasRemaining()) {
                    client.write(answer);
                }
            }
        } catch (final IOException ex) {
            LOG.debug("control socket: a client left: {}", ex.toString());
        }
    }

    private static String readLine(final BufferedReader reader) throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n') {
                return line.toString();
            }
            if (line.length() == ControlSocket.MAX_LINE_LENGTH) {
                throw new IOException("a request longer than " + ControlSocket.MAX_LINE_LENGTH);
            }
            line.append((char)c);
        }
        return null;
    }

    private String answer(final String line) {
        final ObjectNode answer = MAPPER.createObjectNode();
        try {
            final JsonNode request = MAPPER.readTree(line);
            final String command = request.path("command").asText();
            final CommandHandler handler = handlers.get(command);
            if (handler == null) {
                return error(answer, "unknown command '" + command + "'; known are " + handlers.keySet());
            }
            answer.put("ok", true).set("result", handler.handle(request));
            return answer.toString();
        } catch (final JsonProcessingException ex) {
            return error(answer, "not JSON: " + ex.getOriginalMessage());
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            return error(answer, "interrupted: the control plane stops");
        } catch (final Exception ex) {
            return error(answer, ex.getMessage() == null ? ex.toString() : ex.getMessage());
        }
    }

    private static String error(final ObjectNode answer, final String text) {
        return answer.removeAll().put("ok", false).put("error", text).toString();
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(socket);
        } catch (final IOException ex) {
            LOG.warn("cannot remove {}: {}", socket, ex.toString());
        }
    }
}
