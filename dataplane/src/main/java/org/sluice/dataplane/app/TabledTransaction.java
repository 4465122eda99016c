package org.sluice.dataplane.app;

import java.util.Arrays;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * A transaction of a protocol of short messages: what rules ask for is copied into a table of fixed size as it is
 * parsed. What finds no room is left out. Each message of a direction is a step of its progress.
 */
public abstract class TabledTransaction extends Transaction {
    /** Progress of a direction whose first message was parsed. */
    protected static final int MESSAGE = 1;
    private static final int ENTRIES = 64;
    private static final int NUMBERS = 48;

    private final AppProtocol protocol;
    private final NativeBytes store;
    private final int[] keys = new int[ENTRIES];
    private final int[] starts = new int[ENTRIES];
    private final int[] lengths = new int[ENTRIES];
    private final int[] fields = new int[NUMBERS];
    private final long[] numbers = new long[NUMBERS];
    private final byte[] stamps = new byte[ENTRIES];
    private int count;
    private int numberCount;

    /** @param storeLimit most bytes of all its buffers together */
    protected TabledTransaction(AppRuntime runtime, AppProtocol protocol, int storeLimit) {
        this.protocol = protocol;
        store = runtime.bytes(storeLimit);
    }

    @Override
    public final AppProtocol protocol() {
        return protocol;
    }

    @Override
    public boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out) {
        if (progress(direction) < MESSAGE) {
            return false;
        }
        int at = find(buffer, direction, instance);
        return at >= 0 && out.set(store.memory(), store.offset() + starts[at], lengths[at]);
    }

    @Override
    public int readyAt(Buffer buffer, int direction) {
        if (!protocol.carries(buffer.protocol())) {
            return NEVER;
        }
        // What a later message brought is whole with that message.
        int key = buffer.ordinal() << 1 | direction;
        int ready = MESSAGE;
        for (int i = 0; i < count; i++) {
            ready = keys[i] == key ? Math.max(ready, stamps[i]) : ready;
        }
        return ready;
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        int left = instance;
        int key = field.ordinal() << 1 | direction;
        for (int i = 0; i < numberCount; i++) {
            if (fields[i] == key && left-- == 0) {
                return numbers[i];
            }
        }
        return ABSENT;
    }

    @Override
    protected void reset() {
        store.release();
        count = 0;
        numberCount = 0;
    }

    private int nextProgress(int direction) {
        return Math.min(END - 1, progress(direction) + 1);
    }

    /** A message of that direction was parsed, and others may follow. */
    public final void came(int direction) {
        advance(direction, nextProgress(direction));
    }

    /** A direction is over: no more messages will come. */
    public final void over(int direction) {
        if (progress(direction) == 0) {
            skip(direction);
        } else {
            advance(direction, END);
        }
    }

    /** A message of that direction was parsed, and no other will come. */
    public final void last(int direction) {
        came(direction);
        over(direction);
    }

    /** Raises an event of what came in that direction. */
    public final void event(int direction, AppEvent event) {
        raise(direction, event);
    }

    /** Keeps bytes as the next instance of a buffer. */
    public final void put(int direction, Buffer buffer, ByteView view, int at, int length) {
        if (!view.has(at, length)) {
            return;
        }
        int entry = begin(direction, buffer);
        if (entry >= 0) {
            lengths[entry] = store.append(view.memory(), view.offset() + at, length);
        }
    }

    /** Begins the next instance of a buffer, for {@link #append}; -1 when there is no room. */
    public final int begin(int direction, Buffer buffer) {
        if (count == ENTRIES) {
            return -1;
        }
        keys[count] = buffer.ordinal() << 1 | direction;
        starts[count] = store.length();
        lengths[count] = 0;
        stamps[count] = (byte) nextProgress(direction);
        return count++;
    }

    /** Appends bytes to the instance that began last. */
    public final void append(ByteView view, int at, int length) {
        if (count > 0 && view.has(at, length)) {
            lengths[count - 1] += store.append(view.memory(), view.offset() + at, length);
        }
    }

    /** Appends a byte to the instance that began last. */
    public final void append(int value) {
        if (count > 0 && store.append((byte) value)) {
            lengths[count - 1]++;
        }
    }

    /** Keeps what the first instance of a buffer holds as an instance of another. */
    public final void copy(int fromDirection, Buffer from, int direction, Buffer to) {
        int source = find(from, fromDirection, 0);
        if (source < 0 || count == ENTRIES) {
            return;
        }
        int length = lengths[source];
        boolean room = store.reserve(length);
        int entry = begin(direction, to);
        lengths[entry] = room ? store.append(store.memory(), store.offset() + starts[source], length) : 0;
    }

    /** Keeps a number, as the next instance of its field. */
    public final void put(int direction, AppField field, long value) {
        if (numberCount < NUMBERS) {
            fields[numberCount] = field.ordinal() << 1 | direction;
            numbers[numberCount++] = value;
        }
    }

    /** Instances of a number. */
    public final int count(AppField field, int direction) {
        int found = 0;
        for (int i = 0; i < numberCount; i++) {
            found += fields[i] == (field.ordinal() << 1 | direction) ? 1 : 0;
        }
        return found;
    }

    /** Whether that instance of a buffer is there. */
    public final boolean has(Buffer buffer, int direction, int instance) {
        return find(buffer, direction, instance) >= 0;
    }

    /** Writes an instance of a buffer as text; nothing where it is not there. */
    protected final void text(AttributeSink sink, String key, Buffer buffer, int direction, int instance) {
        int at = find(buffer, direction, instance);
        if (at >= 0) {
            sink.text(key, store.memory(), store.offset() + starts[at], lengths[at]);
        }
    }

    /** Writes a number; nothing where it is not there. */
    protected final void number(AttributeSink sink, String key, AppField field, int direction) {
        long value = integer(field, direction, 0);
        if (value != ABSENT) {
            sink.integer(key, value);
        }
    }

    private int find(Buffer buffer, int direction, int instance) {
        int key = buffer.ordinal() << 1 | direction;
        int left = instance;
        for (int i = 0; i < count; i++) {
            if (keys[i] == key && left-- == 0) {
                return i;
            }
        }
        return -1;
    }

    /** What is kept of a constant table of names: {@code names[index]}, or null. */
    protected static String name(String[] names, long index) {
        return index >= 0 && index < names.length ? names[(int) index] : null;
    }

    @Override
    public final String toString() {
        return protocol + " " + Arrays.toString(Arrays.copyOf(numbers, numberCount));
    }
}
