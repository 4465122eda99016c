package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;

/**
 * Skips a gzip member's header behind its two magic bytes (RFC 1952, 2.3). Unknown methods and reserved flags are
 * skipped over: clients do so, too.
 *
 * <pre>
 *   CM | FLG | MTIME 4 | XFL | OS | [XLEN 2, XLEN bytes] | [name NUL] | [comment NUL] | [CRC 2]
 * </pre>
 */
final class GzipHeader {
    private static final int HCRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private enum Part { FIXED, EXTRA_LENGTH, EXTRA, NAME, COMMENT, CRC, DONE }

    private Part part = Part.FIXED;
    private int at;
    private int flags;
    private int extra;

    void reset() {
        part = Part.FIXED;
        at = 0;
        flags = 0;
        extra = 0;
    }

    boolean done() {
        return part == Part.DONE;
    }

    /** Takes bytes up to the header's end; returns the offset of the first byte not taken. */
    long take(MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end && part != Part.DONE) {
            int b = Ascii.at(memory, position++) & 0xFF;
            switch (part) {
                case FIXED -> fixed(b);
                case EXTRA_LENGTH -> {
                    extra |= b << 8 * at;
                    if (++at == 2) {
                        at = 0;
                        part = Part.EXTRA;
                        skipAbsent();
                    }
                }
                case EXTRA -> {
                    if (++at == extra) {
                        leave(EXTRA);
                    }
                }
                case NAME -> {
                    if (b == 0) {
                        leave(NAME);
                    }
                }
                case COMMENT -> {
                    if (b == 0) {
                        leave(COMMENT);
                    }
                }
                case CRC -> {
                    if (++at == 2) {
                        leave(HCRC);
                    }
                }
                case DONE -> {
                    return position;
                }
            }
        }
        return position;
    }

    private void fixed(int b) {
        if (at == 1) {
            flags = b;
        }
        if (++at == 8) {
            at = 0;
            part = Part.EXTRA_LENGTH;
            skipAbsent();
        }
    }

    private void leave(int flag) {
        flags &= ~flag;
        at = 0;
        skipAbsent();
    }

    private void skipAbsent() {
        if ((flags & EXTRA) != 0) {
            if (part == Part.EXTRA && extra == 0) {
                flags &= ~EXTRA;
            } else {
                return;
            }
        }
        part = (flags & NAME) != 0 ? Part.NAME
                : (flags & COMMENT) != 0 ? Part.COMMENT
                : (flags & HCRC) != 0 ? Part.CRC
                : Part.DONE;
    }
}
