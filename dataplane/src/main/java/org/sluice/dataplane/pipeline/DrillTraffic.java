package org.sluice.dataplane.pipeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.FrameSource;

/**
 * Made-up traffic that visits every stage: HTTP over TCP from handshake to FIN, DNS over UDP, ICMP echo, ARP. Each
 * round is one set of conversations with ports of their own. Addresses are those set apart for documentation (RFC
 * 5737). Checksums are not filled in: the drill does not look at them.
 */
final class DrillTraffic implements FrameSource {
    private static final int STRIDE = 2048;
    private static final int ETHERNET = 14;
    private static final int IPV4 = 20;
    private static final int TCP = 20;
    private static final int PORTS_AT = ETHERNET + IPV4;
    private static final int CLIENT = 0xC0000201;
    private static final int SERVER = 0xC6336401;
    private static final int PSH_ACK = 0x18;

    private final MemorySegment memory;
    private final List<byte[]> frames = new ArrayList<>();
    private final List<Boolean> fromClient = new ArrayList<>();
    private int next;
    private int round;
    private long nowNs = 1_000_000_000_000_000_000L;
    private long frameNumber = 1;

    DrillTraffic(Arena arena) {
        http();
        dns();
        other();
        memory = arena.allocate((long) STRIDE * Burst.CAPACITY, 64);
    }

    @Override
    public int receive(Burst burst) {
        burst.frames = memory;
        burst.firstFrameNumber = frameNumber;
        burst.disposition = Burst.INSPECT;
        nowNs += 20_000;
        int count = 0;
        while (count < Burst.CAPACITY / 2) {
            byte[] frame = frames.get(next);
            long at = (long) count * STRIDE;
            MemorySegment.copy(frame, 0, memory, ValueLayout.JAVA_BYTE, at, frame.length);
            int port = 1024 + round % 60_000;
            long portAt = at + PORTS_AT + (fromClient.get(next) ? 0 : 2);
            memory.set(ValueLayout.JAVA_BYTE, portAt, (byte) (port >>> 8));
            memory.set(ValueLayout.JAVA_BYTE, portAt + 1, (byte) port);
            burst.offsets.setAtIndex(ValueLayout.JAVA_LONG, count, at);
            burst.lengths.setAtIndex(ValueLayout.JAVA_INT, count, frame.length);
            burst.flags.set(ValueLayout.JAVA_BYTE, count, (byte) 0);
            burst.verdict(count, Burst.FORWARD);
            burst.timestampsNs[count] = nowNs;
            count++;
            if (++next == frames.size()) {
                next = 0;
                round++;
            }
        }
        frameNumber += count;
        burst.count = count;
        return count;
    }

    private void http() {
        String request = "GET /drill/index.html?a=%41 HTTP/1.1\r\nHost: drill.example\r\nUser-Agent: drill/1.0\r\n"
                + "Accept: */*\r\nCookie: a=b\r\n\r\n";
        String body = "drill ".repeat(200);
        String response = "HTTP/1.1 200 OK\r\nServer: drill\r\nContent-Type: text/html\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        int client = 1000;
        int server = 9000;
        tcp(true, client++, 0, 0x02, "");
        tcp(false, server++, client, 0x12, "");
        tcp(true, client, server, 0x10, "");
        tcp(true, client, server, PSH_ACK, request);
        client += request.length();
        tcp(false, server, client, PSH_ACK, response);
        server += response.length();
        tcp(true, client, server, 0x11, "");
        tcp(false, server, client + 1, 0x11, "");
        tcp(true, client + 1, server + 1, 0x10, "");
    }

    private void tcp(boolean client, int sequence, int acknowledgement, int flags, String payload) {
        ByteBuffer frame = ip(client, 6, TCP + payload.length());
        frame.putShort((short) (client ? 0 : 80)).putShort((short) (client ? 80 : 0));
        frame.putInt(sequence).putInt(acknowledgement).putShort((short) (0x5000 | flags)).putShort((short) 0xFFFF).putInt(0);
        add(client, frame.put(payload.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void dns() {
        byte[] question = {5, 'd', 'r', 'i', 'l', 'l', 7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 0, 0, 1, 0, 1};
        byte[] answer = {(byte) 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, (byte) 192, 0, 2, 1};
        ByteBuffer query = udp(true, 12 + question.length);
        add(true, query.putShort((short) 7).putShort((short) 0x0100).putShort((short) 1).putShort((short) 0).putInt(0).put(question));
        ByteBuffer reply = udp(false, 12 + question.length + answer.length);
        reply.putShort((short) 7).putShort((short) 0x8180).putShort((short) 1).putShort((short) 1).putInt(0).put(question);
        add(false, reply.put(answer));
    }

    private static ByteBuffer udp(boolean client, int payload) {
        ByteBuffer frame = ip(client, 17, 8 + payload);
        return frame.putShort((short) (client ? 0 : 53)).putShort((short) (client ? 53 : 0))
                .putShort((short) (8 + payload)).putShort((short) 0);
    }

    private void other() {
        ByteBuffer echo = ip(true, 1, 64);
        add(true, echo.putInt(0x08000000).putInt(0).position(echo.limit()));
        ByteBuffer arp = ByteBuffer.allocate(60);
        arp.put(new byte[] {-1, -1, -1, -1, -1, -1, 2, 0, 0, 0, 0, 1}).putShort((short) 0x0806);
        add(true, arp.putInt(0x00010800).putInt(0x06040001).position(arp.limit()));
    }

    private static ByteBuffer ip(boolean client, int protocol, int carried) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET + IPV4 + carried);
        frame.put(new byte[] {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1}).putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (IPV4 + carried)).putInt(0x4000);
        frame.put((byte) 64).put((byte) protocol).putShort((short) 0);
        return frame.putInt(client ? CLIENT : SERVER).putInt(client ? SERVER : CLIENT);
    }

    private void add(boolean client, ByteBuffer frame) {
        frames.add(frame.array());
        fromClient.add(client);
    }
}
