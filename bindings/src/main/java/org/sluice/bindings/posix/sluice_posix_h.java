package org.sluice.bindings.posix;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.sluice.bindings.NativeLibrary;

/** The functions and constants of {@code sluice_posix.h}, named as in C; see there for what they do. */
public final class sluice_posix_h {
    private sluice_posix_h() {
    }

    /** {@code #define SLUICE_CLOCK_REALTIME 0}. */
    public static int SLUICE_CLOCK_REALTIME() {
        return 0;
    }

    /** {@code #define SLUICE_CLOCK_MONOTONIC 1}. */
    public static int SLUICE_CLOCK_MONOTONIC() {
        return 1;
    }

    /** {@code #define SLUICE_CLOCK_PROCESS_CPU 2}. */
    public static int SLUICE_CLOCK_PROCESS_CPU() {
        return 2;
    }

    /** {@code #define SLUICE_CLOCK_THREAD_CPU 3}. */
    public static int SLUICE_CLOCK_THREAD_CPU() {
        return 3;
    }

    /** {@code #define SLUICE_AFFINITY_WORDS 16}. */
    public static int SLUICE_AFFINITY_WORDS() {
        return 16;
    }

    /** {@code #define SLUICE_INTERFACE_UP 1}. */
    public static int SLUICE_INTERFACE_UP() {
        return 1;
    }

    /** {@code #define SLUICE_INTERFACE_RUNNING 2}. */
    public static int SLUICE_INTERFACE_RUNNING() {
        return 2;
    }

    /** {@code #define SLUICE_OFFLOAD_GRO 1}. */
    public static int SLUICE_OFFLOAD_GRO() {
        return 1;
    }

    /** {@code #define SLUICE_OFFLOAD_LRO 2}. */
    public static int SLUICE_OFFLOAD_LRO() {
        return 2;
    }

    /** {@code #define SLUICE_OFFLOAD_GSO 4}. */
    public static int SLUICE_OFFLOAD_GSO() {
        return 4;
    }

    /** {@code #define SLUICE_OFFLOAD_TSO 8}. */
    public static int SLUICE_OFFLOAD_TSO() {
        return 8;
    }

    /** {@code #define SLUICE_OFFLOAD_RX_CHECKSUM 16}. */
    public static int SLUICE_OFFLOAD_RX_CHECKSUM() {
        return 16;
    }

    /** {@code #define SLUICE_OFFLOAD_TX_CHECKSUM 32}. */
    public static int SLUICE_OFFLOAD_TX_CHECKSUM() {
        return 32;
    }

    private static final class sluice_thread_pin {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_thread_pin", DESC);
    }

    /** {@code int32_t sluice_thread_pin(int32_t processor)}. */
    public static int sluice_thread_pin(int processor) {
        try {
            return (int) sluice_thread_pin.HANDLE.invokeExact(processor);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_thread_pin", thrown);
        }
    }

    private static final class sluice_thread_timer_slack {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_thread_timer_slack", DESC);
    }

    /** {@code int32_t sluice_thread_timer_slack(int32_t nanoseconds)}. */
    public static int sluice_thread_timer_slack(int nanoseconds) {
        try {
            return (int) sluice_thread_timer_slack.HANDLE.invokeExact(nanoseconds);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_thread_timer_slack", thrown);
        }
    }

    private static final class sluice_thread_nice {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_thread_nice", DESC);
    }

    /** {@code int32_t sluice_thread_nice(int32_t value)}. */
    public static int sluice_thread_nice(int value) {
        try {
            return (int) sluice_thread_nice.HANDLE.invokeExact(value);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_thread_nice", thrown);
        }
    }

    private static final class sluice_thread_affinity_get {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_thread_affinity_get", DESC);
    }

    /** {@code int32_t sluice_thread_affinity_get(uint64_t *words)}. */
    public static int sluice_thread_affinity_get(MemorySegment words) {
        try {
            return (int) sluice_thread_affinity_get.HANDLE.invokeExact(words);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_thread_affinity_get", thrown);
        }
    }

    private static final class sluice_thread_affinity_set {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_thread_affinity_set", DESC);
    }

    /** {@code int32_t sluice_thread_affinity_set(const uint64_t *words)}. */
    public static int sluice_thread_affinity_set(MemorySegment words) {
        try {
            return (int) sluice_thread_affinity_set.HANDLE.invokeExact(words);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_thread_affinity_set", thrown);
        }
    }

    private static final class sluice_thread_processor {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_thread_processor", DESC);
    }

    /** {@code int32_t sluice_thread_processor(void)}. */
    public static int sluice_thread_processor() {
        try {
            return (int) sluice_thread_processor.HANDLE.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_thread_processor", thrown);
        }
    }

    private static final class sluice_thread_id {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_thread_id", DESC);
    }

    /** {@code int32_t sluice_thread_id(void)}. */
    public static int sluice_thread_id() {
        try {
            return (int) sluice_thread_id.HANDLE.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_thread_id", thrown);
        }
    }

    private static final class sluice_thread_name {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_thread_name", DESC);
    }

    /** {@code int32_t sluice_thread_name(const char *name)}. */
    public static int sluice_thread_name(MemorySegment name) {
        try {
            return (int) sluice_thread_name.HANDLE.invokeExact(name);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_thread_name", thrown);
        }
    }

    private static final class sluice_user_id {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_user_id", DESC);
    }

    /** {@code int32_t sluice_user_id(void)}. */
    public static int sluice_user_id() {
        try {
            return (int) sluice_user_id.HANDLE.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_user_id", thrown);
        }
    }

    private static final class sluice_memory_lock_all {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_memory_lock_all", DESC);
    }

    /** {@code int32_t sluice_memory_lock_all(void)}. */
    public static int sluice_memory_lock_all() {
        try {
            return (int) sluice_memory_lock_all.HANDLE.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_memory_lock_all", thrown);
        }
    }

    private static final class sluice_memory_map {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_memory_map", DESC);
    }

    /** {@code int32_t sluice_memory_map(uint64_t length, void **memory)}. */
    public static int sluice_memory_map(long length, MemorySegment memory) {
        try {
            return (int) sluice_memory_map.HANDLE.invokeExact(length, memory);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_memory_map", thrown);
        }
    }

    private static final class sluice_memory_unmap {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_memory_unmap", DESC);
    }

    /** {@code int32_t sluice_memory_unmap(void *memory, uint64_t length)}. */
    public static int sluice_memory_unmap(MemorySegment memory, long length) {
        try {
            return (int) sluice_memory_unmap.HANDLE.invokeExact(memory, length);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_memory_unmap", thrown);
        }
    }

    private static final class sluice_memory_huge {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_memory_huge", DESC);
    }

    /** {@code int32_t sluice_memory_huge(void *start, uint64_t length)}. */
    public static int sluice_memory_huge(MemorySegment start, long length) {
        try {
            return (int) sluice_memory_huge.HANDLE.invokeExact(start, length);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_memory_huge", thrown);
        }
    }

    private static final class sluice_memory_release {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid();
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_memory_release", DESC);
    }

    /** {@code void sluice_memory_release(void)}. */
    public static void sluice_memory_release() {
        try {
            sluice_memory_release.HANDLE.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_memory_release", thrown);
        }
    }

    private static final class sluice_memory_prefetch {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.leaf("sluice_memory_prefetch", DESC);
    }

    /** {@code void sluice_memory_prefetch(uint64_t base, uint64_t offsets, int32_t count)}. */
    public static void sluice_memory_prefetch(long base, long offsets, int count) {
        try {
            sluice_memory_prefetch.HANDLE.invokeExact(base, offsets, count);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_memory_prefetch", thrown);
        }
    }

    private static final class sluice_clock_ns {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_clock_ns", DESC);
    }

    /** {@code int64_t sluice_clock_ns(int32_t clock)}. */
    public static long sluice_clock_ns(int clock) {
        try {
            return (long) sluice_clock_ns.HANDLE.invokeExact(clock);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_clock_ns", thrown);
        }
    }

    private static final class sluice_interface_state {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_interface_state", DESC);
    }

    /** {@code int32_t sluice_interface_state(const char *name)}. */
    public static int sluice_interface_state(MemorySegment name) {
        try {
            return (int) sluice_interface_state.HANDLE.invokeExact(name);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_interface_state", thrown);
        }
    }

    private static final class sluice_interface_switch {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_interface_switch", DESC);
    }

    /** {@code int32_t sluice_interface_switch(const char *name, int32_t up)}. */
    public static int sluice_interface_switch(MemorySegment name, int up) {
        try {
            return (int) sluice_interface_switch.HANDLE.invokeExact(name, up);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_interface_switch", thrown);
        }
    }

    private static final class sluice_interface_mtu_get {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_interface_mtu_get", DESC);
    }

    /** {@code int32_t sluice_interface_mtu_get(const char *name)}. */
    public static int sluice_interface_mtu_get(MemorySegment name) {
        try {
            return (int) sluice_interface_mtu_get.HANDLE.invokeExact(name);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_interface_mtu_get", thrown);
        }
    }

    private static final class sluice_interface_mtu_set {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_interface_mtu_set", DESC);
    }

    /** {@code int32_t sluice_interface_mtu_set(const char *name, int32_t mtu)}. */
    public static int sluice_interface_mtu_set(MemorySegment name, int mtu) {
        try {
            return (int) sluice_interface_mtu_set.HANDLE.invokeExact(name, mtu);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_interface_mtu_set", thrown);
        }
    }

    private static final class sluice_interface_offloads_get {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_interface_offloads_get", DESC);
    }

    /** {@code int32_t sluice_interface_offloads_get(const char *name)}. */
    public static int sluice_interface_offloads_get(MemorySegment name) {
        try {
            return (int) sluice_interface_offloads_get.HANDLE.invokeExact(name);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_interface_offloads_get", thrown);
        }
    }

    private static final class sluice_interface_offloads_set {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_interface_offloads_set", DESC);
    }

    /** {@code int32_t sluice_interface_offloads_set(const char *name, int32_t mask, int32_t offloads)}. */
    public static int sluice_interface_offloads_set(MemorySegment name, int mask, int offloads) {
        try {
            return (int) sluice_interface_offloads_set.HANDLE.invokeExact(name, mask, offloads);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_interface_offloads_set", thrown);
        }
    }

    private static final class sluice_error_text {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE.downcall("sluice_error_text", DESC);
    }

    /** {@code int32_t sluice_error_text(int32_t error, char *text, int32_t capacity)}. */
    public static int sluice_error_text(int error, MemorySegment text, int capacity) {
        try {
            return (int) sluice_error_text.HANDLE.invokeExact(error, text, capacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_error_text", thrown);
        }
    }
}
