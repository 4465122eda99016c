package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Puts lines together that end with LF, for protocols that talk in lines. A line's end is taken off with a CR before
 * it. What passes the limit is skipped up to the line's end, and {@link #cut()} tells; or, when lines are split, comes
 * as the next line, and {@link #partial()} tells.
 */
public final class LineReader {
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private final NativeBytes line;
    private final int limit;
    private boolean split;
    private boolean whole;
    private boolean partial;
    private boolean cut;

    /** @param limit bytes of a line that are kept */
    public LineReader(AppRuntime runtime, int limit) {
        this.limit = limit;
        line = runtime.bytes(limit);
    }

    /** Whether a line longer than the limit comes in pieces instead of being cut. */
    public LineReader split(boolean pieces) {
        split = pieces;
        return this;
    }

    /** Takes bytes up to a line's end; returns the offset of the first byte not taken. Then see {@link #whole()}. */
    public long take(MemorySegment memory, long offset, long end) {
        if (whole) {
            line.clear();
            whole = false;
            partial = false;
            cut = false;
        }
        long at = offset;
        long stop = split ? Math.min(end, offset + limit - line.length()) : end;
        while (at < stop && memory.get(ValueLayout.JAVA_BYTE, at) != LF) {
            at++;
        }
        line.append(memory, offset, (int) (at - offset));
        cut |= line.cut();
        if (at == stop) {
            partial = split && line.length() >= limit;
            whole = partial;
            return at;
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

    /** Whether the line at hand goes on in the next one. */
    public boolean partial() {
        return partial;
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
        partial = false;
        cut = false;
    }

    /** The three digits that a reply begins with (RFC 959, 4.2; RFC 5321, 4.2), or -1. */
    public static int replyCode(NativeBytes line) {
        if (line.length() < 3) {
            return -1;
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            int digit = line.get(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            code = code * 10 + digit;
        }
        return code;
    }
}
