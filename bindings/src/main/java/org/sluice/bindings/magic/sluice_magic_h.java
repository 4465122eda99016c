package org.sluice.bindings.magic;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.sluice.bindings.NativeLibrary;

/** The functions and constants of {@code sluice_magic.h}, named as in C; see there for what they do. */
public final class sluice_magic_h {
    private sluice_magic_h() {
    }

    /** {@code #define SLUICE_MAGIC_BYTES 4096}. */
    public static int SLUICE_MAGIC_BYTES() {
        return 4096;
    }

    private static final class sluice_magic_open {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_magic_open", DESC);
    }

    /** {@code int32_t sluice_magic_open(sluice_magic **cookie, char *message, int32_t message_capacity)}. */
    public static int sluice_magic_open(MemorySegment cookie, MemorySegment message, int messageCapacity) {
        try {
            return (int) sluice_magic_open.HANDLE.invokeExact(cookie, message, messageCapacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_magic_open", thrown);
        }
    }

    private static final class sluice_magic_close {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_magic_close", DESC);
    }

    /** {@code void sluice_magic_close(sluice_magic *cookie)}. */
    public static void sluice_magic_close(MemorySegment cookie) {
        try {
            sluice_magic_close.HANDLE.invokeExact(cookie);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_magic_close", thrown);
        }
    }

    private static final class sluice_magic_describe {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_magic_describe", DESC);
    }

    /**
     * {@code int32_t sluice_magic_describe(sluice_magic *cookie, uint64_t bytes, uint64_t length, uint64_t text,
     * int32_t capacity)}.
     */
    public static int sluice_magic_describe(MemorySegment cookie, long bytes, long length, long text, int capacity) {
        try {
            return (int) sluice_magic_describe.HANDLE.invokeExact(cookie, bytes, length, text, capacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_magic_describe", thrown);
        }
    }
}
