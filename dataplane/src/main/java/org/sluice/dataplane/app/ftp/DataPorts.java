package org.sluice.dataplane.app.ftp;

import org.sluice.dataplane.app.NativeBytes;

/** Reads the port of a data channel out of commands and replies (RFC 959, 4.1.2; RFC 2428). */
final class DataPorts {
    private DataPorts() {
    }

    /** {@code h1,h2,h3,h4,p1,p2}, wherever it begins; 0 when there is none. */
    static int sixNumbers(NativeBytes text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (isDigit(text.get(i)) && (i == start || !isDigit(text.get(i - 1)))) {
                int port = sixNumbersAt(text, i, end);
                if (port > 0) {
                    return port;
                }
            }
        }
        return 0;
    }

    /** The address in {@code h1,h2,h3,h4,p1,p2} at the beginning, as 32 bits; -1 when there is none. */
    static long address(NativeBytes text, int start, int end) {
        if (sixNumbersAt(text, start, end) == 0) {
            return -1;
        }
        long address = 0;
        int at = start;
        for (int n = 0; n < 4; n++) {
            int value = 0;
            while (isDigit(text.get(at))) {
                value = value * 10 + text.get(at++) - '0';
            }
            address = address << 8 | value;
            at++;
        }
        return address;
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

    private static int sixNumbersAt(NativeBytes text, int start, int end) {
        int at = start;
        int port = 0;
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
            port = n == 4 ? value << 8 : n == 5 ? port | value : 0;
        }
        return port;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
