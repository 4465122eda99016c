package org.sluice.bindings.dpdk;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.sluice.bindings.NativeLibrary;

/** The functions and constants of {@code sluice_dpdk.h}, named as in C; see there for what they do. */
public final class sluice_dpdk_h {
    private sluice_dpdk_h() {
    }

    /** {@code #define SLUICE_NAME_BYTES 64}. */
    public static int SLUICE_NAME_BYTES() {
        return 64;
    }

    /** {@code #define SLUICE_RSS_KEY_BYTES 64}. */
    public static int SLUICE_RSS_KEY_BYTES() {
        return 64;
    }

    /** {@code #define SLUICE_CLAMPED_RX_QUEUES 1}. */
    public static int SLUICE_CLAMPED_RX_QUEUES() {
        return 1;
    }

    /** {@code #define SLUICE_CLAMPED_TX_QUEUES 2}. */
    public static int SLUICE_CLAMPED_TX_QUEUES() {
        return 2;
    }

    /** {@code #define SLUICE_CLAMPED_RX_DESCRIPTORS 4}. */
    public static int SLUICE_CLAMPED_RX_DESCRIPTORS() {
        return 4;
    }

    /** {@code #define SLUICE_CLAMPED_TX_DESCRIPTORS 8}. */
    public static int SLUICE_CLAMPED_TX_DESCRIPTORS() {
        return 8;
    }

    /** {@code #define SLUICE_CLAMPED_MTU 16}. */
    public static int SLUICE_CLAMPED_MTU() {
        return 16;
    }

    /** {@code #define SLUICE_CLAMPED_RSS 32}. */
    public static int SLUICE_CLAMPED_RSS() {
        return 32;
    }

    /** {@code #define SLUICE_CLAMPED_SCATTER 64}. */
    public static int SLUICE_CLAMPED_SCATTER() {
        return 64;
    }

    /** {@code #define SLUICE_CLAMPED_PROMISCUOUS 128}. */
    public static int SLUICE_CLAMPED_PROMISCUOUS() {
        return 128;
    }

    /** {@code #define SLUICE_CLAMPED_CHECKSUM 256}. */
    public static int SLUICE_CLAMPED_CHECKSUM() {
        return 256;
    }

    /** {@code #define SLUICE_RSS_OFF 0}. */
    public static int SLUICE_RSS_OFF() {
        return 0;
    }

    /** {@code #define SLUICE_RSS_ADDRESSES 1}. */
    public static int SLUICE_RSS_ADDRESSES() {
        return 1;
    }

    /** {@code #define SLUICE_RSS_PORTS 2}. */
    public static int SLUICE_RSS_PORTS() {
        return 2;
    }

    /** {@code #define SLUICE_STEP_INFO 1}. */
    public static int SLUICE_STEP_INFO() {
        return 1;
    }

    /** {@code #define SLUICE_STEP_CONFIGURE 2}. */
    public static int SLUICE_STEP_CONFIGURE() {
        return 2;
    }

    /** {@code #define SLUICE_STEP_MTU 3}. */
    public static int SLUICE_STEP_MTU() {
        return 3;
    }

    /** {@code #define SLUICE_STEP_RX_QUEUE 4}. */
    public static int SLUICE_STEP_RX_QUEUE() {
        return 4;
    }

    /** {@code #define SLUICE_STEP_TX_QUEUE 5}. */
    public static int SLUICE_STEP_TX_QUEUE() {
        return 5;
    }

    private static final class sluice_dpdk_abi {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_dpdk_abi", DESC);
    }

    /** {@code int32_t sluice_dpdk_abi(void)}. */
    public static int sluice_dpdk_abi() {
        try {
            return (int) sluice_dpdk_abi.HANDLE.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_dpdk_abi", thrown);
        }
    }

    private static final class sluice_dpdk_version {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_dpdk_version", DESC);
    }

    /** {@code int32_t sluice_dpdk_version(char *text, int32_t capacity)}. */
    public static int sluice_dpdk_version(MemorySegment text, int capacity) {
        try {
            return (int) sluice_dpdk_version.HANDLE.invokeExact(text, capacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_dpdk_version", thrown);
        }
    }

    private static final class sluice_eal_init {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_eal_init", DESC);
    }

    /** {@code int32_t sluice_eal_init(int32_t argc, char **argv, char *reason, int32_t reason_capacity)}. */
    public static int sluice_eal_init(int argc, MemorySegment argv, MemorySegment reason, int reasonCapacity) {
        try {
            return (int) sluice_eal_init.HANDLE.invokeExact(argc, argv, reason, reasonCapacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_eal_init", thrown);
        }
    }

    private static final class sluice_eal_cleanup {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_eal_cleanup", DESC);
    }

    /** {@code int32_t sluice_eal_cleanup(void)}. */
    public static int sluice_eal_cleanup() {
        try {
            return (int) sluice_eal_cleanup.HANDLE.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_eal_cleanup", thrown);
        }
    }

    private static final class sluice_thread_register {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_thread_register", DESC);
    }

    /** {@code int32_t sluice_thread_register(void)}. */
    public static int sluice_thread_register() {
        try {
            return (int) sluice_thread_register.HANDLE.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_thread_register", thrown);
        }
    }

    private static final class sluice_thread_unregister {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid();
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_thread_unregister", DESC);
    }

    /** {@code void sluice_thread_unregister(void)}. */
    public static void sluice_thread_unregister() {
        try {
            sluice_thread_unregister.HANDLE.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_thread_unregister", thrown);
        }
    }

    private static final class sluice_log_level {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_log_level", DESC);
    }

    /** {@code void sluice_log_level(int32_t level)}. */
    public static void sluice_log_level(int level) {
        try {
            sluice_log_level.HANDLE.invokeExact(level);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_log_level", thrown);
        }
    }

    private static final class sluice_log_take {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_log_take", DESC);
    }

    /** {@code int32_t sluice_log_take(char *text, int32_t capacity)}. */
    public static int sluice_log_take(MemorySegment text, int capacity) {
        try {
            return (int) sluice_log_take.HANDLE.invokeExact(text, capacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_log_take", thrown);
        }
    }

    private static final class sluice_mempool_create {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_mempool_create", DESC);
    }

    /**
     * {@code int32_t sluice_mempool_create(const char *name, uint32_t count, uint32_t cache, uint32_t data_room,
     * int32_t numa_node, sluice_mempool **pool)}.
     */
    public static int sluice_mempool_create(MemorySegment name, int count, int cache, int dataRoom, int numaNode,
            MemorySegment pool) {
        try {
            return (int) sluice_mempool_create.HANDLE.invokeExact(name, count, cache, dataRoom, numaNode, pool);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_mempool_create", thrown);
        }
    }

    private static final class sluice_mempool_free {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_mempool_free", DESC);
    }

    /** {@code void sluice_mempool_free(sluice_mempool *pool)}. */
    public static void sluice_mempool_free(MemorySegment pool) {
        try {
            sluice_mempool_free.HANDLE.invokeExact(pool);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_mempool_free", thrown);
        }
    }

    private static final class sluice_mempool_available {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_mempool_available", DESC);
    }

    /** {@code int64_t sluice_mempool_available(const sluice_mempool *pool)}. */
    public static long sluice_mempool_available(MemorySegment pool) {
        try {
            return (long) sluice_mempool_available.HANDLE.invokeExact(pool);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_mempool_available", thrown);
        }
    }

    private static final class sluice_mempool_region {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_mempool_region", DESC);
    }

    /** {@code int32_t sluice_mempool_region(sluice_mempool *pool, uint64_t *base, uint64_t *length)}. */
    public static int sluice_mempool_region(MemorySegment pool, MemorySegment base, MemorySegment length) {
        try {
            return (int) sluice_mempool_region.HANDLE.invokeExact(pool, base, length);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_mempool_region", thrown);
        }
    }

    private static final class sluice_port_attach {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_attach", DESC);
    }

    /** {@code int32_t sluice_port_attach(const char *device, char *reason, int32_t reason_capacity)}. */
    public static int sluice_port_attach(MemorySegment device, MemorySegment reason, int reasonCapacity) {
        try {
            return (int) sluice_port_attach.HANDLE.invokeExact(device, reason, reasonCapacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_attach", thrown);
        }
    }

    private static final class sluice_port_detach {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_detach", DESC);
    }

    /** {@code int32_t sluice_port_detach(int32_t port)}. */
    public static int sluice_port_detach(int port) {
        try {
            return (int) sluice_port_detach.HANDLE.invokeExact(port);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_detach", thrown);
        }
    }

    private static final class sluice_port_info_get {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_info_get", DESC);
    }

    /** {@code int32_t sluice_port_info_get(int32_t port, sluice_port_info *info)}. */
    public static int sluice_port_info_get(int port, MemorySegment info) {
        try {
            return (int) sluice_port_info_get.HANDLE.invokeExact(port, info);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_info_get", thrown);
        }
    }

    private static final class sluice_port_configure {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_configure", DESC);
    }

    /**
     * {@code int32_t sluice_port_configure(int32_t port, sluice_mempool *pool, sluice_port_setup *setup, char
     * *reason, int32_t reason_capacity)}.
     */
    public static int sluice_port_configure(int port, MemorySegment pool, MemorySegment setup, MemorySegment reason,
            int reasonCapacity) {
        try {
            return (int) sluice_port_configure.HANDLE.invokeExact(port, pool, setup, reason, reasonCapacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_configure", thrown);
        }
    }

    private static final class sluice_port_start {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_start", DESC);
    }

    /** {@code int32_t sluice_port_start(int32_t port, char *reason, int32_t reason_capacity)}. */
    public static int sluice_port_start(int port, MemorySegment reason, int reasonCapacity) {
        try {
            return (int) sluice_port_start.HANDLE.invokeExact(port, reason, reasonCapacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_start", thrown);
        }
    }

    private static final class sluice_port_stop {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_stop", DESC);
    }

    /** {@code int32_t sluice_port_stop(int32_t port)}. */
    public static int sluice_port_stop(int port) {
        try {
            return (int) sluice_port_stop.HANDLE.invokeExact(port);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_stop", thrown);
        }
    }

    private static final class sluice_port_close {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_close", DESC);
    }

    /** {@code int32_t sluice_port_close(int32_t port)}. */
    public static int sluice_port_close(int port) {
        try {
            return (int) sluice_port_close.HANDLE.invokeExact(port);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_close", thrown);
        }
    }

    private static final class sluice_port_promiscuous {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_promiscuous", DESC);
    }

    /** {@code int32_t sluice_port_promiscuous(int32_t port, int32_t on)}. */
    public static int sluice_port_promiscuous(int port, int on) {
        try {
            return (int) sluice_port_promiscuous.HANDLE.invokeExact(port, on);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_promiscuous", thrown);
        }
    }

    private static final class sluice_port_mtu_get {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_mtu_get", DESC);
    }

    /** {@code int32_t sluice_port_mtu_get(int32_t port)}. */
    public static int sluice_port_mtu_get(int port) {
        try {
            return (int) sluice_port_mtu_get.HANDLE.invokeExact(port);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_mtu_get", thrown);
        }
    }

    private static final class sluice_port_mtu_set {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_mtu_set", DESC);
    }

    /** {@code int32_t sluice_port_mtu_set(int32_t port, int32_t mtu)}. */
    public static int sluice_port_mtu_set(int port, int mtu) {
        try {
            return (int) sluice_port_mtu_set.HANDLE.invokeExact(port, mtu);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_mtu_set", thrown);
        }
    }

    private static final class sluice_port_stats_get {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_stats_get", DESC);
    }

    /** {@code int32_t sluice_port_stats_get(int32_t port, sluice_port_stats *stats)}. */
    public static int sluice_port_stats_get(int port, MemorySegment stats) {
        try {
            return (int) sluice_port_stats_get.HANDLE.invokeExact(port, stats);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_stats_get", thrown);
        }
    }

    private static final class sluice_port_stats_reset {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_stats_reset", DESC);
    }

    /** {@code int32_t sluice_port_stats_reset(int32_t port)}. */
    public static int sluice_port_stats_reset(int port) {
        try {
            return (int) sluice_port_stats_reset.HANDLE.invokeExact(port);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_stats_reset", thrown);
        }
    }

    private static final class sluice_port_spread {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_port_spread", DESC);
    }

    /** {@code int32_t sluice_port_spread(int32_t port, int32_t queues, int32_t period)}. */
    public static int sluice_port_spread(int port, int queues, int period) {
        try {
            return (int) sluice_port_spread.HANDLE.invokeExact(port, queues, period);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_port_spread", thrown);
        }
    }

    private static final class sluice_link_get {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_link_get", DESC);
    }

    /** {@code int32_t sluice_link_get(int32_t port, sluice_link *link)}. */
    public static int sluice_link_get(int port, MemorySegment link) {
        try {
            return (int) sluice_link_get.HANDLE.invokeExact(port, link);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_link_get", thrown);
        }
    }

    private static final class sluice_link_set {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_link_set", DESC);
    }

    /** {@code int32_t sluice_link_set(int32_t port, int32_t up)}. */
    public static int sluice_link_set(int port, int up) {
        try {
            return (int) sluice_link_set.HANDLE.invokeExact(port, up);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_link_set", thrown);
        }
    }
}
