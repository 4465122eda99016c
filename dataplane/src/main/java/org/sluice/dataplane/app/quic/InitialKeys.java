package org.sluice.dataplane.app.quic;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;

/**
 * Keys of Initial packets (RFC 9001, 5.2; RFC 9369, 3.3), and what is opened with them. One per inspector: keys are
 * derived again for each packet, from the connection id that the flow keeps.
 */
final class InitialKeys {
    private static final int HASH = 32;
    private static final int HMAC_BLOCK = 64;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final byte[] SALT_1 = HexFormat.of().parseHex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");
    private static final byte[] SALT_2 = HexFormat.of().parseHex("0dede3def700a6db819381be6e269dcbf9bd2ed9");
    private static final byte[] SALT_DRAFT_29 = HexFormat.of().parseHex("afbfec289993d24c9e9786f19c6111e04390a899");
    private static final byte[] SALT_DRAFT_23 = HexFormat.of().parseHex("c3eef712c72ebb5a11a7d2432bb46365bef9f502");
    private static final byte[] CLIENT = label("client in", HASH);
    private static final byte[] SERVER = label("server in", HASH);
    private static final byte[][] LABELS_1 = {label("quic key", 16), label("quic iv", NONCE), label("quic hp", 16)};
    private static final byte[][] LABELS_2 = {label("quicv2 key", 16), label("quicv2 iv", NONCE),
            label("quicv2 hp", 16)};

    private final MessageDigest sha256;
    private final byte[] pad = new byte[HMAC_BLOCK];
    private final byte[] initial = new byte[HASH];
    private final byte[] secret = new byte[HASH];
    private final byte[] inner = new byte[HASH];
    private final byte[] connection = new byte[QuicFlow.LONGEST_ID];
    private final byte[] expanded = new byte[HASH];
    private final byte[] nonce = new byte[NONCE];
    private final byte[] block = new byte[Aes128.BLOCK];
    private final byte[] stream = new byte[Aes128.BLOCK];
    private final byte[] tag = new byte[TAG];
    private final Aes128 packetCipher = new Aes128();
    private final Aes128 headerCipher = new Aes128();
    private final GaloisHash hash = new GaloisHash();

    InitialKeys() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256: use one with java.base's providers", e);
        }
    }

    /** HKDF-Expand-Label's input (RFC 8446, 7.1), with the counter that ends it. */
    private static byte[] label(String name, int length) {
        byte[] text = ("tls13 " + name).getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[text.length + 5];
        all[1] = (byte) length;
        all[2] = (byte) text.length;
        System.arraycopy(text, 0, all, 3, text.length);
        all[all.length - 1] = 1;
        return all;
    }

    /** Derives the keys of one side. */
    void derive(long version, NativeBytes id, boolean client) {
        int length = Math.min(id.length(), connection.length);
        for (int i = 0; i < length; i++) {
            connection[i] = id.get(i);
        }
        byte[] salt = version == QuicVersions.V1 ? SALT_1 : version == QuicVersions.V2 ? SALT_2
                : QuicVersions.draft(version) >= 29 ? SALT_DRAFT_29 : SALT_DRAFT_23;
        byte[][] labels = version == QuicVersions.V2 ? LABELS_2 : LABELS_1;
        hmac(salt, salt.length, connection, length, initial);
        byte[] side = client ? CLIENT : SERVER;
        hmac(initial, HASH, side, side.length, secret);
        hmac(secret, HASH, labels[0], labels[0].length, expanded);
        packetCipher.key(expanded);
        hmac(secret, HASH, labels[1], labels[1].length, expanded);
        System.arraycopy(expanded, 0, nonce, 0, NONCE);
        hmac(secret, HASH, labels[2], labels[2].length, expanded);
        headerCipher.key(expanded);
    }

    private void hmac(byte[] key, int keyLength, byte[] data, int length, byte[] out) {
        try {
            sha256.reset();
            pad(key, keyLength, 0x36);
            sha256.update(data, 0, length);
            sha256.digest(inner, 0, HASH);
            pad(key, keyLength, 0x5c);
            sha256.update(inner, 0, HASH);
            sha256.digest(out, 0, HASH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 does not fit " + HASH + " bytes", e);
        }
    }

    private void pad(byte[] key, int length, int with) {
        for (int i = 0; i < HMAC_BLOCK; i++) {
            pad[i] = (byte) ((i < length ? key[i] : 0) ^ with);
        }
        sha256.update(pad, 0, HMAC_BLOCK);
    }

    /**
     * Opens a packet (RFC 9001, 5.3 and 5.4) whose keys were derived.
     *
     * @param start where the packet begins
     * @param number where its number begins
     * @param end where it ends
     * @return whether it is genuine: then {@code out} holds its frames
     */
    boolean open(ByteView bytes, int start, int number, int end, NativeBytes out) {
        if (!bytes.has(number, 4 + TAG) || end < number + 4 + TAG) {
            return false;
        }
        for (int i = 0; i < Aes128.BLOCK; i++) {
            block[i] = (byte) bytes.u8(number + 4 + i);
        }
        headerCipher.encrypt(block, stream);
        int first = bytes.u8(start) ^ stream[0] & 0x0f;
        int numberLength = (first & 3) + 1;
        int text = number + numberLength;
        int textEnd = end - TAG;
        java.util.Arrays.fill(block, (byte) 0);
        packetCipher.encrypt(block, tag);
        hash.begin(tag);
        hash.add(first);
        for (int i = start + 1; i < number; i++) {
            hash.add(bytes.u8(i));
        }
        System.arraycopy(nonce, 0, block, 0, NONCE);
        for (int i = 0; i < numberLength; i++) {
            int clear = bytes.u8(number + i) ^ stream[1 + i] & 0xff;
            hash.add(clear);
            block[NONCE - numberLength + i] ^= (byte) clear;
        }
        hash.pad();
        for (int i = text; i < textEnd; i++) {
            hash.add(bytes.u8(i));
        }
        hash.end(text - start, textEnd - text, tag);
        block[NONCE + 3] = 1;
        packetCipher.encrypt(block, stream);
        int difference = 0;
        for (int i = 0; i < TAG; i++) {
            difference |= tag[i] ^ stream[i] ^ (byte) bytes.u8(textEnd + i);
        }
        return difference == 0 && decrypt(bytes, text, textEnd, out);
    }

    private boolean decrypt(ByteView bytes, int from, int to, NativeBytes out) {
        int counter = 1;
        for (int i = from; i < to; i++) {
            int at = i - from & 15;
            if (at == 0) {
                counter++;
                block[NONCE] = (byte) (counter >>> 24);
                block[NONCE + 1] = (byte) (counter >>> 16);
                block[NONCE + 2] = (byte) (counter >>> 8);
                block[NONCE + 3] = (byte) counter;
                packetCipher.encrypt(block, stream);
            }
            if (!out.append((byte) (bytes.u8(i) ^ stream[at]))) {
                return false;
            }
        }
        return true;
    }
}
