package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.sluice.rules.image.Buffer;

/** Digests of one file, computed as its bytes come: those that are wanted. Pooled, see {@link FileDigests}. */
public final class FileDigest {
    private static final int CHUNK = 4096;
    private static final int LONGEST = 32;
    private static final Buffer[] KINDS = {Buffer.FILE_MD5, Buffer.FILE_SHA1, Buffer.FILE_SHA256};
    private static final String[] ALGORITHMS = {"MD5", "SHA-1", "SHA-256"};
    private static final String[] KEYS = {"md5", "sha1", "sha256"};

    private final FileDigests owner;
    private final MessageDigest[] digests = new MessageDigest[KINDS.length];
    private final boolean[] wanted = new boolean[KINDS.length];
    private final byte[] chunk = new byte[CHUNK];
    private final MemorySegment chunkMemory = MemorySegment.ofArray(chunk);
    private final byte[] result = new byte[LONGEST];
    private final NativeBytes results;
    private final NativeBytes text;
    private boolean finished;

    FileDigest(FileDigests owner, AppRuntime runtime) {
        this.owner = owner;
        results = runtime.bytes(KINDS.length * LONGEST);
        text = runtime.bytes(2 * LONGEST);
        try {
            for (int i = 0; i < KINDS.length; i++) {
                digests[i] = MessageDigest.getInstance(ALGORITHMS[i]);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks a digest: use one with java.base's providers", e);
        }
    }

    /** Index of the digest that a buffer holds, or -1. */
    static int kind(Buffer buffer) {
        return switch (buffer) {
            case FILE_MD5 -> 0;
            case FILE_SHA1 -> 1;
            case FILE_SHA256 -> 2;
            default -> -1;
        };
    }

    void begin(boolean[] kinds) {
        for (int i = 0; i < KINDS.length; i++) {
            wanted[i] = kinds[i];
            digests[i].reset();
        }
        finished = false;
    }

    /** The next bytes of the file. */
    void update(MemorySegment memory, long offset, int length) {
        for (int at = 0; at < length; at += CHUNK) {
            int count = Math.min(CHUNK, length - at);
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset + at, chunkMemory, ValueLayout.JAVA_BYTE, 0, count);
            for (int i = 0; i < KINDS.length; i++) {
                if (wanted[i]) {
                    digests[i].update(chunk, 0, count);
                }
            }
        }
    }

    /** The file is whole. */
    void finish() {
        if (finished || !results.reserve(KINDS.length * LONGEST)) {
            return;
        }
        for (int i = 0; i < KINDS.length; i++) {
            try {
                if (wanted[i]) {
                    digests[i].digest(result, 0, digests[i].getDigestLength());
                }
            } catch (DigestException e) {
                throw new IllegalStateException(ALGORITHMS[i] + " does not fit " + LONGEST + " bytes", e);
            }
            for (int b = 0; b < LONGEST; b++) {
                results.append(result[b]);
            }
        }
        finished = true;
    }

    /** Points at a digest; false when it was not wanted, or the file is not whole. */
    boolean slice(Buffer buffer, BufferSlice out) {
        int kind = kind(buffer);
        return finished && kind >= 0 && wanted[kind]
                && out.set(results.memory(), results.offset() + (long) kind * LONGEST, digests[kind].getDigestLength());
    }

    /** Writes the digests as EVE names them, inside an object that the caller opened. */
    void write(AttributeSink sink) {
        for (int i = 0; finished && i < KINDS.length; i++) {
            if (wanted[i]) {
                text.clear();
                for (int b = 0; b < digests[i].getDigestLength(); b++) {
                    TextFormat.hexByte(text, results.get(i * LONGEST + b) & 0xFF);
                }
                sink.text(KEYS[i], text);
            }
        }
    }

    /** Gives it back: the file is forgotten. */
    void release() {
        results.release();
        text.release();
        owner.give(this);
    }
}
