package org.sluice.dataplane.app.http2;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;

/**
 * Reads header blocks of one direction (RFC 7541, 6). What they expand to is bounded: a field named by a byte may be as
 * large as the table, and a block name it thousands of times.
 */
final class HpackDecoder {
    /** Most bytes that a block may expand to. */
    static final int BLOCK_LIMIT = 1 << 18;
    private static final int INTEGER_LIMIT = 1 << 30;

    /** What becomes of a block. */
    enum Outcome { WHOLE, CUT_SHORT, INVALID, INTEGER_OVERFLOW, TOO_LARGE }

    /** Takes what a block says, in order. */
    interface Fields {
        /** A field: its name and value, one behind the other. */
        void onField(NativeBytes bytes, int nameLength);

        /** The table has a new size. */
        void onSize(long size);
    }

    private final HpackTable table;
    private final NativeBytes field;
    private Outcome outcome = Outcome.WHOLE;
    private int at;

    HpackDecoder(AppRuntime runtime) {
        table = new HpackTable(runtime);
        field = runtime.bytes(BLOCK_LIMIT);
    }

    /** Reads a block. After anything but {@link Outcome#WHOLE} no other block of the direction can be read. */
    Outcome decode(ByteView block, Fields to) {
        outcome = Outcome.WHOLE;
        at = 0;
        long expanded = 0;
        while (at < block.length() && outcome == Outcome.WHOLE) {
            int first = block.u8(at);
            if (first >= 0x20 && first < 0x40) {
                long size = integer(block, 5);
                if (outcome == Outcome.WHOLE) {
                    to.onSize(size);
                    fail(!table.resize(size), Outcome.INVALID);
                }
                continue;
            }
            field.clear();
            int nameLength = field(block, first);
            expanded += field.length();
            fail(expanded > BLOCK_LIMIT || field.cut() || table.broken(), Outcome.TOO_LARGE);
            if (outcome == Outcome.WHOLE) {
                to.onField(field, nameLength);
            }
        }
        field.release();
        return outcome;
    }

    private int field(ByteView block, int first) {
        if (first >= 0x80) {
            int nameLength = table.append(integer(block, 7), true, field);
            fail(nameLength < 0, Outcome.INVALID);
            return nameLength;
        }
        boolean indexed = first >= 0x40;
        long index = integer(block, indexed ? 6 : 4);
        int nameLength;
        if (index > 0) {
            nameLength = table.append(index, false, field);
            fail(nameLength < 0, Outcome.INVALID);
        } else {
            string(block);
            nameLength = field.length();
        }
        string(block);
        if (indexed && outcome == Outcome.WHOLE && !field.cut()) {
            table.add(field, nameLength);
        }
        return nameLength;
    }

    /** An integer whose first bits are the last {@code prefix} bits of a byte (5.1). */
    private long integer(ByteView block, int prefix) {
        if (outcome != Outcome.WHOLE) {
            return 0;
        }
        int most = (1 << prefix) - 1;
        long value = block.u8(at++) & most;
        if (value < most) {
            fail(!block.ok(), Outcome.CUT_SHORT);
            return value;
        }
        int shift = 0;
        int b;
        do {
            b = block.u8(at++);
            value += (long) (b & 0x7f) << shift;
            shift += 7;
            if (!block.ok()) {
                fail(true, Outcome.CUT_SHORT);
                return 0;
            }
            if (value > INTEGER_LIMIT || shift > 35) {
                fail(true, Outcome.INTEGER_OVERFLOW);
                return 0;
            }
        } while (b >= 0x80);
        return value;
    }

    /** A string, as it is or by Huffman's code (5.2). */
    private void string(ByteView block) {
        if (outcome != Outcome.WHOLE) {
            return;
        }
        if (!block.has(at, 1)) {
            fail(true, Outcome.CUT_SHORT);
            return;
        }
        boolean coded = block.u8(at) >= 0x80;
        int length = (int) integer(block, 7);
        if (outcome != Outcome.WHOLE || !block.has(at, length)) {
            fail(true, Outcome.CUT_SHORT);
            return;
        }
        if (coded) {
            fail(!HpackHuffman.decode(block.memory(), block.offset() + at, length, field), Outcome.INVALID);
        } else {
            field.append(block.memory(), block.offset() + at, length);
        }
        at += length;
    }

    /** The first thing that went wrong stays. */
    private void fail(boolean failed, Outcome how) {
        if (failed && outcome == Outcome.WHOLE) {
            outcome = how;
        }
    }

    void release() {
        table.release();
        field.release();
    }
}
