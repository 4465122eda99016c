package org.sluice.bindings.dpdk;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.sluice.bindings.NativeLibrary;

/** The functions and constants of {@code sluice_burst.h}, named as in C; see there for what they do. */
public final class sluice_burst_h {
    private sluice_burst_h() {
    }

    /** {@code #define SLUICE_RX_IN_SCRATCH 1}. */
    public static int SLUICE_RX_IN_SCRATCH() {
        return 1;
    }

    /** {@code #define SLUICE_RX_TRUNCATED 2}. */
    public static int SLUICE_RX_TRUNCATED() {
        return 2;
    }

    /** {@code #define SLUICE_RX_HASHED 4}. */
    public static int SLUICE_RX_HASHED() {
        return 4;
    }

    /** {@code #define SLUICE_RX_IP_SUM_GOOD 8}. */
    public static int SLUICE_RX_IP_SUM_GOOD() {
        return 8;
    }

    /** {@code #define SLUICE_RX_L4_SUM_GOOD 16}. */
    public static int SLUICE_RX_L4_SUM_GOOD() {
        return 16;
    }

    /** {@code #define SLUICE_VERDICT_FORWARD 0}. */
    public static int SLUICE_VERDICT_FORWARD() {
        return 0;
    }

    /** {@code #define SLUICE_VERDICT_DROP 1}. */
    public static int SLUICE_VERDICT_DROP() {
        return 1;
    }

    private static final class sluice_rx_gather {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_rx_gather", DESC);
    }

    /**
     * {@code int32_t sluice_rx_gather(uint64_t rx, int32_t capacity, uint64_t mbufs, uint64_t offsets, uint64_t
     * lengths, uint64_t hashes, uint64_t flags, uint64_t scratch, uint64_t scratch_capacity)}.
     */
    public static int sluice_rx_gather(long rx, int capacity, long mbufs, long offsets, long lengths, long hashes,
            long flags, long scratch, long scratchCapacity) {
        try {
            return (int) sluice_rx_gather.HANDLE.invokeExact(rx, capacity, mbufs, offsets, lengths, hashes, flags,
                    scratch, scratchCapacity);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_rx_gather", thrown);
        }
    }

    private static final class sluice_tx_verdicts {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_tx_verdicts", DESC);
    }

    /** {@code int32_t sluice_tx_verdicts(uint64_t tx, uint64_t mbufs, uint64_t verdicts, int32_t count)}. */
    public static int sluice_tx_verdicts(long tx, long mbufs, long verdicts, int count) {
        try {
            return (int) sluice_tx_verdicts.HANDLE.invokeExact(tx, mbufs, verdicts, count);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_tx_verdicts", thrown);
        }
    }

    private static final class sluice_tx_burst {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_tx_burst", DESC);
    }

    /** {@code int32_t sluice_tx_burst(uint64_t tx, uint64_t mbufs, int32_t count)}. */
    public static int sluice_tx_burst(long tx, long mbufs, int count) {
        try {
            return (int) sluice_tx_burst.HANDLE.invokeExact(tx, mbufs, count);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_tx_burst", thrown);
        }
    }

    private static final class sluice_packet_make {
        static final FunctionDescriptor DESC = FunctionDescriptor.of(
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_packet_make", DESC);
    }

    /** {@code int64_t sluice_packet_make(uint64_t pool, uint64_t bytes, uint32_t length)}. */
    public static long sluice_packet_make(long pool, long bytes, int length) {
        try {
            return (long) sluice_packet_make.HANDLE.invokeExact(pool, bytes, length);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_packet_make", thrown);
        }
    }

    private static final class sluice_packet_free {
        static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
        static final MethodHandle HANDLE = NativeLibrary.SLUICE_DPDK.downcall("sluice_packet_free", DESC);
    }

    /** {@code void sluice_packet_free(uint64_t mbufs, int32_t count)}. */
    public static void sluice_packet_free(long mbufs, int count) {
        try {
            sluice_packet_free.HANDLE.invokeExact(mbufs, count);
        } catch (Throwable thrown) {
            throw NativeLibrary.unexpected("sluice_packet_free", thrown);
        }
    }
}
