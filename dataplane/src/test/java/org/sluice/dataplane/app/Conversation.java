package org.sluice.dataplane.app;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.sluice.dataplane.app.protocols.Parsers;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.Buffer;

/** Plays a client and a server against an {@link AppLayer}, and notes what detection would see. */
public final class Conversation implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final AppLayer layer;
    private final Packet packet = new Packet();
    private final BufferSlice slice = new BufferSlice();
    private final List<Seen> ended = new ArrayList<>();
    private final List<String> sessionEvents = new ArrayList<>();
    private AppSession session;
    private AppPolicy policy = AppPolicy.IGNORE;
    private boolean datagrams;

    /** What was seen of a transaction when it had ended. */
    public record Seen(long id, String protocol, TreeMap<String, String> buffers, List<String> events, String metadata) {
        /** The buffer's bytes as Latin-1, instances joined by '|'; null when there was none. */
        public String get(Buffer buffer, int direction) {
            return buffers.get(buffer.ruleName() + (direction == 0 ? ">" : "<"));
        }

        public String get(Buffer buffer) {
            String toServer = get(buffer, 0);
            return toServer != null ? toServer : get(buffer, 1);
        }
    }

    public Conversation() {
        this(new AppSettings());
    }

    public Conversation(AppSettings settings) {
        layer = Parsers.appLayer(small(settings), arena);
        layer.listener(this::onEnd);
        packet.wrap(MemorySegment.NULL, 0, 0, 1);
        packet.sourcePort = 40_000;
        packet.destinationPort = 80;
        packet.timestampNs = 1_000_000_000L;
    }

    /** Tests need no thousands of pooled objects. */
    private static AppSettings small(AppSettings settings) {
        return settings.sessions(16).transactions(Math.min(settings.transactions(), 64)).memcap(
                Math.min(settings.memcap(), 4L << 20)).decompressors(Math.min(settings.decompressors(), 16));
    }

    public Conversation serverPort(int port) {
        packet.destinationPort = port;
        return this;
    }

    public Conversation clientAddress(int ipv4) {
        packet.ipVersion = 4;
        packet.sourceLow = ipv4 & 0xffff_ffffL;
        packet.destinationLow = ipv4 & 0xffff_ffffL;
        return this;
    }

    public Conversation overUdp() {
        datagrams = true;
        return this;
    }

    public AppLayer layer() {
        return layer;
    }

    public AppSession session() {
        return session;
    }

    public AppPolicy policy() {
        return policy;
    }

    public Conversation client(String latin1) {
        return send(Packet.TO_SERVER, latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Conversation server(String latin1) {
        return send(Packet.TO_CLIENT, latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** One segment, or one datagram. */
    public Conversation send(int direction, byte[] bytes) {
        packet.direction = direction;
        if (session == null) {
            session = layer.open(packet);
        }
        try (Arena segment = Arena.ofConfined()) {
            // Exactly bounded: a read outside is an exception.
            MemorySegment memory = segment.allocate(Math.max(1, bytes.length)).asSlice(0, bytes.length);
            MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
            AppPolicy answer = datagrams
                    ? layer.onDatagram(session, packet, direction, memory, 0, bytes.length)
                    : layer.onData(session, packet, direction, memory, 0, bytes.length);
            policy = answer == AppPolicy.IGNORE ? policy : answer;
        }
        inspect(direction);
        return this;
    }

    public Conversation gap(int direction, long length) {
        layer.onGap(session, packet, direction, length);
        inspect(direction);
        return this;
    }

    public Conversation end(int direction) {
        if (session != null) {
            layer.onEnd(session, packet, direction);
            inspect(direction);
        }
        return this;
    }

    /** Ends both directions and the flow; returns all transactions. */
    public List<Seen> finish() {
        end(0);
        end(1);
        if (session != null) {
            for (AppEvent event : AppEvent.values()) {
                if (session.has(event)) {
                    sessionEvents.add(event.ruleName());
                }
            }
            inspect(0);
            inspect(1);
            layer.close(session);
            session = null;
        }
        return ended;
    }

    public List<Seen> ended() {
        return ended;
    }

    public List<String> sessionEvents() {
        return sessionEvents;
    }

    @Override
    public void close() {
        arena.close();
    }

    private void inspect(int direction) {
        look(session.transactions().first(), direction);
        look(session.frames().first(), direction);
        layer.onInspected(session, direction);
    }

    @SuppressWarnings("unchecked")
    private void look(Transaction first, int direction) {
        for (Transaction t = first; t != null; t = t.next()) {
            if (t.detectState == null) {
                t.detectState = new TreeMap<String, String>();
            }
            TreeMap<String, String> seen = (TreeMap<String, String>) t.detectState;
            for (Buffer buffer : Buffer.values()) {
                for (int instance = 0; instance < 64 && t.buffer(buffer, direction, instance, slice); instance++) {
                    note(seen, buffer, direction, instance);
                }
            }
            for (AppField field : AppField.values()) {
                long value = t.integer(field, direction, 0);
                if (value != Transaction.ABSENT) {
                    seen.put(field.name() + (direction == 0 ? ">" : "<"), Long.toString(value));
                }
            }
        }
    }

    private void note(TreeMap<String, String> seen, Buffer buffer, int direction, int instance) {
        String key = buffer.ruleName() + (direction == 0 ? ">" : "<");
        byte[] bytes = slice.memory.asSlice(slice.offset, slice.length).toArray(ValueLayout.JAVA_BYTE);
        boolean window = buffer == Buffer.FILE_DATA || buffer == Buffer.HTTP_REQUEST_BODY
                || buffer == Buffer.HTTP_RESPONSE_BODY || buffer == Buffer.WEBSOCKET_PAYLOAD || buffer.isFrame();
        if (window) {
            String fresh = text(Arrays.copyOfRange(bytes, slice.newOffset, bytes.length));
            String body = key + (instance == 0 ? "" : "#" + instance);
            if (slice.streamOffset == 0) {
                // The whole body is there: what came before must be its prefix.
                String before = seen.getOrDefault(body, "");
                if (!text(bytes).startsWith(before) && !buffer.equals(Buffer.FILE_DATA)) {
                    throw new AssertionError("window changed what was given: " + body);
                }
                seen.put(body, text(bytes));
            } else {
                seen.merge(body, fresh, String::concat);
            }
        } else if (instance == 0) {
            seen.put(key, text(bytes));
        } else {
            seen.put(key, seen.get(key).split("\\|\\|", -1).length > instance ? seen.get(key)
                    : seen.get(key) + "||" + text(bytes));
        }
    }

    @SuppressWarnings("unchecked")
    private void onEnd(AppSession owner, Transaction transaction) {
        List<String> events = new ArrayList<>();
        for (AppEvent event : AppEvent.values()) {
            if (transaction.has(event)) {
                events.add(event.ruleName());
            }
        }
        JsonSink sink = new JsonSink();
        transaction.writeMetadata(sink);
        TreeMap<String, String> buffers = transaction.detectState == null
                ? new TreeMap<>() : (TreeMap<String, String>) transaction.detectState;
        ended.add(new Seen(transaction.id(), transaction.protocol().ruleName(), buffers, events, sink.toString()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
