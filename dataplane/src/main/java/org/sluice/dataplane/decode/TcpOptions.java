package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.DecoderEvent;

/** TCP options (RFC 9293, section 3.1; RFC 7323; RFC 2018; RFC 7413). The first of each kind counts. */
final class TcpOptions {
    private static final int MSS = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int SACK = 5;
    private static final int TIMESTAMP = 8;
    private static final int FAST_OPEN = 34;
    private static final int EXPERIMENT_1 = 253;
    private static final int EXPERIMENT_2 = 254;
    /** RFC 6994 identifier of TCP Fast Open in an experimental option. */
    private static final int FAST_OPEN_EXPERIMENT = 0xf989;
    /** RFC 7323, 2.3: a shift past 14 is read as 14. */
    private static final int MAX_WINDOW_SCALE = 14;
    /** The usual option block of a data segment: NOP, NOP, timestamp of 10 bytes. */
    private static final int NOP_NOP_TIMESTAMP = 0x0101_080a;

    private TcpOptions() {}

    /** Forgets the options of the packet before. */
    static void reset(Packet packet) {
        packet.tcpMss = -1;
        packet.tcpWindowScale = -1;
        packet.tcpSackPermitted = false;
        packet.tcpHasTimestamp = false;
        packet.tcpFastOpen = false;
    }

    /** Walks the options at {@code at..end-1}. */
    static void decode(Packet packet, int at, int end) {
        long base = packet.offset + at;
        if (end - at == 12 && Octets.i32(packet.memory, base) == NOP_NOP_TIMESTAMP) {
            takeTimestamp(packet, base + 2);
        } else {
            walk(packet, at, end);
        }
    }

    private static void walk(Packet packet, int at, int end) {
        MemorySegment memory = packet.memory;
        int next = at;
        int seen = 0;
        while (next < end) {
            int kind = Octets.u8(memory, packet.offset + next);
            if (kind == 0) {
                return;
            }
            if (kind == 1) {
                next++;
                continue;
            }
            if (end - next < 2) {
                return;
            }
            int length = Octets.u8(memory, packet.offset + next + 1);
            if (length < 2 || length > end - next) {
                packet.raise(DecoderEvent.TCP_OPT_INVALID_LEN);
                return;
            }
            int bit = bitOf(kind);
            if (!hasValidLength(kind, length)) {
                packet.raise(DecoderEvent.TCP_OPT_INVALID_LEN);
            } else if ((seen & bit) != 0) {
                packet.raise(DecoderEvent.TCP_OPT_DUPLICATE);
            } else {
                take(packet, kind, packet.offset + next, length);
                seen |= bit;
            }
            next += length;
        }
    }

    private static int bitOf(int kind) {
        return switch (kind) {
            case MSS -> 1;
            case WINDOW_SCALE -> 2;
            case SACK_PERMITTED -> 4;
            case SACK -> 8;
            case TIMESTAMP -> 16;
            case FAST_OPEN -> 32;
            default -> 0;
        };
    }

    private static boolean hasValidLength(int kind, int length) {
        return switch (kind) {
            case MSS -> length == 4;
            case WINDOW_SCALE -> length == 3;
            case SACK_PERMITTED -> length == 2;
            case TIMESTAMP -> length == 10;
            case SACK -> length >= 10 && (length - 2) % 8 == 0;
            case FAST_OPEN -> length == 2 || length >= 6 && length <= 18 && length % 2 == 0;
            default -> true;
        };
    }

    private static void take(Packet packet, int kind, long at, int length) {
        switch (kind) {
            case MSS -> packet.tcpMss = Octets.u16(packet.memory, at + 2);
            case WINDOW_SCALE -> packet.tcpWindowScale =
                    Math.min(Octets.u8(packet.memory, at + 2), MAX_WINDOW_SCALE);
            case SACK_PERMITTED -> packet.tcpSackPermitted = true;
            case TIMESTAMP -> takeTimestamp(packet, at);
            case FAST_OPEN -> packet.tcpFastOpen = true;
            case EXPERIMENT_1, EXPERIMENT_2 -> packet.tcpFastOpen |=
                    length >= 4 && Octets.u16(packet.memory, at + 2) == FAST_OPEN_EXPERIMENT;
            default -> { }
        }
    }

    private static void takeTimestamp(Packet packet, long at) {
        packet.tcpHasTimestamp = true;
        packet.tcpTimestamp = Octets.i32(packet.memory, at + 2);
        packet.tcpTimestampEcho = Octets.i32(packet.memory, at + 6);
    }
}
