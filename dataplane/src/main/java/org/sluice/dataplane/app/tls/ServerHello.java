package org.sluice.dataplane.app.tls;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;

/**
 * A ServerHello (RFC 8446, 4.1.3), kept as it came.
 *
 * <pre>
 *   version 2 | random 32 | session id 1+n | cipher suite 2 | compression method 1 | extensions 2+n
 * </pre>
 */
final class ServerHello {
    final NativeBytes bytes;
    private final Extensions extensions = new Extensions();
    /** As on the wire: 0x0303 also for TLS 1.3. */
    int legacyVersion;
    /** The version chosen: that of supported_versions where there is one. */
    int version;
    int cipher;
    int extensionsStart;
    int extensionsEnd;
    private boolean valid;
    private int alpnStart;
    private int alpnEnd;

    ServerHello(AppRuntime runtime) {
        bytes = runtime.bytes(16 * 1024);
    }

    boolean valid() {
        return valid;
    }

    /** Reads the body of a ServerHello message; false when it is malformed. */
    boolean read(NativeBytes message, int start, int end) {
        release();
        bytes.append(message.memory(), message.offset() + start, end - start);
        int length = bytes.length();
        if (length < 35) {
            return false;
        }
        legacyVersion = Bytes.u16(bytes, 0);
        version = legacyVersion;
        boolean draft = legacyVersion >>> 8 == 0x7F;
        // Early drafts of TLS 1.3 have neither session id nor compression.
        int at = draft ? 34 : 35 + Bytes.u8(bytes, 34);
        if (at + 2 > length) {
            return false;
        }
        cipher = Bytes.u16(bytes, at);
        at += draft ? 2 : 3;
        valid = true;
        if (at + 2 > length) {
            return at <= length;
        }
        extensionsStart = at + 2;
        extensionsEnd = Math.min(length, extensionsStart + Bytes.u16(bytes, at));
        extensions();
        while (extensions.next()) {
            if (extensions.type() == Extensions.SUPPORTED_VERSIONS && extensions.length() == 2) {
                version = Bytes.u16(bytes, extensions.start());
            } else if (extensions.type() == Extensions.ALPN && extensions.length() > 3) {
                alpnStart = extensions.start() + 3;
                alpnEnd = Math.min(extensions.end(), alpnStart + Bytes.u8(bytes, alpnStart - 1));
            }
        }
        return true;
    }

    /** Extensions, from the first; one walk at a time. */
    Extensions extensions() {
        return extensions.over(bytes, extensionsStart, extensionsEnd);
    }

    /** The protocol the server chose. */
    boolean alpn(BufferSlice out) {
        return alpnEnd > alpnStart && out.set(bytes.memory(), bytes.offset() + alpnStart, alpnEnd - alpnStart);
    }

    boolean random(int from, int to, BufferSlice out) {
        return valid && out.set(bytes.memory(), bytes.offset() + 2 + from, to - from);
    }

    /** Notes an SSL 2.0 hello, which holds nothing else rules ask for. */
    void readSsl2() {
        legacyVersion = TlsVersions.SSL2;
        version = TlsVersions.SSL2;
    }

    void release() {
        bytes.release();
        legacyVersion = 0;
        version = 0;
        cipher = 0;
        extensionsStart = 0;
        extensionsEnd = 0;
        valid = false;
        alpnStart = 0;
        alpnEnd = 0;
    }
}
