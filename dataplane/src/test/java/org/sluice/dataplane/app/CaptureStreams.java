package org.sluice.dataplane.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the payloads of a small capture, flow by flow, in order: enough of IPv4, TCP and UDP for test captures. */
public final class CaptureStreams {
    /** A piece of payload; {@code direction} as in Packet, the first sender being the client. */
    public record Piece(int direction, byte[] bytes) { }

    /** One flow's payload. */
    public record Flow(boolean udp, int serverPort, List<Piece> pieces) { }

    private record Key(long low, long high, int protocol) { }

    private CaptureStreams() {
    }

    /** The directory that holds shared captures, or null when this machine has none. */
    public static Path shared() {
        String given = System.getProperty("sluice.shared");
        Path path = given != null ? Path.of(given) : Path.of(System.getProperty("sluice.root", "."), "..", "shared");
        return Files.isDirectory(path) ? path : null;
    }

    public static List<Flow> read(Path capture) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(capture));
        int magic = in.order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        if (magic != 0xA1B2C3D4 && magic != 0xA1B23C4D) {
            in.order(ByteOrder.BIG_ENDIAN);
        }
        int link = in.getInt(20);
        Map<Key, Flow> flows = new LinkedHashMap<>();
        Map<Key, Long> clients = new HashMap<>();
        Map<Long, Long> next = new HashMap<>();
        Map<Long, Map<Long, byte[]>> later = new HashMap<>();
        int at = 24;
        while (at + 16 <= in.limit()) {
            int length = in.getInt(at + 8);
            packet(in.array(), at + 16 + linkHeader(link, in.array(), at + 16), at + 16 + length, flows, clients, next, later);
            at += 16 + length;
        }
        return new ArrayList<>(flows.values());
    }

    private static int linkHeader(int link, byte[] b, int at) {
        return switch (link) {
            case 1 -> (b[at + 12] & 0xFF) == 0x81 && b[at + 13] == 0 ? 18 : 14;
            case 113 -> 16;
            case 0 -> 4;
            default -> 0;
        };
    }

    private static void packet(byte[] b, int ip, int end, Map<Key, Flow> flows, Map<Key, Long> clients,
            Map<Long, Long> next, Map<Long, Map<Long, byte[]>> later) {
        if (ip + 20 > end || (b[ip] >> 4) != 4) {
            return;
        }
        int protocol = b[ip + 9];
        int l4 = ip + (b[ip] & 15) * 4;
        int stop = Math.min(end, ip + u16(b, ip + 2));
        if (protocol != 6 && protocol != 17 || l4 + 8 > stop) {
            return;
        }
        long from = (u32(b, ip + 12) << 16) * 31 + u16(b, l4);
        long to = (u32(b, ip + 16) << 16) * 31 + u16(b, l4 + 2);
        Key key = new Key(Math.min(from, to), Math.max(from, to), protocol);
        boolean syn = protocol == 6 && (b[l4 + 13] & 2) != 0;
        if (syn && (b[l4 + 13] & 16) == 0 && flows.containsKey(key) && !flows.get(key).pieces().isEmpty()) {
            return;
        }
        clients.putIfAbsent(key, from);
        Flow flow = flows.computeIfAbsent(key, k -> new Flow(protocol == 17, u16(b, l4 + 2), new ArrayList<>()));
        int direction = clients.get(key) == from ? 0 : 1;
        if (protocol == 17) {
            flow.pieces().add(new Piece(direction, java.util.Arrays.copyOfRange(b, l4 + 8, Math.max(l4 + 8, stop))));
            return;
        }
        long stream = from * 1_000_003 + to;
        long sequence = u32(b, l4 + 4);
        if (syn) {
            next.put(stream, sequence + 1 & 0xFFFFFFFFL);
        }
        int payload = l4 + (b[l4 + 12] >> 4 & 15) * 4;
        if (payload >= stop) {
            return;
        }
        next.putIfAbsent(stream, sequence);
        later.computeIfAbsent(stream, s -> new HashMap<>())
                .putIfAbsent(sequence, java.util.Arrays.copyOfRange(b, payload, stop));
        Map<Long, byte[]> waiting = later.get(stream);
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Map.Entry<Long, byte[]> entry : waiting.entrySet()) {
                int ahead = (int) (next.get(stream) - entry.getKey());
                if (ahead >= 0) {
                    byte[] bytes = entry.getValue();
                    if (ahead < bytes.length) {
                        byte[] fresh = java.util.Arrays.copyOfRange(bytes, ahead, bytes.length);
                        flow.pieces().add(new Piece(direction, fresh));
                        next.put(stream, next.get(stream) + fresh.length & 0xFFFFFFFFL);
                    }
                    waiting.remove(entry.getKey());
                    moved = true;
                    break;
                }
            }
        }
    }

    private static int u16(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    private static long u32(byte[] b, int at) {
        return (long) u16(b, at) << 16 | u16(b, at + 2);
    }
}
