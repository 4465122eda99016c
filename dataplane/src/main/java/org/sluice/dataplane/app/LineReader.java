package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Puts lines together that end with LF, for protocols that talk in lines. A line's end is taken off with a CR before it.
 * What passes the limit is skipped up to the line's end, and {@link #cut()} tells.
 */
public final class LineReader {
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private final NativeBytes line;
    private boolean whole;
    private boolean cut;

    /** @param limit bytes of a line that are kept */
    public LineReader(AppRuntime runtime, int limit) {
        line = runtime.bytes(limit);
    }

    /** Takes bytes up to a line's end; returns the offset of the first byte not taken. Then see {@link #whole()}. */
    public long take(MemorySegment memory, long offset, long end) {
        if (whole) {
            line.clear();
            whole = false;
            cut = false;
        }
        long at = offset;
        while (at < end && memory.get(ValueLayout.JAVA_BYTE, at) != LF) {
            at++;
        }
        line.append(memory, offset, (int) (at - offset));
        cut |= line.cut();
        if (at == end) {
            return end;
        }
        whole = true;
        if (!line.isEmpty() && line.get(line.length() - 1) == CR) {
            line.truncate(line.length() - 1);
        }
        return at + 1;
    }

    /** Whether a line is whole; the next {@link #take} begins another. */
    public boolean whole() {
        return whole;
    }

    /** Whether the line at hand was longer than what is kept. */
    public boolean cut() {
        return cut;
    }

    /** The line, or what of it came so far. */
    public NativeBytes line() {
        return line;
    }

    /** Gives the memory back. */
    public void release() {
        line.release();
        whole = false;
        cut = false;
    }
}
