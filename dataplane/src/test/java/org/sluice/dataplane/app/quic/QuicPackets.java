package org.sluice.dataplane.app.quic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes QUIC's Initial packets for tests, by the runtime's own cryptography. */
final class QuicPackets {
    static final byte[] ID = HexFormat.of().parseHex("8394c8f03e515708");
    private static final byte[] SALT_1 = HexFormat.of().parseHex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");
    private static final byte[] SALT_2 = HexFormat.of().parseHex("0dede3def700a6db819381be6e269dcbf9bd2ed9");

    private QuicPackets() {
    }

    static byte[] key(long version, boolean client, String name, int length) {
        byte[] initial = hmac(version == 1 ? SALT_1 : SALT_2, ID);
        byte[] secret = expand(initial, client ? "client in" : "server in", 32);
        return expand(secret, (version == 1 ? "quic " : "quicv2 ") + name, length);
    }

    private static byte[] expand(byte[] secret, String label, int length) {
        byte[] text = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = ByteBuffer.allocate(text.length + 5).putShort((short) length).put((byte) text.length).put(text)
                .put((byte) 0).put((byte) 1).array();
        return Arrays.copyOf(hmac(secret, info), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An Initial packet that carries these frames, padded with zeros to {@code size} bytes of frames. */
    static byte[] initial(long version, boolean client, int number, byte[] frames, int size) {
        byte[] plain = Arrays.copyOf(frames, Math.max(size, frames.length));
        int first = (version == 1 ? 0xC0 : 0xD0) | 1;
        byte[] header = ByteBuffer.allocate(1 + 4 + 1 + 8 + 1 + 1 + 2 + 2).put((byte) first).putInt((int) version)
                .put((byte) 8).put(ID).put((byte) 0).put((byte) 0).putShort((short) (0x4000 | 2 + plain.length + 16))
                .putShort((short) number).array();
        try {
            byte[] nonce = key(version, client, "iv", 12);
            nonce[11] ^= (byte) number;
            nonce[10] ^= (byte) (number >> 8);
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key(version, client, "key", 16), "AES"),
                    new GCMParameterSpec(128, nonce));
            gcm.updateAAD(header);
            byte[] sealed = gcm.doFinal(plain);
            Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
            ecb.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key(version, client, "hp", 16), "AES"));
            byte[] mask = ecb.doFinal(sealed, 2, 16);
            header[0] ^= (byte) (mask[0] & 0x0f);
            header[header.length - 2] ^= mask[1];
            header[header.length - 1] ^= mask[2];
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(header);
            out.writeBytes(sealed);
            return out.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A CRYPTO frame. */
    static byte[] crypto(int offset, byte[] data) {
        return ByteBuffer.allocate(5 + data.length).put((byte) 6).putShort((short) (0x4000 | offset))
                .putShort((short) (0x4000 | data.length)).put(data).array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
