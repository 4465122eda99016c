package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.DecoderEvent;

/** IPv4 options (RFC 791, section 3.1): which there are, and whether each has the form its standard gives it. */
public final class Ipv4Options {
    /** Record route. Bits of {@link Packet#ipOptions}, in the order of the {@code ipopts} keyword's names. */
    public static final int RR = 1;
    /** Loose source route. */
    public static final int LSRR = 1 << 1;
    /** End of list. */
    public static final int EOL = 1 << 2;
    /** No operation. */
    public static final int NOP = 1 << 3;
    /** Timestamp. */
    public static final int TS = 1 << 4;
    /** Security (RFC 1108). */
    public static final int SEC = 1 << 5;
    /** Strict source route. */
    public static final int SSRR = 1 << 6;
    /** Stream identifier. */
    public static final int SATID = 1 << 7;
    /** Quick start (RFC 4782). */
    public static final int QS = 1 << 8;
    /** Commercial security (FIPS 188). */
    public static final int CIPSO = 1 << 9;
    /** Router alert (RFC 2113). */
    public static final int RTRALT = 1 << 10;
    /** Extended security (RFC 1108). */
    public static final int ESEC = 1 << 11;

    private static final String[] NAMES =
        {"rr", "lsrr", "eol", "nop", "ts", "sec", "ssrr", "satid", "qs", "cipso", "rtralt", "esec"};
    private static final int UNKNOWN = 0;
    private static final int CIPSO_HEADER = 6;

    private Ipv4Options() {}

    /** The bit of an {@code ipopts} name; all bits for {@code any}; 0 for a name that is none. */
    public static int bitByName(String name) {
        if (name.equals("any")) {
            return (1 << NAMES.length) - 1;
        }
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(name)) {
                return 1 << i;
            }
        }
        return UNKNOWN;
    }

    /** Walks the options at {@code at..end-1}. Ends at the first one that is malformed. */
    static void decode(Packet packet, int at, int end) {
        if ((end - at) % 8 != 0) {
            packet.raise(DecoderEvent.IPV4_OPT_PAD_REQUIRED);
        }
        MemorySegment memory = packet.memory;
        int next = at;
        while (next < end) {
            int type = Octets.u8(memory, packet.offset + next);
            if (type == 0) {
                packet.ipOptions |= EOL;
                return;
            }
            if (type == 1) {
                packet.ipOptions |= NOP;
                next++;
                continue;
            }
            if (end - next < 2) {
                packet.raise(DecoderEvent.IPV4_OPT_EOL_REQUIRED);
                return;
            }
            int length = Octets.u8(memory, packet.offset + next + 1);
            if (length < 2 || length > end - next) {
                packet.raise(DecoderEvent.IPV4_OPT_INVALID_LEN);
                return;
            }
            if (!check(packet, type, next, length)) {
                return;
            }
            next += length;
        }
    }

    private static boolean check(Packet packet, int type, int at, int length) {
        int bit = bitOf(type);
        if (bit == UNKNOWN) {
            packet.raise(DecoderEvent.IPV4_OPT_INVALID);
            return true;
        }
        if ((packet.ipOptions & bit) != 0) {
            packet.raise(DecoderEvent.IPV4_OPT_DUPLICATE);
            return true;
        }
        if (!hasValidLength(bit, length)) {
            packet.raise(DecoderEvent.IPV4_OPT_INVALID_LEN);
            return false;
        }
        if (!isWellFormed(packet, bit, packet.offset + at, length)) {
            packet.raise(DecoderEvent.IPV4_OPT_MALFORMED);
            return false;
        }
        packet.ipOptions |= bit;
        return true;
    }

    private static int bitOf(int type) {
        return switch (type) {
            case 7 -> RR;
            case 25 -> QS;
            case 68 -> TS;
            case 130 -> SEC;
            case 131 -> LSRR;
            case 133 -> ESEC;
            case 134 -> CIPSO;
            case 136 -> SATID;
            case 137 -> SSRR;
            case 148 -> RTRALT;
            default -> UNKNOWN;
        };
    }

    private static boolean hasValidLength(int bit, int length) {
        return switch (bit) {
            case SEC -> length == 11;
            case SATID, RTRALT -> length == 4;
            case QS -> length >= 8;
            case TS -> length >= 5;
            case CIPSO -> length >= 10;
            default -> length >= 3;
        };
    }

    private static boolean isWellFormed(Packet packet, int bit, long at, int length) {
        return switch (bit) {
            case RR, LSRR, SSRR -> isRoute(Octets.u8(packet.memory, at + 2), length);
            case TS -> isTimestamp(Octets.u8(packet.memory, at + 2), Octets.u8(packet.memory, at + 3), length);
            case CIPSO -> isCipso(packet.memory, at + CIPSO_HEADER, length - CIPSO_HEADER);
            default -> true;
        };
    }

    /** The pointer counts from 1, stands at an address, and at most one past the last. */
    private static boolean isRoute(int pointer, int length) {
        return pointer >= 4 && pointer % 4 == 0 && pointer <= length + 1;
    }

    /** The pointer stands at a record of 4 bytes, or 8 when addresses are recorded too. */
    private static boolean isTimestamp(int pointer, int overflowAndFlag, int length) {
        int flag = overflowAndFlag & 0xf;
        int record = flag == 1 || flag == 3 ? 8 : 4;
        return pointer >= 5 && (pointer - 5) % record == 0 && pointer <= length + 1;
    }

    /** Tags of type, length, and an alignment octet that is 0 in all types but 7. */
    private static boolean isCipso(MemorySegment memory, long at, int length) {
        long next = at;
        int left = length;
        while (left > 0) {
            if (left < 4) {
                return false;
            }
            int type = Octets.u8(memory, next);
            int tagLength = Octets.u8(memory, next + 1);
            boolean known = type == 1 || type == 2 || type >= 5 && type <= 7;
            if (!known || tagLength < 4 || tagLength > left) {
                return false;
            }
            if (type != 7 && Octets.u8(memory, next + 2) != 0) {
                return false;
            }
            next += tagLength;
            left -= tagLength;
        }
        return true;
    }
}
