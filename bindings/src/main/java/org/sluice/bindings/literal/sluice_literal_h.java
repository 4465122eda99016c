package org.sluice.bindings.literal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.sluice.bindings.NativeLibrary;

/** The function of {@code sluice_literal.h}, named as in C; see there for what it does. */
public final class sluice_literal_h {
    private sluice_literal_h() {
    }

    /** {@code #define SLUICE_LITERAL_NOT_FOUND (-1)}. */
    public static int SLUICE_LITERAL_NOT_FOUND() {
        return -1;
    }

    private static final class sluice_literal_find {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_literal_find", DESC);
    }

    /**
     * {@code int32_t sluice_literal_find(uint64_t subject, int32_t from, int32_t last, uint64_t literal, int32_t length,
     * int32_t rare)}.
     */
    public static int sluice_literal_find(long subject, int from, int last, long literal, int length, int rare) {
        try {
            return (int) sluice_literal_find.HANDLE.invokeExact(subject, from, last, literal, length, rare);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_literal_find", thrown);
        }
    }
}
