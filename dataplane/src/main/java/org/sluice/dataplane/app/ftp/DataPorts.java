package org.sluice.dataplane.app.ftp;

import org.sluice.dataplane.app.NativeBytes;

/** Reads the port of a data channel out of commands and replies (RFC 959, 4.1.2; RFC 2428). */
final class DataPorts {
    private DataPorts() {
    }

    /** Port of {@code h1,h2,h3,h4,p1,p2}, wherever it begins; 0 when there is none. */
    static int sixNumbers(NativeBytes text, int start, int end) {
        return (int) (addressAndPort(text, start, end) & 0xffff);
    }

    /**
     * Of {@code h1,h2,h3,h4,p1,p2}, wherever it begins, the address in 32 bits above the port's 16; 0 when there is
     * none.
     */
    static long addressAndPort(NativeBytes text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (isDigit(text.get(i)) && (i == start || !isDigit(text.get(i - 1)))) {
                long numbers = sixNumbersAt(text, i, end);
                if ((numbers & 0xffff) > 0) {
                    return numbers;
                }
            }
        }
        return 0;
    }

    /** {@code |1|address|port|} or {@code |||port|}, whatever delimits it; 0 when there is none. */
    static int extended(NativeBytes text, int start, int end) {
        int open = start;
        while (open < end && text.get(open) != '|') {
            open++;
        }
        int bars = 0;
        int port = 0;
        for (int i = open; i < end && bars < 4; i++) {
            byte b = text.get(i);
            if (b == '|') {
                bars++;
            } else if (bars == 3 && isDigit(b) && port <= 65_535) {
                port = port * 10 + b - '0';
            }
        }
        return port <= 65_535 ? port : 0;
    }

    private static long sixNumbersAt(NativeBytes text, int start, int end) {
        int at = start;
        long numbers = 0;
        for (int n = 0; n < 6; n++) {
            int value = 0;
            int digits = 0;
            while (at < end && isDigit(text.get(at)) && digits < 4) {
                value = value * 10 + text.get(at++) - '0';
                digits++;
            }
            if (digits == 0 || value > 255 || n < 5 && (at >= end || text.get(at++) != ',')) {
                return 0;
            }
            numbers = numbers << 8 | value;
        }
        return numbers;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
