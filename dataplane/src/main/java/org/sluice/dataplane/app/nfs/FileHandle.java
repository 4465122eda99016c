package org.sluice.dataplane.app.nfs;

import org.sluice.dataplane.app.ByteView;

/** What a file handle is known by: its CRC-32 (IEEE 802.3), which EVE shows, and another hash beside it. Reused. */
final class FileHandle {
    private static final int[] TABLE = new int[256];
    /** Length that no handle has. */
    private static final int PENDING = Integer.MAX_VALUE;
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) != 0 ? value >>> 1 ^ 0xedb88320 : value >>> 1;
            }
            TABLE[i] = value;
        }
    }

    int crc;
    long hash;
    /** 0 when there is no handle. */
    int length;

    FileHandle read(ByteView bytes, int at, int count) {
        clear();
        if (count <= 0 || !bytes.has(at, count)) {
            return this;
        }
        int value = -1;
        long other = FNV_BASIS;
        for (int i = 0; i < count; i++) {
            int b = bytes.u8(at + i);
            value = value >>> 8 ^ TABLE[(value ^ b) & 0xff];
            other = (other ^ b) * FNV_PRIME;
        }
        crc = ~value;
        hash = other;
        length = count;
        return this;
    }

    /** Stands for the handle that a call's reply will bring. */
    void ofCall(long xid) {
        crc = (int) xid;
        hash = xid;
        length = PENDING;
    }

    /** Whether it was sent, and does not stand for one to come. */
    boolean isReal() {
        return length > 0 && length != PENDING;
    }

    void set(FileHandle other) {
        crc = other.crc;
        hash = other.hash;
        length = other.length;
    }

    boolean same(FileHandle other) {
        return length > 0 && crc == other.crc && hash == other.hash && length == other.length;
    }

    void clear() {
        crc = 0;
        hash = 0;
        length = 0;
    }
}
