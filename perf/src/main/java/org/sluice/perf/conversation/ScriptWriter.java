package org.sluice.perf.conversation;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a script as two ends of TCP (RFC 9293) or UDP would speak it: both ends' sequence and acknowledgement
 * numbers are
 * kept, long data is cut into segments. Cold.
 */
final class ScriptWriter {
    private static final int SEGMENT = 1_460;
    private static final int CLIENT_PORT = 40_000;
    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final int PUSH_ACK = 24;
    private static final int FIN_ACK = 17;
    private static final byte[] SYN_OPTIONS = {2, 4, 5, (byte) 0xB4};

    private final Arena arena;
    private final boolean udp;
    private final int serverPort;
    private final List<Step> steps = new ArrayList<>();
    private int clientNext = 1_000_000;
    private int serverNext = 2_000_000;
    private int establishedAt = -1;
    private int attackAt = -1;

    private ScriptWriter(Arena arena, boolean udp, int serverPort) {
        this.arena = arena;
        this.udp = udp;
        this.serverPort = serverPort;
    }

    /** A connection, opened by three segments. */
    static ScriptWriter tcp(Arena arena, int serverPort) {
        ScriptWriter writer = new ScriptWriter(arena, false, serverPort);
        writer.segment(true, SYN, SYN_OPTIONS, new byte[0]);
        writer.clientNext++;
        writer.segment(false, SYN | ACK, SYN_OPTIONS, new byte[0]);
        writer.serverNext++;
        writer.establishedAt = 1;
        writer.segment(true, ACK, new byte[0], new byte[0]);
        return writer;
    }

    /** Datagrams. */
    static ScriptWriter udp(Arena arena, int serverPort) {
        return new ScriptWriter(arena, true, serverPort);
    }

    /** The client says this. */
    ScriptWriter client(byte[] data) {
        return say(true, data);
    }

    /** The client says this, and it must not arrive. */
    ScriptWriter attack(byte[] data) {
        attackAt = steps.size() + (data.length - 1) / SEGMENT;
        return say(true, data);
    }

    /** The server says this. */
    ScriptWriter server(byte[] data) {
        return say(false, data);
    }

    /** Both ends close, and the script is done. */
    Script end(String name, int sid) {
        if (!udp) {
            segment(true, FIN_ACK, new byte[0], new byte[0]);
            clientNext++;
            segment(false, FIN_ACK, new byte[0], new byte[0]);
            serverNext++;
            segment(true, ACK, new byte[0], new byte[0]);
        }
        return new Script(name, steps, establishedAt, attackAt, sid);
    }

    private ScriptWriter say(boolean fromClient, byte[] data) {
        for (int at = 0; at < data.length; at += SEGMENT) {
            byte[] part = java.util.Arrays.copyOfRange(data, at, Math.min(data.length, at + SEGMENT));
            if (udp) {
                datagram(fromClient, part);
            } else {
                segment(fromClient, PUSH_ACK, new byte[0], part);
                clientNext += fromClient ? part.length : 0;
                serverNext += fromClient ? 0 : part.length;
            }
        }
        return this;
    }

    private void segment(boolean fromClient, int flags, byte[] options, byte[] data) {
        ByteBuffer l4 = ByteBuffer.allocate(20 + options.length + data.length);
        ports(l4, fromClient).putInt(fromClient ? clientNext : serverNext);
        l4.putInt((flags & ACK) == 0 ? 0 : fromClient ? serverNext : clientNext);
        l4.put((byte) ((20 + options.length) / 4 << 4)).put((byte) flags).putShort((short) 65_535).putInt(0);
        l4.put(options).put(data);
        add(fromClient, 6, l4.array());
    }

    private void datagram(boolean fromClient, byte[] data) {
        ByteBuffer l4 = ByteBuffer.allocate(8 + data.length);
        ports(l4, fromClient).putShort((short) (8 + data.length)).putShort((short) 0).put(data);
        add(fromClient, 17, l4.array());
    }

    private ByteBuffer ports(ByteBuffer l4, boolean fromClient) {
        return l4.putShort((short) (fromClient ? CLIENT_PORT : serverPort)).putShort((short) (fromClient ? serverPort
                : CLIENT_PORT));
    }

    private void add(boolean fromClient, int protocol, byte[] l4) {
        ByteBuffer frame = ByteBuffer.allocate(Math.max(60, 34 + l4.length));
        frame.putShort((short) 0x0200).putInt(fromClient ? 2 : 1).putShort((short) 0x0200).putInt(fromClient ? 1 : 2);
        frame.putShort((short) 0x0800).put((byte) 0x45).put((byte) 0).putShort((short) (20 + l4.length));
        frame.putInt(0x4000).put((byte) 64).put((byte) protocol).putShort((short) 0).putLong(0).put(l4);
        steps.add(new Step(arena, frame.array(), fromClient, steps.size()));
    }

    /** Bytes behind one another. */
    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
