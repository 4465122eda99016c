package org.sluice.dataplane.detect;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.sluice.rules.image.Op;
import org.sluice.rules.image.PublicSuffixes;

/** The bytes that a clause is evaluated on, read inside their bounds. Reused. */
final class Subject implements PublicSuffixes.Name {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    MemorySegment memory = MemorySegment.NULL;
    long base;
    int length;
    /** Bytes of the whole buffer or stream that come before. */
    long streamOffset;
    /** A match must reach past this byte: those before were inspected earlier. 0 when all are new. */
    int fresh;
    /** No more bytes will come. */
    boolean complete;
    /** Numbers in it are little endian where a rule leaves it to the message (DCE/RPC). */
    boolean littleEndian;
    /** First position at which eight bytes cannot be read at once. */
    private int wordLimit;

    /** Points at bytes that are all there is; false when they do not lie in the memory. */
    boolean set(MemorySegment memory, long offset, int length) {
        return set(memory, offset, length, 0, 0, true);
    }

    /** Points at a part of a stream or body. */
    boolean set(MemorySegment memory, long offset, int length, long streamOffset, int fresh, boolean complete) {
        if (length < 0 || offset < 0 || length > memory.byteSize() - offset) {
            return false;
        }
        this.memory = memory;
        this.base = offset;
        this.length = length;
        this.streamOffset = streamOffset;
        this.fresh = fresh;
        this.complete = complete;
        littleEndian = false;
        wordLimit = (int) Math.min(Integer.MAX_VALUE, memory.byteSize() - offset - 7);
        return true;
    }

    /** Byte at {@code at}, 0 to 255; {@code at} must be inside. */
    @Override
    public int unsigned(int at) {
        return memory.get(BYTE, base + at) & 0xff;
    }

    /**
     * Eight bytes from {@code at}, the first lowest; those past the memory are 0, those past the length are whatever.
     */
    long word(int at) {
        return at < wordLimit ? memory.get(WORD, base + at) : lastWord(at);
    }

    private long lastWord(int at) {
        long word = 0;
        int count = (int) Math.min(8, memory.byteSize() - base - at);
        for (int i = 0; i < count; i++) {
            word |= (memory.get(BYTE, base + at + i) & 0xffL) << 8 * i;
        }
        return word;
    }

    /**
     * Whether the size in a {@code FILE_SIZE} buffer passes the number test at {@code at}. A file that was cut short
     * is of some greater size: that fits only where nothing is too great.
     */
    boolean fitsFileSize(int[] code, int at) {
        if (length != Long.BYTES + 1) {
            return false;
        }
        boolean isUnbounded = code[at] == Op.INSIDE && Op.wide(code, at + 3) == Long.MAX_VALUE;
        return (unsigned(Long.BYTES) == 0 || isUnbounded) && Op.test(code, at, Long.reverseBytes(word(0)));
    }

    /** Absolute address of the byte at {@code at}. */
    long address(int at) {
        return memory.address() + base + at;
    }
}
