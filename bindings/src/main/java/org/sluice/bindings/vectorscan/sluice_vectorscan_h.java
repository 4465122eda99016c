package org.sluice.bindings.vectorscan;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.sluice.bindings.NativeLibrary;

/** The functions and constants of {@code sluice_vectorscan.h}, named as in C; see there for what they do. */
public final class sluice_vectorscan_h {
    private sluice_vectorscan_h() {
    }

    /** {@code #define SLUICE_HS_FLAG_CASELESS 1}. */
    public static int SLUICE_HS_FLAG_CASELESS() {
        return 1;
    }

    /** {@code #define SLUICE_HS_FLAG_DOTALL 2}. */
    public static int SLUICE_HS_FLAG_DOTALL() {
        return 2;
    }

    /** {@code #define SLUICE_HS_FLAG_MULTILINE 4}. */
    public static int SLUICE_HS_FLAG_MULTILINE() {
        return 4;
    }

    /** {@code #define SLUICE_HS_FLAG_SINGLEMATCH 8}. */
    public static int SLUICE_HS_FLAG_SINGLEMATCH() {
        return 8;
    }

    /** {@code #define SLUICE_HS_FLAG_ALLOWEMPTY 16}. */
    public static int SLUICE_HS_FLAG_ALLOWEMPTY() {
        return 16;
    }

    /** {@code #define SLUICE_HS_FLAG_UTF8 32}. */
    public static int SLUICE_HS_FLAG_UTF8() {
        return 32;
    }

    /** {@code #define SLUICE_HS_FLAG_UCP 64}. */
    public static int SLUICE_HS_FLAG_UCP() {
        return 64;
    }

    /** {@code #define SLUICE_HS_FLAG_PREFILTER 128}. */
    public static int SLUICE_HS_FLAG_PREFILTER() {
        return 128;
    }

    /** {@code #define SLUICE_HS_FLAG_SOM_LEFTMOST 256}. */
    public static int SLUICE_HS_FLAG_SOM_LEFTMOST() {
        return 256;
    }

    /** {@code #define SLUICE_HS_EXT_MIN_OFFSET 1}. */
    public static int SLUICE_HS_EXT_MIN_OFFSET() {
        return 1;
    }

    /** {@code #define SLUICE_HS_EXT_MAX_OFFSET 2}. */
    public static int SLUICE_HS_EXT_MAX_OFFSET() {
        return 2;
    }

    /** {@code #define SLUICE_HS_EXT_MIN_LENGTH 4}. */
    public static int SLUICE_HS_EXT_MIN_LENGTH() {
        return 4;
    }

    /** {@code #define SLUICE_SCAN_OK 0}. */
    public static int SLUICE_SCAN_OK() {
        return 0;
    }

    /** {@code #define SLUICE_SCAN_OVERFLOW 1}. */
    public static int SLUICE_SCAN_OVERFLOW() {
        return 1;
    }

    /** {@code #define SLUICE_MATCH_WORDS 3}. */
    public static int SLUICE_MATCH_WORDS() {
        return 3;
    }

    private static final class sluice_abi {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_abi", DESC);
    }

    /** {@code int32_t sluice_abi(void)}. */
    public static int sluice_abi() {
        try {
            return (int) sluice_abi.HANDLE.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_abi", thrown);
        }
    }

    private static final class sluice_hs_compile {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_compile", DESC);
    }

    /**
     * {@code int32_t sluice_hs_compile(const char *const *expressions, const uint32_t *flags, const uint32_t *ids,
     * const sluice_hs_ext *const *ext, uint32_t count, sluice_hs_database **database, int32_t *bad_expression, char
     * *message, int32_t message_capacity)}.
     */
    public static int sluice_hs_compile(MemorySegment expressions, MemorySegment flags, MemorySegment ids,
            MemorySegment ext, int count, MemorySegment database, MemorySegment badExpression, MemorySegment message,
            int messageCapacity) {
        try {
            return (int) sluice_hs_compile.HANDLE.invokeExact(expressions, flags, ids, ext, count, database,
                    badExpression, message, messageCapacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_compile", thrown);
        }
    }

    private static final class sluice_hs_database_free {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_database_free", DESC);
    }

    /** {@code void sluice_hs_database_free(sluice_hs_database *database)}. */
    public static void sluice_hs_database_free(MemorySegment database) {
        try {
            sluice_hs_database_free.HANDLE.invokeExact(database);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_database_free", thrown);
        }
    }

    private static final class sluice_hs_database_size {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_database_size", DESC);
    }

    /** {@code int64_t sluice_hs_database_size(const sluice_hs_database *database)}. */
    public static long sluice_hs_database_size(MemorySegment database) {
        try {
            return (long) sluice_hs_database_size.HANDLE.invokeExact(database);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_database_size", thrown);
        }
    }

    private static final class sluice_hs_database_info {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_database_info", DESC);
    }

    /** {@code int32_t sluice_hs_database_info(const sluice_hs_database *database, char *text, int32_t capacity)}. */
    public static int sluice_hs_database_info(MemorySegment database, MemorySegment text, int capacity) {
        try {
            return (int) sluice_hs_database_info.HANDLE.invokeExact(database, text, capacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_database_info", thrown);
        }
    }

    private static final class sluice_hs_platform_info {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_platform_info", DESC);
    }

    /** {@code int32_t sluice_hs_platform_info(char *text, int32_t capacity)}. */
    public static int sluice_hs_platform_info(MemorySegment text, int capacity) {
        try {
            return (int) sluice_hs_platform_info.HANDLE.invokeExact(text, capacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_platform_info", thrown);
        }
    }

    private static final class sluice_hs_serialize {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_serialize", DESC);
    }

    /** {@code int64_t sluice_hs_serialize(const sluice_hs_database *database, uint8_t **bytes)}. */
    public static long sluice_hs_serialize(MemorySegment database, MemorySegment bytes) {
        try {
            return (long) sluice_hs_serialize.HANDLE.invokeExact(database, bytes);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_serialize", thrown);
        }
    }

    private static final class sluice_hs_bytes_free {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_bytes_free", DESC);
    }

    /** {@code void sluice_hs_bytes_free(uint8_t *bytes)}. */
    public static void sluice_hs_bytes_free(MemorySegment bytes) {
        try {
            sluice_hs_bytes_free.HANDLE.invokeExact(bytes);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_bytes_free", thrown);
        }
    }

    private static final class sluice_hs_deserialize {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_deserialize", DESC);
    }

    /** {@code int32_t sluice_hs_deserialize(const uint8_t *bytes, uint64_t length, sluice_hs_database **database)}. */
    public static int sluice_hs_deserialize(MemorySegment bytes, long length, MemorySegment database) {
        try {
            return (int) sluice_hs_deserialize.HANDLE.invokeExact(bytes, length, database);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_deserialize", thrown);
        }
    }

    private static final class sluice_hs_scratch_fit {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_scratch_fit", DESC);
    }

    /** {@code int32_t sluice_hs_scratch_fit(const sluice_hs_database *database, sluice_hs_scratch **scratch)}. */
    public static int sluice_hs_scratch_fit(MemorySegment database, MemorySegment scratch) {
        try {
            return (int) sluice_hs_scratch_fit.HANDLE.invokeExact(database, scratch);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_scratch_fit", thrown);
        }
    }

    private static final class sluice_hs_scratch_clone {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_scratch_clone", DESC);
    }

    /** {@code int32_t sluice_hs_scratch_clone(const sluice_hs_scratch *scratch, sluice_hs_scratch **copy)}. */
    public static int sluice_hs_scratch_clone(MemorySegment scratch, MemorySegment copy) {
        try {
            return (int) sluice_hs_scratch_clone.HANDLE.invokeExact(scratch, copy);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_scratch_clone", thrown);
        }
    }

    private static final class sluice_hs_scratch_size {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_scratch_size", DESC);
    }

    /** {@code int64_t sluice_hs_scratch_size(const sluice_hs_scratch *scratch)}. */
    public static long sluice_hs_scratch_size(MemorySegment scratch) {
        try {
            return (long) sluice_hs_scratch_size.HANDLE.invokeExact(scratch);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_scratch_size", thrown);
        }
    }

    private static final class sluice_hs_scratch_free {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_scratch_free", DESC);
    }

    /** {@code void sluice_hs_scratch_free(sluice_hs_scratch *scratch)}. */
    public static void sluice_hs_scratch_free(MemorySegment scratch) {
        try {
            sluice_hs_scratch_free.HANDLE.invokeExact(scratch);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_scratch_free", thrown);
        }
    }

    private static final class sluice_hs_scan_batch {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_hs_scan_batch", DESC);
    }

    /** {@code int32_t sluice_hs_scan_batch(uint64_t scratch, uint64_t batch, int32_t job_count)}. */
    public static int sluice_hs_scan_batch(long scratch, long batch, int jobCount) {
        try {
            return (int) sluice_hs_scan_batch.HANDLE.invokeExact(scratch, batch, jobCount);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_hs_scan_batch", thrown);
        }
    }
}
