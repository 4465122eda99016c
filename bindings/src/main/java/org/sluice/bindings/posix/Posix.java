package org.sluice.bindings.posix;

import static org.sluice.bindings.posix.sluice_posix_h.sluice_clock_ns;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_error_text;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_memory_huge;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_memory_lock_all;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_memory_map;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_memory_prefetch;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_memory_release;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_memory_unmap;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_thread_affinity_get;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_thread_affinity_set;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_thread_id;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_thread_name;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_thread_nice;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_thread_pin;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_thread_processor;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_thread_timer_slack;
import static org.sluice.bindings.posix.sluice_posix_h.sluice_user_id;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import org.sluice.bindings.NativeException;
import org.sluice.bindings.NativeText;

/** Threads, memory and clocks of Linux. What concerns a thread concerns the calling one. */
public final class Posix {
    private static final int AFFINITY_WORDS = sluice_posix_h.SLUICE_AFFINITY_WORDS();
    private static final int TEXT_BYTES = 128;
    private static final int CLOCK_REALTIME = sluice_posix_h.SLUICE_CLOCK_REALTIME();
    private static final int CLOCK_MONOTONIC = sluice_posix_h.SLUICE_CLOCK_MONOTONIC();
    private static final int CLOCK_THREAD_CPU = sluice_posix_h.SLUICE_CLOCK_THREAD_CPU();
    private static final int CLOCK_PROCESS_CPU = sluice_posix_h.SLUICE_CLOCK_PROCESS_CPU();

    private Posix() {
    }

    /** Pins the thread to one processor. */
    public static void pinThread(int processor) {
        int result = sluice_thread_pin(processor);
        if (result < 0) {
            throw new NativeException("cannot pin thread " + Thread.currentThread().getName() + " to processor "
                    + processor, result, "This process may use processors " + affinity() + ".");
        }
    }

    /**
     * Sets how late the kernel may wake the thread from a sleep, to wake it together with others; 50,000 ns as a rule.
     *
     * @param nanoseconds more than 0
     */
    public static void timerSlack(int nanoseconds) {
        NativeException.check(sluice_thread_timer_slack(nanoseconds), "cannot set the thread's timer slack");
    }

    /**
     * Gives the thread at least the precedence over others that a nice value stands for.
     *
     * @param value -20 (first) to 19
     * @return whether it was allowed to
     */
    public static boolean nice(int value) {
        return sluice_thread_nice(value) == 0;
    }

    /** Processors the thread may run on. */
    public static BitSet affinity() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment words = arena.allocate(ValueLayout.JAVA_LONG, AFFINITY_WORDS);
            NativeException.check(sluice_thread_affinity_get(words), "cannot read the thread's processors");
            return BitSet.valueOf(words.toArray(ValueLayout.JAVA_LONG));
        }
    }

    /** Sets the processors the thread may run on: what {@link #affinity} gave before it was pinned. */
    public static void affinity(BitSet processors) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment words = arena.allocate(ValueLayout.JAVA_LONG, AFFINITY_WORDS);
            long[] bits = processors.toLongArray();
            if (bits.length > AFFINITY_WORDS) {
                throw new IllegalArgumentException("processor " + (processors.length() - 1) + " is beyond the "
                        + AFFINITY_WORDS * Long.SIZE + " that a mask can hold");
            }
            MemorySegment.copy(bits, 0, words, ValueLayout.JAVA_LONG, 0, bits.length);
            NativeException.check(sluice_thread_affinity_set(words), "cannot let the thread run on " + processors);
        }
    }

    /** Processor the thread runs on right now. */
    public static int processor() {
        return (int) NativeException.check(sluice_thread_processor(), "cannot tell the thread's processor");
    }

    /** The thread's id as top and /proc show it. */
    public static int threadId() {
        return sluice_thread_id();
    }

    /** Names the thread as top shows it; cut to 15 bytes. */
    public static void nameThread(String name) {
        try (Arena arena = Arena.ofConfined()) {
            NativeException.check(sluice_thread_name(arena.allocateFrom(name)), "cannot name the thread " + name);
        }
    }

    /** Effective user id: 0 is root. */
    public static int userId() {
        return sluice_user_id();
    }

    /** Keeps all present and future memory of the process from being paged out. */
    public static void lockMemory() {
        int result = sluice_memory_lock_all();
        if (result < 0) {
            throw new NativeException("cannot lock the process's memory", result,
                    "Raise the limit: ulimit -l unlimited, or LimitMEMLOCK=infinity in the systemd unit.");
        }
    }

    /**
     * Zeroed native memory that begins at a multiple of 2 MiB and takes memory of the machine page by page, as it is first
     * written: a table of which little is used costs little.
     *
     * @param arena whose life it has
     */
    @SuppressWarnings("restricted")
    public static MemorySegment mapMemory(long bytes, Arena arena) {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment address = call.allocate(ValueLayout.ADDRESS);
            NativeException.check(sluice_memory_map(bytes, address), "cannot map " + bytes + " bytes of memory");
            return address.get(ValueLayout.ADDRESS, 0).reinterpret(bytes, arena,
                    mapped -> sluice_memory_unmap(mapped, bytes));
        }
    }

    /** Asks for transparent huge pages behind native memory. Advice only: returns whether it was taken. */
    public static boolean adviseHugePages(MemorySegment memory) {
        return sluice_memory_huge(memory, memory.byteSize()) == 0;
    }

    /**
     * Gives native memory that was freed back to the kernel. For after work that took very much of it: it takes time.
     */
    public static void releaseMemory() {
        sluice_memory_release();
    }

    /**
     * Asks the processor to fetch cache lines of native memory, so that reading them soon does not wait. Allocates and
     * throws nothing.
     *
     * @param offsets {@code long[]} off heap: where in {@code memory}; a wrong one does nothing
     * @param from first element of {@code offsets}
     * @param count of elements
     */
    public static void prefetch(MemorySegment memory, MemorySegment offsets, int from, int count) {
        sluice_memory_prefetch(memory.address(), offsets.address() + 8L * from, count);
    }

    /** Nanoseconds since the Unix epoch. */
    public static long realtimeNs() {
        return sluice_clock_ns(CLOCK_REALTIME);
    }

    /** Nanoseconds on a clock that never goes back. */
    public static long monotonicNs() {
        return sluice_clock_ns(CLOCK_MONOTONIC);
    }

    /** Processor time of the thread in nanoseconds. */
    public static long threadCpuNs() {
        return sluice_clock_ns(CLOCK_THREAD_CPU);
    }

    /** Processor time of the process in nanoseconds. */
    public static long processCpuNs() {
        return sluice_clock_ns(CLOCK_PROCESS_CPU);
    }

    /** The operating system's words for an error number. */
    public static String errorText(int errno) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(TEXT_BYTES);
            sluice_error_text(errno, text, TEXT_BYTES);
            return NativeText.of(text);
        }
    }
}
