package org.sluice.dataplane.app.tls;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.rules.image.AppEvent;

/**
 * A ClientHello (RFC 8446, 4.1.2), kept as it came; fields are ranges of it.
 *
 * <pre>
 *   version 2 | random 32 | session id 1+n | cipher suites 2+n | compression methods 1+n | extensions 2+n
 * </pre>
 */
final class ClientHello {
    final NativeBytes bytes;
    private final Extensions extensions = new Extensions();
    int version;
    /** Highest of supported_versions, or {@link #version}. */
    int highestVersion;
    int ciphersStart;
    int ciphersEnd;
    int extensionsStart;
    int extensionsEnd;
    private boolean valid;
    private int sniStart;
    private int sniEnd;
    private int alpnStart;
    private int alpnEnd;

    ClientHello(AppRuntime runtime) {
        bytes = runtime.bytes(32 * 1024);
    }

    /** Whether one was read. */
    boolean valid() {
        return valid;
    }

    /**
     * Reads the body of a ClientHello message, and tells the transaction of events if there is one; false when
     * malformed.
     */
    boolean read(TlsTransaction transaction, NativeBytes message, int start, int end) {
        release();
        bytes.append(message.memory(), message.offset() + start, end - start);
        int length = bytes.length();
        if (length < 35) {
            return false;
        }
        version = Bytes.u16(bytes, 0);
        highestVersion = version;
        int at = 34;
        at += 1 + Bytes.u8(bytes, at);
        if (at + 2 > length) {
            return false;
        }
        ciphersStart = at + 2;
        ciphersEnd = ciphersStart + Bytes.u16(bytes, at);
        if (ciphersEnd + 1 > length) {
            ciphersEnd = ciphersStart;
            return false;
        }
        at = ciphersEnd + 1 + Bytes.u8(bytes, ciphersEnd);
        valid = true;
        if (at + 2 > length) {
            return at <= length;
        }
        extensionsStart = at + 2;
        extensionsEnd = Math.min(length, extensionsStart + Bytes.u16(bytes, at));
        readExtensions(transaction);
        return true;
    }

    private void readExtensions(TlsTransaction transaction) {
        extensions.over(bytes, extensionsStart, extensionsEnd);
        while (extensions.next()) {
            switch (extensions.type()) {
                case Extensions.SERVER_NAME -> serverName(transaction);
                case Extensions.ALPN -> {
                    if (extensions.length() > 2) {
                        alpnStart = extensions.start() + 2;
                        alpnEnd = extensions.end();
                    }
                }
                case Extensions.SUPPORTED_VERSIONS -> versions();
                default -> { }
            }
        }
    }

    /** RFC 6066, 3: a list of names, of which there is one in practice. */
    private void serverName(TlsTransaction transaction) {
        if (sniEnd > 0) {
            raise(transaction, AppEvent.TLS_MULTIPLE_SNI_EXTENSIONS);
            return;
        }
        int at = extensions.start();
        if (extensions.length() < 5) {
            if (extensions.length() > 0) {
                raise(transaction, AppEvent.TLS_INVALID_SNI_LENGTH);
            }
            return;
        }
        if (Bytes.u8(bytes, at + 2) != 0) {
            raise(transaction, AppEvent.TLS_INVALID_SNI_TYPE);
            return;
        }
        int length = Bytes.u16(bytes, at + 3);
        if (at + 5 + length > extensions.end()) {
            raise(transaction, AppEvent.TLS_INVALID_SNI_LENGTH);
            return;
        }
        sniStart = at + 5;
        sniEnd = sniStart + length;
    }

    private static void raise(TlsTransaction transaction, AppEvent event) {
        if (transaction != null) {
            transaction.clientEvent(event);
        }
    }

    private void versions() {
        int end = extensions.end();
        for (int at = extensions.start() + 1; at + 2 <= end; at += 2) {
            int offered = Bytes.u16(bytes, at);
            if (!Extensions.isGrease(offered) && offered > highestVersion && offered <= 0x0304) {
                highestVersion = offered;
            }
        }
    }

    /** Extensions, from the first; one walk at a time. */
    Extensions extensions() {
        return extensions.over(bytes, extensionsStart, extensionsEnd);
    }

    boolean hasSni() {
        return sniEnd > sniStart;
    }

    boolean sni(BufferSlice out) {
        return sniEnd > sniStart && range(sniStart, sniEnd, out);
    }

    /** Protocol {@code instance} that the client offers. */
    boolean alpn(int instance, BufferSlice out) {
        int left = instance;
        int at = alpnStart;
        while (at < alpnEnd) {
            int length = Bytes.u8(bytes, at);
            if (at + 1 + length > alpnEnd) {
                return false;
            }
            if (left-- == 0) {
                return range(at + 1, at + 1 + length, out);
            }
            at += 1 + length;
        }
        return false;
    }

    boolean random(int from, int to, BufferSlice out) {
        return valid && range(2 + from, 2 + to, out);
    }

    void release() {
        bytes.release();
        version = 0;
        highestVersion = 0;
        ciphersStart = 0;
        ciphersEnd = 0;
        extensionsStart = 0;
        extensionsEnd = 0;
        valid = false;
        sniStart = 0;
        sniEnd = 0;
        alpnStart = 0;
        alpnEnd = 0;
    }

    private boolean range(int start, int end, BufferSlice out) {
        return out.set(bytes.memory(), bytes.offset() + start, end - start);
    }

    /** Reads the version and nothing else of an SSL 2.0 hello. */
    void readSsl2(int offered) {
        version = offered;
        highestVersion = offered;
    }

    /** Answer of {@link Transaction#integer} for the version. */
    long versionOrAbsent() {
        return version == 0 ? Transaction.ABSENT : version;
    }
}
