package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash functions that fingerprints need, with their scratch memory: one set an inspector. */
public final class Digests {
    private static final int CHUNK = 4096;

    private final MessageDigest md5 = digest("MD5");
    private final MessageDigest sha1 = digest("SHA-1");
    private final MessageDigest sha256 = digest("SHA-256");
    private final byte[] chunk = new byte[CHUNK];
    private final MemorySegment chunkMemory = MemorySegment.ofArray(chunk);
    private final byte[] result = new byte[32];

    /** Appends the MD5 of a range as 32 hexadecimal digits. */
    public void md5(NativeBytes in, int start, int end, NativeBytes out) {
        hex(run(md5, in, start, end), out, false);
    }

    /** Appends the SHA-1 of a range as pairs of digits with colons between. */
    public void sha1(NativeBytes in, int start, int end, NativeBytes out) {
        hex(run(sha1, in, start, end), out, true);
    }

    /** Appends the first 12 hexadecimal digits of the SHA-256 of a range. */
    public void sha256Short(NativeBytes in, int start, int end, NativeBytes out) {
        run(sha256, in, start, end);
        hex(6, out, false);
    }

    private int run(MessageDigest digest, NativeBytes in, int start, int end) {
        digest.reset();
        for (int at = start; at < end; at += CHUNK) {
            int count = Math.min(CHUNK, end - at);
            MemorySegment.copy(in.memory(), ValueLayout.JAVA_BYTE, in.offset() + at, chunkMemory,
                    ValueLayout.JAVA_BYTE, 0, count);
            digest.update(chunk, 0, count);
        }
        try {
            return digest.digest(result, 0, digest.getDigestLength());
        } catch (DigestException e) {
            throw new IllegalStateException(digest.getAlgorithm() + " does not fit " + result.length + " bytes", e);
        }
    }

    private void hex(int count, NativeBytes out, boolean colons) {
        for (int i = 0; i < count; i++) {
            if (colons && i > 0) {
                out.append((byte) ':');
            }
            TextFormat.hexByte(out, result[i] & 0xFF);
        }
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no " + name + ": use one with java.base's providers", e);
        }
    }
}
