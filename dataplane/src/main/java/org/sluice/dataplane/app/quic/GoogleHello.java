package org.sluice.dataplane.app.quic;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.Digests;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TextFormat;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.Buffer;

/**
 * A client's hello in Google's versions 39 to 46, which sent it in the clear: a CHLO message of tags and values in a
 * stream frame. CYU, a fingerprint of it, is the version and the tags in their order.
 */
final class GoogleHello {
    private static final int HASH = 12;
    private static final int MOST_TAGS = 128;
    private static final int LAST_CLEAR = 46;
    private static final int FIRST = 39;

    private final NativeBytes cyu;
    private final NativeBytes hash;
    private final Digests digests = new Digests();

    GoogleHello(AppRuntime runtime) {
        cyu = runtime.bytes(1024);
        hash = runtime.bytes(64);
    }

    /** Where the connection id and the version of an old packet's header begin: behind the flags. */
    static long version(ByteView bytes) {
        int flags = bytes.u8(0);
        boolean versioned = (flags & 0x81) == 0x01;
        return versioned ? bytes.u32((flags & 0x08) != 0 ? 9 : 1) : 0;
    }

    /** Reads the hello of a datagram, if there is one, into the transaction; false when there is none. */
    boolean read(QuicTransaction into, ByteView bytes, long version) {
        int number = QuicVersions.google(version);
        if (number < FIRST || number > LAST_CLEAR) {
            return false;
        }
        int at = bytes.u8(0) >= 0x80 ? longHeader(bytes) : shortHeader(bytes);
        at += HASH;
        while (at < bytes.length() && bytes.u8(at) == 0) {
            at++;
        }
        int type = bytes.u8(at);
        if (type < 0x80) {
            return false;
        }
        int offset = type >> 2 & 7;
        at += 1 + (type & 3) + 1 + (offset == 0 ? 0 : offset + 1) + ((type & 0x20) != 0 ? 2 : 0);
        return bytes.is(at, "CHLO") && tags(into, bytes, at, number);
    }

    private static int shortHeader(ByteView bytes) {
        int flags = bytes.u8(0);
        int size = flags >> 4 & 3;
        return 1 + ((flags & 0x08) != 0 ? 8 : 0) + 4 + (size == 0 ? 1 : 2 * size);
    }

    private static int longHeader(ByteView bytes) {
        int ids = bytes.u8(5);
        int first = ids >> 4;
        int second = ids & 15;
        return 6 + (first == 0 ? 0 : first + 3) + (second == 0 ? 0 : second + 3) + (bytes.u8(0) & 3) + 1;
    }

    private boolean tags(QuicTransaction into, ByteView bytes, int start, int number) {
        int count = Math.min(bytes.le16(start + 4), MOST_TAGS);
        int values = start + 8 + 8 * bytes.le16(start + 4);
        long from = 0;
        cyu.clear();
        TextFormat.decimal(cyu, number);
        cyu.append((byte) ',');
        for (int i = 0; i < count && bytes.has(start + 8 + 8 * i, 8); i++) {
            int tag = start + 8 + 8 * i;
            long to = bytes.le32(tag + 4);
            if (i > 0) {
                cyu.append((byte) '-');
            }
            for (int k = 0; k < 4 && bytes.u8(tag + k) != 0; k++) {
                cyu.append((byte) bytes.u8(tag + k));
            }
            if (to >= from && to <= bytes.length()) {
                int length = (int) (to - from);
                if (bytes.is(tag, "SNI\0")) {
                    into.put(Packet.TO_SERVER, Buffer.QUIC_SNI, bytes, values + (int) from, length);
                } else if (bytes.is(tag, "UAID")) {
                    into.put(Packet.TO_SERVER, Buffer.QUIC_UA, bytes, values + (int) from, length);
                }
                from = to;
            }
        }
        hash.clear();
        digests.md5(cyu, 0, cyu.length(), hash);
        into.put(Packet.TO_SERVER, Buffer.QUIC_CYU_STRING, cyu);
        into.put(Packet.TO_SERVER, Buffer.QUIC_CYU_HASH, hash);
        cyu.release();
        hash.release();
        return true;
    }
}
