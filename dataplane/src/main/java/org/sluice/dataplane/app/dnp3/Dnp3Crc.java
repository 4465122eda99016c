package org.sluice.dataplane.app.dnp3;

import org.sluice.dataplane.app.ByteView;

/** The checksum behind each block of a link frame (IEEE 1815, 9.2.4.3): polynomial 0x3d65, reflected, inverted. */
final class Dnp3Crc {
    private static final int POLYNOMIAL = 0xa6bc;
    private static final char[] TABLE = table();

    private Dnp3Crc() {
    }

    private static char[] table() {
        char[] table = new char[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
            }
            table[i] = (char) crc;
        }
        return table;
    }

    /** Whether the checksum behind {@code length} bytes is right. */
    static boolean holds(ByteView bytes, int at, int length) {
        int crc = 0;
        for (int i = at; i < at + length; i++) {
            crc = crc >>> 8 ^ TABLE[(crc ^ bytes.u8(i)) & 0xff];
        }
        return (~crc & 0xffff) == bytes.le16(at + length);
    }
}
