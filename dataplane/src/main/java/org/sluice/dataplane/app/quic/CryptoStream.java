package org.sluice.dataplane.app.quic;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;

/** A handshake's bytes, in whatever order CRYPTO frames bring them (RFC 9000, 19.6). */
final class CryptoStream {
    private static final int LIMIT = 16 * 1024;
    private static final int RANGES = 32;

    private final NativeBytes bytes;
    private final int[] starts = new int[RANGES];
    private final int[] ends = new int[RANGES];
    private int ranges;

    CryptoStream(AppRuntime runtime) {
        bytes = runtime.bytes(LIMIT);
    }

    /** Takes a frame; false when it lies past the limit, or there are too many pieces. */
    boolean put(long at, ByteView view, int from, int length) {
        if (at + length > LIMIT || ranges == RANGES || !bytes.reserve((int) Math.max(0,
                at + length - bytes.length()))) {
            return false;
        }
        while (bytes.length() < at + length) {
            bytes.append((byte) 0);
        }
        MemorySegment.copy(view.memory(), view.offset() + from, bytes.memory(), bytes.offset() + at, length);
        starts[ranges] = (int) at;
        ends[ranges++] = (int) at + length;
        return true;
    }

    /** Bytes from the first on without a hole. */
    int whole() {
        int end = 0;
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int i = 0; i < ranges; i++) {
                if (starts[i] <= end && ends[i] > end) {
                    end = ends[i];
                    grown = true;
                }
            }
        }
        return end;
    }

    NativeBytes bytes() {
        return bytes;
    }

    void release() {
        bytes.release();
        ranges = 0;
    }
}
