package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.Buffer;

/**
 * The files one direction of a transaction carries, by name and window. A few at a time: one that is whole
 * and inspected makes room for the next.
 */
public final class FileWindows {
    private static final int SLOTS = 4;
    private static final int NAME_LIMIT = 1024;

    private final AppSettings settings;
    private final FileDigests digests;
    private final StoredFiles stored;
    private final BodyWindow[] windows = new BodyWindow[SLOTS];
    private final NativeBytes[] names = new NativeBytes[SLOTS];
    private int count;
    private boolean open;
    private boolean storing;
    private long transactionId;

    /** Empty; limits are those of request bodies. */
    public FileWindows(AppRuntime runtime) {
        settings = runtime.settings();
        digests = runtime.digests();
        stored = runtime.storedFiles();
        for (int i = 0; i < SLOTS; i++) {
            windows[i] = runtime.file();
            names[i] = runtime.bytes(NAME_LIMIT);
        }
    }

    /** A file begins; its name may be empty. When all slots are waiting for inspection it goes on in the last. */
    public void begin(MemorySegment memory, long nameOffset, int nameLength) {
        end();
        if (count == SLOTS) {
            retire();
        }
        if (count < SLOTS) {
            windows[count].begin(settings.requestBodyLimit(), settings.requestBodyMinimalInspectSize(),
                    settings.requestBodyInspectWindow());
            windows[count].asFile(digests);
            names[count].clear();
            names[count].append(memory, nameOffset, nameLength);
            count++;
            if (storing) {
                store(count - 1);
            }
        }
        open = true;
    }

    /** Says that the files there are, and those that will come, are to be kept. */
    public void store(long ofTransaction) {
        storing = true;
        transactionId = ofTransaction;
        for (int i = 0; i < count; i++) {
            store(i);
        }
    }

    private void store(int i) {
        windows[i].store(stored, transactionId, names[i].memory(), names[i].offset(), names[i].length());
    }

    /** Bytes of the file that began last. */
    public void append(MemorySegment memory, long offset, int length) {
        if (open) {
            windows[count - 1].append(memory, offset, length);
        }
    }

    /** The file that began last is whole. */
    public void end() {
        if (open) {
            windows[count - 1].end();
            open = false;
        }
    }

    /** Bytes of the file that began last were lost. */
    public void lose() {
        if (open) {
            windows[count - 1].lose();
        }
    }

    /** The rest of the file that began last will not come. */
    public void truncate() {
        if (open) {
            windows[count - 1].truncate();
            open = false;
        }
    }

    /** Whether a file is being read. */
    public boolean open() {
        return open;
    }

    /** Window of file {@code instance}. */
    public boolean data(int instance, BufferSlice out) {
        return instance < count && windows[instance].slice(out);
    }

    /** What is known of file {@code instance}: see {@link BodyWindow#fact}. */
    public boolean fact(Buffer kind, int instance, BufferSlice out) {
        return instance < count && windows[instance].fact(kind, out);
    }

    /** Name of file {@code instance}. */
    public boolean name(int instance, BufferSlice out) {
        return instance < count && !names[instance].isEmpty() && out.set(names[instance])
                && out.inspected(windows[instance].anyInspected());
    }

    /** The buffer of file {@code instance}: its window, its name or a fact; no other buffer is a file's. */
    public boolean buffer(Buffer buffer, int instance, BufferSlice out) {
        return switch (buffer) {
            case FILE_DATA -> data(instance, out);
            case FILE_NAME -> name(instance, out);
            case FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256 -> fact(buffer, instance, out);
            default -> false;
        };
    }

    /** Writes what EVE shows of the files, as an array. */
    public void writeArray(AttributeSink sink, long transactionId) {
        sink.beginArray("files");
        writeMetadata(sink, transactionId);
        sink.endArray();
    }

    /** Writes what EVE shows of each file, inside an array that the caller opened. */
    public void writeMetadata(AttributeSink sink, long transactionId) {
        for (int i = 0; i < count; i++) {
            write(sink, transactionId, names[i].memory(), names[i].offset(), names[i].length(), windows[i]);
        }
    }

    /** Writes what EVE shows of one file, inside an array that the caller opened. */
    public static void write(AttributeSink sink, long transactionId, MemorySegment memory, long nameOffset, int nameLength,
            BodyWindow window) {
        sink.beginObject(null);
        writeContent(sink, memory, nameOffset, nameLength, window);
        sink.bool("stored", window.wasStored());
        if (window.isStoring()) {
            sink.bool("storing", true);
        }
        writePlace(sink, transactionId, window);
        sink.endObject();
    }

    /** Writes what a file is, as members of an object that the caller opened. */
    static void writeContent(AttributeSink sink, MemorySegment memory, long nameOffset, int nameLength, BodyWindow window) {
        sink.text("filename", memory, nameOffset, nameLength);
        sink.bool("gaps", window.gaps());
        sink.text("state", window.truncated() ? "TRUNCATED" : window.complete() ? "CLOSED" : "UNKNOWN");
        window.writeFacts(sink);
    }

    /** Writes how long it is and where it was met, as members of an object that the caller opened. */
    static void writePlace(AttributeSink sink, long transactionId, BodyWindow window) {
        sink.integer("size", window.total());
        sink.integer("tx_id", transactionId);
    }

    /** Whether there is any file. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Bytes of the file that began last. */
    public long size() {
        return count == 0 ? 0 : windows[count - 1].total();
    }

    /** All there is was inspected. */
    public void markInspected() {
        for (int i = 0; i < count; i++) {
            windows[i].markInspected();
        }
    }

    /** Forgets all files. */
    public void release() {
        for (int i = 0; i < SLOTS; i++) {
            windows[i].release();
            names[i].release();
        }
        count = 0;
        open = false;
        storing = false;
    }

    /** Frees slots of files that are whole and inspected. */
    private void retire() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            BodyWindow window = windows[i];
            NativeBytes name = names[i];
            if (window.complete() && !window.changed()) {
                window.release();
                name.release();
            } else {
                windows[i] = windows[kept];
                names[i] = names[kept];
                windows[kept] = window;
                names[kept] = name;
                kept++;
            }
        }
        count = kept;
    }
}
