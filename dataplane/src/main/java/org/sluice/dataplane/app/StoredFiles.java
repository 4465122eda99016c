package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;

/** The files of one inspector that rules want kept ({@code filestore}). None while nobody takes them. */
public final class StoredFiles {
    private static final int MOST = 256;

    /** Takes the bytes of files; called on the inspector's thread, and must not wait. */
    public interface Sink {
        /** Bytes of a file, those before {@code position} were given before. */
        void onFileData(StoredFile file, long position, MemorySegment memory, long offset, int length);

        /** A file has ended. */
        void onFileEnd(StoredFile file, BodyWindow window);
    }

    private final AppRuntime runtime;
    private final Pool<StoredFile> pool;
    private final long depth;
    private Sink sink;
    private long nextId = 1;

    StoredFiles(AppRuntime runtime) {
        this.runtime = runtime;
        depth = runtime.settings().storedFileLimit();
        pool = new Pool<>(depth > 0 ? MOST : 0, () -> new StoredFile(this, runtime));
    }

    /** Sets who takes the bytes. */
    public void sink(Sink taker) {
        sink = taker;
    }

    /** Whether files are kept at all. */
    public boolean isTaken() {
        return sink != null && depth > 0;
    }

    Sink sink() {
        return sink;
    }

    long depth() {
        return depth;
    }

    /** A file that is to be kept; null when nobody takes files, or too many are on their way (counted). */
    StoredFile begin(long transactionId, MemorySegment memory, long nameOffset, int nameLength) {
        if (!isTaken()) {
            return null;
        }
        StoredFile file = pool.take();
        if (file == null) {
            runtime.counters().add(AppCounter.STORED_FILES_EXHAUSTED, 1);
            return null;
        }
        file.begin(nextId++, transactionId, memory, nameOffset, nameLength);
        return file;
    }

    void give(StoredFile file) {
        pool.give(file);
    }
}
