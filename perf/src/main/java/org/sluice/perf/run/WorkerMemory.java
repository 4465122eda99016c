package org.sluice.perf.run;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * What pipeline threads allocate on the heap, and how long the collector stopped them, between {@link #begin()} and
 * {@link #end()}.
 */
final class WorkerMemory {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long[] threads;
    private final AtomicLong collections = new AtomicLong();
    private final AtomicLong longestMs = new AtomicLong();
    private final NotificationListener listener = (notification, none) -> onCollection(notification.getType(),
            notification.getUserData());
    private long bytes;

    private WorkerMemory(long... threads) {
        this.threads = threads;
    }

    /** Of the calling thread. */
    static WorkerMemory ofThisThread() {
        return new WorkerMemory(Thread.currentThread().threadId());
    }

    /** Of all threads whose names begin so. */
    static WorkerMemory of(String prefix) {
        long[] threads = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(prefix))
                .mapToLong(ThreadInfo::getThreadId).toArray();
        if (threads.length == 0) {
            throw new IllegalStateException("no thread's name begins with " + prefix);
        }
        return new WorkerMemory(threads);
    }

    /** From here on it counts. */
    void begin() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
        }
        bytes = -allocated();
    }

    /** Up to here. */
    void end() {
        bytes += allocated();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            try {
                ((NotificationEmitter) collector).removeNotificationListener(listener);
            } catch (ListenerNotFoundException never) {
                throw new IllegalStateException(never);
            }
        }
    }

    /** As a JSON object: bytes in all and per packet, the collector's runs, the longest pause in ms. */
    String json(long packets) {
        return String.format(Locale.ROOT,
                "{\"bytes\": %d, \"bytes_per_packet\": %.6f, \"collections\": %d, \"longest_pause_ms\": %d}",
                bytes, (double) bytes / Math.max(1, packets), collections.get(), longestMs.get());
    }

    private long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(threads)).sum();
    }

    private void onCollection(String type, Object data) {
        if (type.equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            long ms = GarbageCollectionNotificationInfo.from((CompositeData) data).getGcInfo().getDuration();
            collections.incrementAndGet();
            longestMs.accumulateAndGet(ms, Math::max);
        }
    }
}
