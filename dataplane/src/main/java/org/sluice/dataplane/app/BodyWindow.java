package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.Buffer;

/**
 * The part of a body that can still be inspected: all of it up to a size, then a window that slides and keeps some
 * bytes that were inspected before, so that a pattern across the seam is found. Bytes past the body's limit, and bytes
 * that found no memory, are counted and skipped.
 */
public final class BodyWindow {
    private static final int FIRST_DESCRIBED = 512;

    private final NativeBytes bytes;
    private final AppCounters counters;
    private final boolean patient;
    private final FileMagic magic;
    private final NativeBytes kind;
    private final NativeBytes size;
    /** Bytes that its kind was found by. */
    private int described;
    private int keepWhole;
    private int overlap;
    private long limit;
    private long streamOffset;
    private long inspected;
    private long total;
    private boolean complete;
    private boolean truncated;
    private boolean changed;
    private boolean gaps;
    /** Where a digest comes from once there are bytes; null when the body is no file, or has been asked for. */
    private FileDigests digests;
    private FileDigest digest;
    private StoredFile stored;
    private boolean isStored;

    /**
     * @param patient whether it shows nothing until it is full or the body has ended
     * @param magic says what kind of file it is, when asked
     */
    BodyWindow(BuddyPool pool, AppCounters counters, boolean patient, FileMagic magic) {
        this.magic = magic;
        kind = new NativeBytes(pool).limit(FileMagic.TEXT_LIMIT);
        size = new NativeBytes(pool).limit(Long.BYTES + 1);
        bytes = new NativeBytes(pool);
        this.patient = patient;
        this.counters = counters;
    }

    /**
     * Begins a body.
     *
     * @param limit most bytes to inspect, 0 for no limit
     * @param keepWhole bytes up to which the window begins with the body
     * @param overlap inspected bytes kept when it slides
     */
    public void begin(long limit, int keepWhole, int overlap) {
        release();
        this.limit = limit;
        this.keepWhole = keepWhole;
        this.overlap = overlap;
    }

    /** Says that the body, which has just begun, is a file. */
    public void asFile(FileDigests of) {
        digests = of;
    }

    /** Says that bytes of the body were lost: what there will be of it has no digest. */
    public void lose() {
        if (!complete) {
            gaps = true;
            forgetDigest();
        }
    }

    /**
     * Says that the file is to be kept. What there is of it is handed on now, the rest when it comes; a file whose
     * beginning is gone is not kept (counted).
     */
    public void store(StoredFiles files, long transactionId, MemorySegment memory, long nameOffset, int nameLength) {
        if (stored != null || isStored) {
            return;
        }
        if (streamOffset > 0 || total > bytes.length()) {
            counters.add(AppCounter.STORED_FILES_LATE, 1);
            return;
        }
        stored = files.begin(transactionId, memory, nameOffset, nameLength);
        if (stored != null) {
            isStored = true;
            stored.append(bytes.memory(), bytes.offset(), bytes.length());
            endStored();
        }
    }

    /** Whether it is being kept: until the packet that ended it has been inspected. */
    boolean isStoring() {
        return isStored && (!complete || changed);
    }

    /** Whether it was kept, and its end inspected. */
    boolean wasStored() {
        return isStored && !isStoring();
    }

    private void endStored() {
        if (stored != null && complete) {
            stored.end(this);
            stored.release();
            stored = null;
        }
    }

    private void forgetDigest() {
        digests = null;
        if (digest != null) {
            digest.release();
            digest = null;
        }
    }

    /** Whether a digest of the body is computed, so that all of its bytes are wanted. */
    public boolean isDigested() {
        return digest != null;
    }

    /** Takes body bytes. */
    public void append(MemorySegment memory, long offset, int length) {
        digest(memory, offset, length);
        if (stored != null) {
            stored.append(memory, offset, length);
        }
        int wanted = length;
        if (limit > 0 && total + wanted > limit) {
            wanted = (int) Math.max(0, limit - total);
            counters.add(AppCounter.BODY_BYTES_PAST_LIMIT, length - wanted);
        }
        total += length;
        if (wanted > 0) {
            slide();
            bytes.append(memory, offset, wanted);
            changed = true;
        }
    }

    private void digest(MemorySegment memory, long offset, int length) {
        if (digests != null && length > 0) {
            digest = digests.begin();
            digests = null;
        }
        if (digest != null && !complete) {
            digest.update(memory, offset, length);
        }
    }

    /** Says that the body has ended. */
    public void end() {
        if (digest != null && !complete) {
            digest.finish();
        }
        complete = true;
        changed = true;
        endStored();
    }

    /** Says that no more of the body will come, although it has not ended. */
    public void truncate() {
        if (!complete) {
            forgetDigest();
            truncated = true;
            complete = true;
            changed = true;
            endStored();
        }
    }

    private boolean isWaiting() {
        return patient && !complete && total < keepWhole && (limit == 0 || total < limit);
    }

    /** Says that all there is was inspected. */
    public void markInspected() {
        if (isWaiting()) {
            return;
        }
        inspected = streamOffset + bytes.length();
        changed = false;
        if (complete) {
            bytes.release();
            streamOffset = inspected;
        }
    }

    /** Whether any byte of it was inspected. */
    public boolean anyInspected() {
        return inspected > 0;
    }

    /** Whether there is anything that was not inspected. */
    public boolean changed() {
        return changed;
    }

    /** Whether any byte came. */
    public boolean isEmpty() {
        return total == 0;
    }

    /** Whether the body has ended. */
    public boolean complete() {
        return complete;
    }

    /** Bytes of the body so far, those past the limit included. */
    public long total() {
        return total;
    }

    /** Whether bytes of the body were lost. */
    public boolean gaps() {
        return gaps;
    }

    /** Whether the body ended before its time. */
    public boolean truncated() {
        return truncated;
    }

    /**
     * Points at what is known of the file as a whole: its kind once its first bytes came, its digests and size at its
     * end. False when that is not known, or not yet.
     */
    public boolean fact(Buffer what, BufferSlice out) {
        return switch (what) {
            case FILE_MAGIC -> describe() && out.set(kind);
            case FILE_SIZE -> complete && writeSize() && out.set(size);
            default -> digest != null && digest.slice(what, out);
        };
    }

    /**
     * Has the file described, twice at most: by its first bytes, so that an answer is there before the file has
     * passed, and by all that is looked at, so that nobody hides what a file is by sending it in small pieces.
     */
    private boolean describe() {
        int shown = streamOffset > 0 ? 0 : Math.min(bytes.length(), FileMagic.BYTES);
        int enough = keepWhole > 0 ? Math.min(keepWhole, FIRST_DESCRIBED) : FIRST_DESCRIBED;
        if (shown > described && (complete || shown == FileMagic.BYTES || described == 0 && shown >= enough)) {
            described = shown;
            kind.clear();
            magic.describe(bytes, kind);
        }
        return !kind.isEmpty();
    }

    private boolean writeSize() {
        size.clear();
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            size.append((byte) (total >>> shift));
        }
        return size.append((byte) (truncated ? 1 : 0));
    }

    /** Writes kind and digests of the file as EVE names them, as far as they are known. */
    void writeFacts(AttributeSink sink) {
        if (!kind.isEmpty()) {
            sink.text("magic", kind);
        }
        if (digest != null) {
            digest.write(sink);
        }
    }

    /** Points at the window; false when there is nothing in it. */
    public boolean slice(BufferSlice out) {
        if (bytes.isEmpty() || isWaiting()) {
            return false;
        }
        out.memory = bytes.memory();
        out.offset = bytes.offset();
        out.length = bytes.length();
        out.streamOffset = streamOffset;
        out.newOffset = (int) (inspected - streamOffset);
        out.complete = complete;
        return true;
    }

    /** Gives the memory back and forgets the body. */
    public void release() {
        if (stored != null) {
            truncate();
        }
        isStored = false;
        bytes.release();
        streamOffset = 0;
        inspected = 0;
        total = 0;
        complete = false;
        truncated = false;
        changed = false;
        gaps = false;
        described = 0;
        kind.release();
        size.release();
        forgetDigest();
    }

    private void slide() {
        int seen = (int) (inspected - streamOffset);
        if (inspected > keepWhole && seen > overlap) {
            int gone = seen - overlap;
            bytes.discard(gone);
            streamOffset += gone;
        }
    }
}
