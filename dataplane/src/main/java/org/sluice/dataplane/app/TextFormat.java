package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes numbers and addresses as ASCII, without allocating. */
public final class TextFormat {
    private static final String HEX = "0123456789abcdef";

    private TextFormat() {
    }

    /** Decimal digits of a number that is not negative. */
    public static void decimal(NativeBytes out, long value) {
        long divisor = 1;
        while (value / divisor >= 10) {
            divisor *= 10;
        }
        while (divisor > 0) {
            out.append((byte) ('0' + value / divisor % 10));
            divisor /= 10;
        }
    }

    /** Lower-case hexadecimal digits without leading zeros. */
    public static void hex(NativeBytes out, int value) {
        int shift = 28;
        while (shift > 0 && value >>> shift == 0) {
            shift -= 4;
        }
        while (shift >= 0) {
            out.append((byte) HEX.charAt(value >>> shift & 15));
            shift -= 4;
        }
    }

    /** Two lower-case hexadecimal digits. */
    public static void hexByte(NativeBytes out, int value) {
        out.append((byte) HEX.charAt(value >>> 4 & 15));
        out.append((byte) HEX.charAt(value & 15));
    }

    /** Two upper-case hexadecimal digits. */
    public static void hexByteUpper(NativeBytes out, int value) {
        out.append(upper(value >>> 4 & 15));
        out.append(upper(value & 15));
    }

    private static byte upper(int digit) {
        return (byte) (digit < 10 ? '0' + digit : 'A' + digit - 10);
    }

    /** Dotted quad. */
    public static void ipv4(NativeBytes out, int address) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            decimal(out, address >>> shift & 0xFF);
            if (shift > 0) {
                out.append((byte) '.');
            }
        }
    }

    /** Eight groups of four digits, as Suricata writes them: nothing left out. */
    public static void ipv6(NativeBytes out, MemorySegment memory, long offset) {
        for (int i = 0; i < 16; i++) {
            if (i > 0 && i % 2 == 0) {
                out.append((byte) ':');
            }
            hexByte(out, memory.get(ValueLayout.JAVA_BYTE, offset + i) & 0xFF);
        }
    }
}
