package org.sluice.dataplane.detect;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.sluice.rules.image.DatasetRow;

/**
 * A set of byte strings: an open hash table of fixed size that any number of workers ask and change at once, without a
 * lock. An element's bytes are written before its place is published by compare-and-set; from then on they never
 * change. One that is taken out keeps its place, marked, and gets it back when it is put in again. A set that is full
 * takes no more, which is counted.
 *
 * <pre>
 *   place: hash (32 bits) | 8-byte unit of the entry, plus 1 (31) | in the set (1)      0: free
 *   entry: bytes (4) | score (4) | bytes of context (4) | key ... | context ... | padding to a multiple of 8
 * </pre>
 */
final class Dataset {
    /** Memory of a changeable set whose rule names none. */
    private static final int DEFAULT_BYTES = 8 << 20;
    private static final int MOST_BYTES = 1 << 30;
    /** Bytes of a changeable set for which there is a place: what an element is taken to need. */
    private static final int BYTES_A_PLACE = 32;
    private static final int LEAST_PLACES = 64;
    private static final int HEADER = 12;
    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, java.nio.ByteOrder.LITTLE_ENDIAN);

    private final String name;
    private final DatasetRow.Type type;
    private final String save;
    private final String contextKey;
    private final long seed;
    private final long[] places;
    private final int mask;
    private final int mostEntries;
    private final byte[] bytes;
    private final MemorySegment memory;
    private final AtomicInteger usedUnits = new AtomicInteger();
    private final AtomicInteger entries = new AtomicInteger();

    /** @param seed secret, so that no traffic can be made to collide */
    Dataset(DatasetRow row, long seed) {
        this.seed = seed;
        name = row.name();
        type = row.type();
        save = row.save();
        contextKey = row.contextKey();
        long initial = 0;
        for (DatasetRow.Element element : row.elements()) {
            initial += 8L * units(element.key().length, element.context().length);
        }
        long wanted = row.memoryBytes() > 0 ? row.memoryBytes() : DEFAULT_BYTES;
        int size = (int) Math.min(MOST_BYTES, row.changeable() ? Math.max(initial, wanted) : initial);
        long least = Math.max(LEAST_PLACES, 2L * row.elements().size());
        long count = row.changeable() ? Math.max(least, size / BYTES_A_PLACE) : least;
        places = new long[(int) Math.min(1 << 28, Long.highestOneBit(count - 1) << 1)];
        mask = places.length - 1;
        mostEntries = places.length / 4 * 3;
        bytes = new byte[size];
        memory = MemorySegment.ofArray(bytes);
        Subject subject = new Subject();
        for (DatasetRow.Element element : row.elements()) {
            MemorySegment key = MemorySegment.ofArray(element.key());
            if (subject.set(key, 0, element.key().length)) {
                add(subject, element.score(), element.context());
            }
        }
    }

    private static int units(int keyLength, int contextLength) {
        return (int) (((long) HEADER + keyLength + contextLength + 7) >>> 3);
    }

    String name() {
        return name;
    }

    DatasetRow.Type type() {
        return type;
    }

    /** Path of the file it is kept in, or "". */
    String save() {
        return save;
    }

    /** Name under which alerts show the context of an element, or "". */
    String contextKey() {
        return contextKey;
    }

    /** Places taken, also by elements that were taken out again. */
    int entries() {
        return entries.get();
    }

    // Asked and changed by workers.

    /** The entry of the subject's bytes, or -1 when they are not in the set. */
    int find(Subject subject) {
        int hash = hash(subject);
        for (int at = hash & mask, tried = 0; tried <= mask; at = at + 1 & mask, tried++) {
            long place = (long) PLACE.getAcquire(places, at);
            if (place == 0) {
                return -1;
            }
            if ((int) (place >>> 32) == hash && isEntry(place, subject)) {
                return (place & 1) != 0 ? entry(place) : -1;
            }
        }
        return -1;
    }

    /** What {@link #add} found. */
    enum Added {
        /** It was not in the set, and is now. */
        NEW,
        /** It was in the set. */
        KNOWN,
        /** It was not in the set, and there is no room. */
        FULL
    }

    /** Puts the subject's bytes in. */
    Added add(Subject subject) {
        return add(subject, 0, null);
    }

    private Added add(Subject subject, int score, byte[] context) {
        int hash = hash(subject);
        long mine = 0;
        for (int at = hash & mask, tried = 0; tried <= mask; at = at + 1 & mask, tried++) {
            long place = (long) PLACE.getAcquire(places, at);
            while (place == 0) {
                mine = mine != 0 ? mine : write(subject, hash, score, context);
                if (mine == 0) {
                    return Added.FULL;
                }
                if (PLACE.compareAndSet(places, at, 0L, mine)) {
                    return Added.NEW;
                }
                place = (long) PLACE.getAcquire(places, at);
            }
            if ((int) (place >>> 32) == hash && isEntry(place, subject)) {
                return (place & 1) == 0 && PLACE.compareAndSet(places, at, place, place | 1) ? Added.NEW : Added.KNOWN;
            }
        }
        return Added.FULL;
    }

    /** Takes the subject's bytes out; false when they were not in the set. */
    boolean remove(Subject subject) {
        int hash = hash(subject);
        for (int at = hash & mask, tried = 0; tried <= mask; at = at + 1 & mask, tried++) {
            long place = (long) PLACE.getAcquire(places, at);
            if (place == 0) {
                return false;
            }
            if ((int) (place >>> 32) == hash && isEntry(place, subject)) {
                return (place & 1) != 0 && PLACE.compareAndSet(places, at, place, place & ~1L);
            }
        }
        return false;
    }

    /** Score of an entry. */
    int score(int entry) {
        return (int) INT.get(bytes, entry + 4);
    }

    /** The array that holds entries' contexts. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the entry's context begins. */
    int contextOffset(int entry) {
        return entry + HEADER + (int) INT.get(bytes, entry);
    }

    /** Bytes of the entry's context, 0 for none. */
    int contextLength(int entry) {
        return (int) INT.get(bytes, entry + 8);
    }

    private static int entry(long place) {
        return (((int) place >>> 1) - 1) << 3;
    }

    private boolean isEntry(long place, Subject subject) {
        int entry = entry(place);
        int length = (int) INT.get(bytes, entry);
        return length == subject.length && MemorySegment.mismatch(memory, entry + HEADER, entry + HEADER + (long) length,
                subject.memory, subject.base, subject.base + length) < 0;
    }

    /** Writes an entry that no place points at yet; what the place is to hold, or 0 when there is no room. */
    private long write(Subject subject, int hash, int score, byte[] context) {
        int contextLength = context == null ? 0 : context.length;
        int units = units(subject.length, contextLength);
        if (entries.get() >= mostEntries || usedUnits.get() + (long) units > bytes.length >>> 3) {
            return 0;
        }
        int unit = usedUnits.getAndAdd(units);
        if (unit < 0 || unit + (long) units > bytes.length >>> 3) {
            usedUnits.addAndGet(-units);
            return 0;
        }
        entries.incrementAndGet();
        int entry = unit << 3;
        INT.set(bytes, entry, subject.length);
        INT.set(bytes, entry + 4, score);
        INT.set(bytes, entry + 8, contextLength);
        MemorySegment.copy(subject.memory, subject.base, memory, entry + HEADER, subject.length);
        if (contextLength > 0) {
            MemorySegment.copy(context, 0, memory, ValueLayout.JAVA_BYTE, entry + HEADER + (long) subject.length,
                    contextLength);
        }
        return (long) hash << 32 | (unit + 1L) << 1 | 1;
    }

    private int hash(Subject subject) {
        long hash = seed ^ subject.length;
        int at = 0;
        for (; at + 8 <= subject.length; at += 8) {
            hash = mixed(hash ^ subject.word(at));
        }
        if (at < subject.length) {
            hash = mixed(hash ^ subject.word(at) & (1L << 8 * (subject.length - at)) - 1);
        }
        return (int) (mixed(hash) >>> 32);
    }

    private long mixed(long value) {
        long mixed = value * 0x9e37_79b9_7f4a_7c15L;
        mixed = (mixed ^ mixed >>> 32) * 0xd6e8_feb8_6659_fd93L;
        return mixed ^ mixed >>> 29 ^ seed;
    }

    // Asked at stop.

    /** Shows the elements, each a copy. Cold; what changes meanwhile may or may not be seen. */
    void forEach(Consumer<byte[]> consumer) {
        for (int at = 0; at < places.length; at++) {
            long place = (long) PLACE.getAcquire(places, at);
            if ((place & 1) != 0) {
                int entry = entry(place);
                byte[] key = new byte[(int) INT.get(bytes, entry)];
                System.arraycopy(bytes, entry + HEADER, key, 0, key.length);
                consumer.accept(key);
            }
        }
    }
}
