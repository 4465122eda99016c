package org.sluice.dataplane.stream;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Writes down what a direction's window still holds: the last of what was sent that way. */
final class RecentBytes {
    private static final byte[] MISSING = " bytes missing]".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DIGITS = 10;

    private final BlockPool pool;

    RecentBytes(BlockPool pool) {
        this.pool = pool;
    }

    /** Copies as many bytes as there is room for, from the oldest on; returns their number. */
    int copy(TcpStream stream, MemorySegment target) {
        if (stream.block == BlockPool.NONE) {
            return 0;
        }
        int limit = (int) target.byteSize();
        int before = Math.min(stream.beforeHole, limit);
        MemorySegment memory = pool.memory(stream.block);
        long offset = BlockPool.offset(stream.block);
        MemorySegment.copy(memory, offset, target, 0, before);
        int at = before;
        if (stream.beforeHole > 0 && stream.used > stream.beforeHole && at + 1 + MAX_DIGITS + MISSING.length <= limit) {
            at = writeHole(stream.holeBytes, target, at);
        }
        int behind = Math.min(stream.used - stream.beforeHole, limit - at);
        MemorySegment.copy(memory, offset + stream.beforeHole, target, at, behind);
        return at + behind;
    }

    private static int writeHole(int bytes, MemorySegment target, int at) {
        int position = at;
        target.set(ValueLayout.JAVA_BYTE, position++, (byte) '[');
        int power = 1;
        while (bytes / power >= 10) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            target.set(ValueLayout.JAVA_BYTE, position++, (byte) ('0' + bytes / power % 10));
        }
        MemorySegment.copy(MISSING, 0, target, ValueLayout.JAVA_BYTE, position, MISSING.length);
        return position + MISSING.length;
    }
}
