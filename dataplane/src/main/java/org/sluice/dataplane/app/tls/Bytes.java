package org.sluice.dataplane.app.tls;

import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.NativeBytes;

/** Big-endian numbers out of bytes that were checked to be there. */
final class Bytes {
    private Bytes() {
    }

    static int u8(NativeBytes bytes, int at) {
        return bytes.memory().get(ValueLayout.JAVA_BYTE, bytes.offset() + at) & 0xFF;
    }

    static int u16(NativeBytes bytes, int at) {
        return u8(bytes, at) << 8 | u8(bytes, at + 1);
    }

    static int u24(NativeBytes bytes, int at) {
        return u8(bytes, at) << 16 | u16(bytes, at + 1);
    }
}
