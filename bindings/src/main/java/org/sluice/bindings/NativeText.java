package org.sluice.bindings;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Texts that C code wrote into a buffer of ours. */
public final class NativeText {
    private NativeText() {
    }

    /** The NUL-terminated text in {@code buffer}, or all of it when no NUL is there. */
    public static String of(MemorySegment buffer) {
        int length = 0;
        while (length < buffer.byteSize() && buffer.get(ValueLayout.JAVA_BYTE, length) != 0) {
            length++;
        }
        return new String(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
}
