package org.sluice.dataplane.app.tls;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.decode.Packet;

/** Recognises TLS by its first record, SSL 2.0 by a client's hello. */
final class TlsProbe {
    private TlsProbe() {
    }

    static int probe(int direction, MemorySegment memory, long offset, int length) {
        int type = byteAt(memory, offset, length, 0);
        if (type >= TlsRecords.CHANGE_CIPHER_SPEC && type <= TlsRecords.HEARTBEAT) {
            return record(type, direction, memory, offset, length);
        }
        return (type & 0x80) != 0 && direction == Packet.TO_SERVER ? ssl2(memory, offset, length) : AppParser.NO;
    }

    private static int record(int type, int direction, MemorySegment memory, long offset, int length) {
        int major = byteAt(memory, offset, length, 1);
        int minor = byteAt(memory, offset, length, 2);
        if (major >= 0 && major != 3 || minor > 4) {
            return AppParser.NO;
        }
        if (length < 6) {
            return AppParser.MORE;
        }
        int record = byteAt(memory, offset, length, 3) << 8 | byteAt(memory, offset, length, 4);
        if (record == 0 || record > 16_384 + 2048) {
            return AppParser.NO;
        }
        int first = byteAt(memory, offset, length, 5);
        boolean fits = switch (type) {
            case TlsRecords.HANDSHAKE -> first == (direction == Packet.TO_SERVER ? 1 : 2);
            case TlsRecords.ALERT -> record == 2 && (first == 1 || first == 2);
            case TlsRecords.CHANGE_CIPHER_SPEC -> record == 1 && first == 1;
            case TlsRecords.APPLICATION_DATA -> true;
            default -> record >= 3 && (first == 1 || first == 2);
        };
        return fits ? AppParser.YES : AppParser.NO;
    }

    /**
     * <pre>
     *   0x80 | length 2 | 1 | version 2 | cipher length 2, a multiple of 3 | session id length 2 | challenge length 2
     * </pre>
     */
    private static int ssl2(MemorySegment memory, long offset, int length) {
        int kind = byteAt(memory, offset, length, 2);
        if (kind >= 0 && kind != 1) {
            return AppParser.NO;
        }
        if (length < 11) {
            return AppParser.MORE;
        }
        int total = (byteAt(memory, offset, length, 0) & 0x7F) << 8 | byteAt(memory, offset, length, 1);
        int version = byteAt(memory, offset, length, 3) << 8 | byteAt(memory, offset, length, 4);
        int ciphers = byteAt(memory, offset, length, 5) << 8 | byteAt(memory, offset, length, 6);
        int session = byteAt(memory, offset, length, 7) << 8 | byteAt(memory, offset, length, 8);
        int challenge = byteAt(memory, offset, length, 9) << 8 | byteAt(memory, offset, length, 10);
        boolean known = version == 2 || version >= 0x0300 && version <= 0x0304;
        boolean fits = known && ciphers > 0 && ciphers % 3 == 0 && 9 + ciphers + session + challenge == total;
        return fits ? AppParser.YES : AppParser.NO;
    }

    private static int byteAt(MemorySegment memory, long offset, int length, int at) {
        return at < length ? memory.get(ValueLayout.JAVA_BYTE, offset + at) & 0xFF : -1;
    }
}
