package org.sluice.rules.image;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

/**
 * The hash that names and guards an image: SHA-256 of the CRC-32 of each of its blocks. It finds damage and tells rule
 * sets apart; it does not keep out somebody who may write the file, since he could write any hash of it. The checksums
 * run at the memory's speed in every mode of the JVM, which SHA-256 over tens of megabytes does not: it was a sixth of
 * a load.
 */
final class ImageHash {
    /** Bytes of the hash that make the file's name. */
    static final int NAME_BYTES = 16;
    /** Bytes under one checksum; the last block may be shorter. */
    static final int BLOCK_BYTES = 4096;

    private ImageHash() {
    }

    static byte[] of(MemorySegment bytes) {
        int blocks = Math.toIntExact((bytes.byteSize() + BLOCK_BYTES - 1) / BLOCK_BYTES);
        ByteBuffer checksums = ByteBuffer.allocate(Math.multiplyExact(blocks, Integer.BYTES));
        CRC32 checksum = new CRC32();
        for (long at = 0; at < bytes.byteSize(); at += BLOCK_BYTES) {
            checksum.reset();
            checksum.update(bytes.asSlice(at, Math.min(BLOCK_BYTES, bytes.byteSize() - at)).asByteBuffer());
            checksums.putInt((int) checksum.getValue());
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(checksums.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
