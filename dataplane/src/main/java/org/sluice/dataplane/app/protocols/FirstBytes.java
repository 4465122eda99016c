package org.sluice.dataplane.app.protocols;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.decode.Packet;

/** A direction's first bytes, with the packet's ports: what signatures look at. Reused. */
final class FirstBytes {
    private MemorySegment memory;
    private long offset;
    private int length;
    private int direction;
    private int clientPort;
    private int serverPort;

    FirstBytes over(Packet packet, int inDirection, MemorySegment in, long from, int count) {
        memory = in;
        offset = from;
        length = count;
        direction = inDirection;
        boolean toServer = packet.direction == Packet.TO_SERVER;
        clientPort = toServer ? packet.sourcePort : packet.destinationPort;
        serverPort = toServer ? packet.destinationPort : packet.sourcePort;
        return this;
    }

    boolean toServer() {
        return direction == Packet.TO_SERVER;
    }

    int length() {
        return length;
    }

    /** Whether either end has that port. */
    boolean port(int port) {
        return clientPort == port || serverPort == port;
    }

    /** Byte {@code at}, or -1 when there is none. */
    int at(int at) {
        return at < length ? memory.get(ValueLayout.JAVA_BYTE, offset + at) & 0xFF : -1;
    }

    /** Two bytes, big endian; only where both are there. */
    int u16(int at) {
        return at(at) << 8 | at(at + 1);
    }

    /** Whether the bytes from {@code at} on are that constant. */
    int has(int at, String constant) {
        for (int i = 0; i < constant.length(); i++) {
            int b = at(at + i);
            if (b < 0) {
                return AppParser.MORE;
            }
            if (b != constant.charAt(i)) {
                return AppParser.NO;
            }
        }
        return AppParser.YES;
    }

    /** YES or NO once there are {@code needed} bytes; MORE before. */
    int when(int needed, boolean holds) {
        return length < needed ? AppParser.MORE : holds ? AppParser.YES : AppParser.NO;
    }
}
