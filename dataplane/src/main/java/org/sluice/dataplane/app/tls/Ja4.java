package org.sluice.dataplane.app.tls;

import java.util.Arrays;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.Digests;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TextFormat;

/**
 * The JA4 fingerprint of a TLS client (FoxIO): {@code t13d1516h2_8daaf6152771_e5627efa2ab1}. Suites and extensions are
 * sorted, reserved values left out. Scratch memory is one per inspector.
 */
final class Ja4 {
    private static final int MAX = 1024;

    private final int[] values = new int[MAX];
    private final BufferSlice slice = new BufferSlice();

    /**
     * Appends the fingerprint; {@code scratch} is cleared and used. The transport is {@code t} for TCP, {@code q} for
     * QUIC.
     */
    void append(char transport, ClientHello hello, Digests digests, NativeBytes scratch, NativeBytes out) {
        int ciphers = collectCiphers(hello);
        out.append((byte) transport);
        out.append(version(hello.highestVersion));
        out.append((byte) (hello.hasSni() ? 'd' : 'i'));
        twoDigits(ciphers, out);
        twoDigits(countExtensions(hello), out);
        alpn(hello, out);
        out.append((byte) '_');
        hash(ciphers, digests, scratch, out);
        out.append((byte) '_');
        int extensions = collectExtensions(hello);
        scratch.clear();
        hexList(extensions, scratch);
        signatures(hello, scratch);
        if (scratch.isEmpty()) {
            out.append("000000000000");
        } else {
            digests.sha256Short(scratch, 0, scratch.length(), out);
        }
    }

    private int collectCiphers(ClientHello hello) {
        int count = 0;
        for (int at = hello.ciphersStart; at + 2 <= hello.ciphersEnd && count < MAX; at += 2) {
            int cipher = Bytes.u16(hello.bytes, at);
            if (!Extensions.isGrease(cipher)) {
                values[count++] = cipher;
            }
        }
        Arrays.sort(values, 0, count);
        return count;
    }

    private static int countExtensions(ClientHello hello) {
        int count = 0;
        Extensions extensions = hello.extensions();
        while (extensions.next()) {
            if (!Extensions.isGrease(extensions.type())) {
                count++;
            }
        }
        return count;
    }

    private int collectExtensions(ClientHello hello) {
        int count = 0;
        Extensions extensions = hello.extensions();
        while (extensions.next() && count < MAX) {
            int type = extensions.type();
            if (!Extensions.isGrease(type) && type != Extensions.SERVER_NAME && type != Extensions.ALPN) {
                values[count++] = type;
            }
        }
        Arrays.sort(values, 0, count);
        return count;
    }

    private void hash(int count, Digests digests, NativeBytes scratch, NativeBytes out) {
        if (count == 0) {
            out.append("000000000000");
            return;
        }
        scratch.clear();
        hexList(count, scratch);
        digests.sha256Short(scratch, 0, scratch.length(), out);
    }

    private void hexList(int count, NativeBytes out) {
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append((byte) ',');
            }
            hex16(values[i], out);
        }
    }

    private static void signatures(ClientHello hello, NativeBytes out) {
        Extensions extensions = hello.extensions();
        while (extensions.next()) {
            if (extensions.type() != Extensions.SIGNATURE_ALGORITHMS) {
                continue;
            }
            char before = '_';
            for (int at = extensions.start() + 2; at + 2 <= extensions.end(); at += 2) {
                int algorithm = Bytes.u16(hello.bytes, at);
                if (!Extensions.isGrease(algorithm)) {
                    out.append((byte) before);
                    hex16(algorithm, out);
                    before = ',';
                }
            }
            return;
        }
    }

    /** First and last character of the first protocol; as hexadecimal digits when they are no letters or digits. */
    private void alpn(ClientHello hello, NativeBytes out) {
        if (!hello.alpn(0, slice) || slice.length == 0) {
            out.append("00");
            return;
        }
        byte first = slice.memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, slice.offset);
        byte last = slice.memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, slice.offset + slice.length - 1);
        if (isAlphanumeric(first) && isAlphanumeric(last)) {
            out.append(first);
            out.append(last);
        } else {
            out.append(digit(first >> 4));
            out.append(digit(last));
        }
    }

    private static boolean isAlphanumeric(byte b) {
        return b >= '0' && b <= '9' || (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
    }

    private static byte digit(int value) {
        return (byte) "0123456789abcdef".charAt(value & 15);
    }

    private static void hex16(int value, NativeBytes out) {
        TextFormat.hexByte(out, value >>> 8);
        TextFormat.hexByte(out, value & 0xFF);
    }

    private static void twoDigits(int count, NativeBytes out) {
        int shown = Math.min(count, 99);
        out.append((byte) ('0' + shown / 10));
        out.append((byte) ('0' + shown % 10));
    }

    private static String version(int version) {
        return switch (version) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            case 0x0002, 0x0200 -> "s2";
            default -> "00";
        };
    }
}
