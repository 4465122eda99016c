package org.sluice.rules.image;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that names and guards an image: SHA-256. */
final class ImageHash {
    /** Bytes of the hash that make the file's name. */
    static final int NAME_BYTES = 16;
    private static final long CHUNK_BYTES = 1 << 24;

    private ImageHash() {
    }

    static byte[] of(MemorySegment bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long at = 0; at < bytes.byteSize(); at += CHUNK_BYTES) {
                digest.update(bytes.asSlice(at, Math.min(CHUNK_BYTES, bytes.byteSize() - at)).asByteBuffer());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
