package org.sluice.bindings.brotli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.sluice.bindings.NativeLibrary;

/** The functions and constants of {@code sluice_brotli.h}, named as in C; see there for what they do. */
public final class sluice_brotli_h {
    private sluice_brotli_h() {
    }

    /** {@code #define SLUICE_BROTLI_WANTS_INPUT 0}. */
    public static int SLUICE_BROTLI_WANTS_INPUT() {
        return 0;
    }

    /** {@code #define SLUICE_BROTLI_WANTS_OUTPUT 1}. */
    public static int SLUICE_BROTLI_WANTS_OUTPUT() {
        return 1;
    }

    /** {@code #define SLUICE_BROTLI_FINISHED 2}. */
    public static int SLUICE_BROTLI_FINISHED() {
        return 2;
    }

    /** {@code #define SLUICE_BROTLI_BROKEN (-74)}. */
    public static int SLUICE_BROTLI_BROKEN() {
        return -74;
    }

    /** {@code #define SLUICE_BROTLI_NO_MEMORY (-12)}. */
    public static int SLUICE_BROTLI_NO_MEMORY() {
        return -12;
    }

    private static final class sluice_brotli_create {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_brotli_create", DESC);
    }

    /** {@code sluice_brotli_decoder *sluice_brotli_create(sluice_brotli_budget *budget)}. */
    public static long sluice_brotli_create(long budget) {
        try {
            return (long) sluice_brotli_create.HANDLE.invokeExact(budget);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_brotli_create", thrown);
        }
    }

    private static final class sluice_brotli_free {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_brotli_free", DESC);
    }

    /** {@code void sluice_brotli_free(sluice_brotli_decoder *decoder)}. */
    public static void sluice_brotli_free(long decoder) {
        try {
            sluice_brotli_free.HANDLE.invokeExact(decoder);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_brotli_free", thrown);
        }
    }

    private static final class sluice_brotli_decode {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_brotli_decode", DESC);
    }

    /** {@code int32_t sluice_brotli_decode(sluice_brotli_decoder *decoder, sluice_brotli_stream *stream)}. */
    public static int sluice_brotli_decode(long decoder, long stream) {
        try {
            return (int) sluice_brotli_decode.HANDLE.invokeExact(decoder, stream);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_brotli_decode", thrown);
        }
    }
}
