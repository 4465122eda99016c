package org.sluice.bindings.pcre2;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.sluice.bindings.NativeLibrary;

/** The functions and constants of {@code sluice_pcre2.h}, named as in C; see there for what they do. */
public final class sluice_pcre2_h {
    private sluice_pcre2_h() {
    }

    /** {@code #define SLUICE_PCRE2_ANCHORED 0x80000000}. */
    public static int SLUICE_PCRE2_ANCHORED() {
        return 0x80000000;
    }

    /** {@code #define SLUICE_PCRE2_CASELESS 0x00000008}. */
    public static int SLUICE_PCRE2_CASELESS() {
        return 0x00000008;
    }

    /** {@code #define SLUICE_PCRE2_DOLLAR_ENDONLY 0x00000010}. */
    public static int SLUICE_PCRE2_DOLLAR_ENDONLY() {
        return 0x00000010;
    }

    /** {@code #define SLUICE_PCRE2_DOTALL 0x00000020}. */
    public static int SLUICE_PCRE2_DOTALL() {
        return 0x00000020;
    }

    /** {@code #define SLUICE_PCRE2_EXTENDED 0x00000080}. */
    public static int SLUICE_PCRE2_EXTENDED() {
        return 0x00000080;
    }

    /** {@code #define SLUICE_PCRE2_MULTILINE 0x00000400}. */
    public static int SLUICE_PCRE2_MULTILINE() {
        return 0x00000400;
    }

    /** {@code #define SLUICE_PCRE2_NO_AUTO_CAPTURE 0x00002000}. */
    public static int SLUICE_PCRE2_NO_AUTO_CAPTURE() {
        return 0x00002000;
    }

    /** {@code #define SLUICE_PCRE2_UNGREEDY 0x00040000}. */
    public static int SLUICE_PCRE2_UNGREEDY() {
        return 0x00040000;
    }

    /** {@code #define SLUICE_PCRE2_UTF 0x00080000}. */
    public static int SLUICE_PCRE2_UTF() {
        return 0x00080000;
    }

    /** {@code #define SLUICE_PCRE2_ENDANCHORED 0x20000000}. */
    public static int SLUICE_PCRE2_ENDANCHORED() {
        return 0x20000000;
    }

    /** {@code #define SLUICE_PCRE2_ERROR_JIT_STACKLIMIT -46}. */
    public static int SLUICE_PCRE2_ERROR_JIT_STACKLIMIT() {
        return -46;
    }

    /** {@code #define SLUICE_PCRE2_ERROR_MATCHLIMIT -47}. */
    public static int SLUICE_PCRE2_ERROR_MATCHLIMIT() {
        return -47;
    }

    /** {@code #define SLUICE_PCRE2_ERROR_NOMEMORY -48}. */
    public static int SLUICE_PCRE2_ERROR_NOMEMORY() {
        return -48;
    }

    /** {@code #define SLUICE_PCRE2_ERROR_NOSUBSTRING -49}. */
    public static int SLUICE_PCRE2_ERROR_NOSUBSTRING() {
        return -49;
    }

    /** {@code #define SLUICE_PCRE2_ERROR_DEPTHLIMIT -53}. */
    public static int SLUICE_PCRE2_ERROR_DEPTHLIMIT() {
        return -53;
    }

    /** {@code #define SLUICE_PCRE2_ERROR_HEAPLIMIT -63}. */
    public static int SLUICE_PCRE2_ERROR_HEAPLIMIT() {
        return -63;
    }

    private static final class sluice_pcre2_compile {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_pcre2_compile", DESC);
    }

    /**
     * {@code int32_t sluice_pcre2_compile(const uint8_t *pattern, uint64_t length, uint32_t options,
     * sluice_pcre2_code **code, int64_t *error_offset, char *message, int32_t message_capacity)}.
     */
    public static int sluice_pcre2_compile(MemorySegment pattern, long length, int options, MemorySegment code,
            MemorySegment errorOffset, MemorySegment message, int messageCapacity) {
        try {
            return (int) sluice_pcre2_compile.HANDLE.invokeExact(pattern, length, options, code, errorOffset,
                    message, messageCapacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_pcre2_compile", thrown);
        }
    }

    private static final class sluice_pcre2_code_free {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_pcre2_code_free", DESC);
    }

    /** {@code void sluice_pcre2_code_free(sluice_pcre2_code *code)}. */
    public static void sluice_pcre2_code_free(MemorySegment code) {
        try {
            sluice_pcre2_code_free.HANDLE.invokeExact(code);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_pcre2_code_free", thrown);
        }
    }

    private static final class sluice_pcre2_jit_size {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_pcre2_jit_size", DESC);
    }

    /** {@code int64_t sluice_pcre2_jit_size(const sluice_pcre2_code *code)}. */
    public static long sluice_pcre2_jit_size(MemorySegment code) {
        try {
            return (long) sluice_pcre2_jit_size.HANDLE.invokeExact(code);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_pcre2_jit_size", thrown);
        }
    }

    private static final class sluice_pcre2_capture_count {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_pcre2_capture_count", DESC);
    }

    /** {@code int32_t sluice_pcre2_capture_count(const sluice_pcre2_code *code)}. */
    public static int sluice_pcre2_capture_count(MemorySegment code) {
        try {
            return (int) sluice_pcre2_capture_count.HANDLE.invokeExact(code);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_pcre2_capture_count", thrown);
        }
    }

    private static final class sluice_pcre2_group_number {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_pcre2_group_number", DESC);
    }

    /** {@code int32_t sluice_pcre2_group_number(const sluice_pcre2_code *code, const char *name)}. */
    public static int sluice_pcre2_group_number(MemorySegment code, MemorySegment name) {
        try {
            return (int) sluice_pcre2_group_number.HANDLE.invokeExact(code, name);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_pcre2_group_number", thrown);
        }
    }

    private static final class sluice_pcre2_context_create {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_pcre2_context_create", DESC);
    }

    /**
     * {@code int32_t sluice_pcre2_context_create(uint32_t groups, uint32_t match_limit, uint32_t depth_limit,
     * uint32_t heap_limit, uint64_t jit_stack, sluice_pcre2_context **context)}.
     */
    public static int sluice_pcre2_context_create(int groups, int matchLimit, int depthLimit, int heapLimit,
            long jitStack, MemorySegment context) {
        try {
            return (int) sluice_pcre2_context_create.HANDLE.invokeExact(groups, matchLimit, depthLimit, heapLimit,
                    jitStack, context);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_pcre2_context_create", thrown);
        }
    }

    private static final class sluice_pcre2_context_free {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_pcre2_context_free", DESC);
    }

    /** {@code void sluice_pcre2_context_free(sluice_pcre2_context *context)}. */
    public static void sluice_pcre2_context_free(MemorySegment context) {
        try {
            sluice_pcre2_context_free.HANDLE.invokeExact(context);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_pcre2_context_free", thrown);
        }
    }

    private static final class sluice_pcre2_match {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_pcre2_match", DESC);
    }

    /**
     * {@code int32_t sluice_pcre2_match(const sluice_pcre2_code *code, sluice_pcre2_context *context, uint64_t
     * subject, uint64_t length, uint64_t start_offset, uint32_t options, uint64_t ovector, int32_t
     * ovector_capacity)}.
     */
    public static int sluice_pcre2_match(MemorySegment code, MemorySegment context, long subject, long length,
            long startOffset, int options, long ovector, int ovectorCapacity) {
        try {
            return (int) sluice_pcre2_match.HANDLE.invokeExact(code, context, subject, length, startOffset, options,
                    ovector, ovectorCapacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_pcre2_match", thrown);
        }
    }

    private static final class sluice_pcre2_error_text {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_pcre2_error_text", DESC);
    }

    /** {@code int32_t sluice_pcre2_error_text(int32_t error, char *text, int32_t capacity)}. */
    public static int sluice_pcre2_error_text(int error, MemorySegment text, int capacity) {
        try {
            return (int) sluice_pcre2_error_text.HANDLE.invokeExact(error, text, capacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_pcre2_error_text", thrown);
        }
    }
}
