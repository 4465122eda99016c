package org.sluice.control.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks a running control plane. */
public final class ControlClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path socket;

    /** @param cncDirectory of the planes */
    public ControlClient(final Path cncDirectory) {
        socket = ControlSocket.in(cncDirectory);
    }

    /**
     * @param command name
     * @return its result
     * @throws IOException when no control plane answers, or it answers with an error, which is the message
     */
    public JsonNode ask(final String command) throws IOException {
        return ask(MAPPER.createObjectNode().put("command", command));
    }

    /**
     * @param request with a member {@code command}
     * @return its result
     * @throws IOException when no control plane answers, or it answers with an error, which is the message
     */
    public JsonNode ask(final ObjectNode request) throws IOException {
        final JsonNode answer = exchange(request.toString());
        if (!answer.path("ok").asBoolean()) {
            throw new IOException(answer.path("error").asText("the control plane answered: " + answer));
        }
        return answer.path("result");
    }

    private JsonNode exchange(final String line) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            final ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            final BufferedReader reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            final String answer = reader.readLine();
            if (answer == null) {
                throw new IOException("the control plane closed the connection without an answer");
            }
            return MAPPER.readTree(answer);
        } catch (final IOException ex) {
            throw Files.exists(socket) ? ex : new IOException("no control plane listens on " + socket +
                ": is it running with this cnc directory?", ex);
        }
    }

    static boolean answers(final Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (final IOException ex) {
            return false;
        }
    }
}
