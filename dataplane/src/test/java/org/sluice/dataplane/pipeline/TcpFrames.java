package org.sluice.dataplane.pipeline;

import static org.sluice.dataplane.decode.Frames.ethernet;
import static org.sluice.dataplane.decode.Frames.join;
import static org.sluice.dataplane.decode.Frames.u16;
import static org.sluice.dataplane.decode.Frames.u32;

import java.nio.charset.StandardCharsets;
import org.sluice.dataplane.decode.Frames;

/**
 * Frames of one TCP session between 10.0.0.1 and 10.0.0.2:80, with sound checksums. Each call goes on in the session.
 */
final class TcpFrames {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    private final int port;
    private int clientNext;
    private int serverNext;

    TcpFrames(int port) {
        this(port, 1_000);
    }

    TcpFrames(int port, int isn) {
        this.port = port;
        clientNext = isn;
        serverNext = isn + 8_000;
    }

    byte[] syn() {
        return fromClient(SYN, "");
    }

    byte[] synAck() {
        return fromServer(SYN | ACK, "");
    }

    byte[] ack() {
        return fromClient(ACK, "");
    }

    byte[] client(String text) {
        return fromClient(ACK, text);
    }

    byte[] server(String text) {
        return fromServer(ACK, text);
    }

    /** A segment so many bytes ahead of the next one; the session does not move. */
    byte[] ahead(int bytes, String text) {
        return segment(true, ACK, clientNext + bytes, serverNext, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] fromClient(int flags, String text) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] frame = segment(true, flags, clientNext, (flags & ACK) == 0 ? 0 : serverNext, payload);
        clientNext += payload.length + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
        return frame;
    }

    byte[] fromServer(int flags, String text) {
        return fromServer(flags, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] fromServer(int flags, byte[] payload) {
        byte[] frame = segment(false, flags, serverNext, clientNext, payload);
        serverNext += payload.length + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
        return frame;
    }

    private byte[] segment(boolean client, int flags, int sequence, int acknowledgement, byte[] payload) {
        byte[] segment = join(u16(client ? port : 80), u16(client ? 80 : port), u32(sequence), u32(acknowledgement),
                new byte[] {0x50, (byte) flags}, u16(65_535), u16(0), u16(0), payload);
        // The checksum is the same in both directions: it adds the addresses up.
        byte[] packet = Frames.ipv4(6, Frames.checksummed(4, 6, 16, segment));
        if (!client) {
            for (int i = 12; i < 16; i++) {
                byte address = packet[i];
                packet[i] = packet[i + 4];
                packet[i + 4] = address;
            }
        }
        return ethernet(0x0800, packet);
    }
}
