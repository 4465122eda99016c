package org.sluice.dataplane.app.dns;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.decode.Packet;

/**
 * Recognises DNS: on port 53 by a header that makes sense; on any other port only by one ordinary question that fills
 * its place. Ports of its cousins (mDNS, LLMNR, NetBIOS names) are left to them.
 */
final class DnsProbe {
    private static final int PORT = 53;
    private static final int MULTICAST_PORT = 5353;
    /** Header, a name and its type and class. */
    private static final int LONGEST_QUESTION = DnsMessage.HEADER + 255 + 4;

    private DnsProbe() {
    }

    static int probe(Packet packet, MemorySegment memory, long offset, int length, boolean stream) {
        boolean own = packet.sourcePort == PORT || packet.destinationPort == PORT;
        if (cousin(packet.sourcePort) || cousin(packet.destinationPort)) {
            return AppParser.NO;
        }
        if (!stream) {
            return message(memory, offset, length, length, own) ? AppParser.YES : AppParser.NO;
        }
        if (length < 2) {
            return AppParser.MORE;
        }
        int framed = shortAt(memory, offset);
        if (framed < DnsMessage.HEADER) {
            return AppParser.NO;
        }
        int needed = own ? DnsMessage.HEADER : Math.min(framed, LONGEST_QUESTION);
        if (length < 2 + needed) {
            return AppParser.MORE;
        }
        if (!message(memory, offset + 2, Math.min(length - 2, framed), framed, own)) {
            return AppParser.NO;
        }
        return AppParser.YES;
    }

    /** Whether a datagram to the port of DNS by multicast is a message. */
    static int multicast(Packet packet, MemorySegment memory, long offset, int length) {
        boolean port = packet.destinationPort == MULTICAST_PORT;
        return port && message(memory, offset, length, length, true) ? AppParser.YES : AppParser.NO;
    }

    private static boolean cousin(int port) {
        return port == MULTICAST_PORT || port == 5355 || port == 137;
    }

    private static boolean message(MemorySegment memory, long offset, int available, int length, boolean own) {
        if (available < DnsMessage.HEADER) {
            return false;
        }
        int flags = shortAt(memory, offset + 2);
        int questions = shortAt(memory, offset + 4);
        int others = shortAt(memory, offset + 6) + shortAt(memory, offset + 8) + shortAt(memory, offset + 10);
        if (own) {
            // Each question takes at least 5 bytes, each record 11.
            return questions + others > 0 && DnsMessage.HEADER + questions * 5 + others * 11 <= length;
        }
        boolean ordinary = questions == 1 && others <= 64 && (flags & 0x7840) == 0
                && ((flags & 0x8000) != 0 || shortAt(memory, offset + 6) == 0 && (flags & 15) == 0);
        return ordinary && question(memory, offset, available);
    }

    private static boolean question(MemorySegment memory, long offset, int available) {
        int at = DnsMessage.HEADER;
        int labels = 0;
        while (at < available) {
            int label = memory.get(ValueLayout.JAVA_BYTE, offset + at) & 0xFF;
            if (label == 0) {
                at++;
                boolean whole = at + 4 <= available;
                int type = whole ? shortAt(memory, offset + at) : 0;
                int kind = whole ? shortAt(memory, offset + at + 2) : 0;
                return labels > 0 && type > 0 && type <= 260 && (kind == 1 || kind == 3 || kind == 255);
            }
            if (label > 63 || at + 1 + label > available) {
                return false;
            }
            for (int i = 1; i <= label; i++) {
                int b = memory.get(ValueLayout.JAVA_BYTE, offset + at + i);
                if (b <= ' ' || b == 0x7F) {
                    return false;
                }
            }
            labels++;
            at += 1 + label;
        }
        return false;
    }

    private static int shortAt(MemorySegment memory, long offset) {
        return (memory.get(ValueLayout.JAVA_BYTE, offset) & 0xFF) << 8
                | memory.get(ValueLayout.JAVA_BYTE, offset + 1) & 0xFF;
    }
}
