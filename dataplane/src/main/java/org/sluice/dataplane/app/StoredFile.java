package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;

/** A file on its way to be kept: its bytes are handed on once and in order. Pooled, see {@link StoredFiles}. */
public final class StoredFile {
    private static final int NAME_LIMIT = 1024;

    private final StoredFiles owner;
    private final NativeBytes name;
    private long id;
    private long transactionId;
    private long position;
    private boolean tooLong;

    StoredFile(StoredFiles owner, AppRuntime runtime) {
        this.owner = owner;
        name = runtime.bytes(NAME_LIMIT);
    }

    void begin(long fileId, long ofTransaction, MemorySegment memory, long nameOffset, int nameLength) {
        id = fileId;
        transactionId = ofTransaction;
        position = 0;
        tooLong = false;
        name.clear();
        name.append(memory, nameOffset, nameLength);
    }

    void append(MemorySegment memory, long offset, int length) {
        tooLong |= position + length > owner.depth();
        if (!tooLong && length > 0) {
            owner.sink().onFileData(this, position, memory, offset, length);
            position += length;
        }
    }

    /** The file has ended, whole or not. */
    void end(BodyWindow window) {
        owner.sink().onFileEnd(this, window);
    }

    void release() {
        name.release();
        owner.give(this);
    }

    /** Number among the files of the inspector. */
    public long id() {
        return id;
    }

    /** Whether all bytes were handed on: no file that is longer than files may be. */
    public boolean isComplete(BodyWindow window) {
        return !tooLong && !window.truncated() && !window.gaps() && position == window.total();
    }

    /** Writes what EVE shows of it. */
    public void write(AttributeSink sink, BodyWindow window) {
        sink.beginObject("fileinfo");
        FileWindows.writeContent(sink, name.memory(), name.offset(), name.length(), window);
        FileWindows.writePlace(sink, transactionId, window);
        sink.integer("file_id", id);
        sink.endObject();
    }
}
