package org.sluice.dataplane.app.tls;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppHook;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** The handshake of a flow: its only transaction, living as long as the flow. */
final class TlsTransaction extends Transaction {
    private static final int FINGERPRINT_LIMIT = 4096;

    final ClientHello client;
    final ServerHello server;
    /** The first certificate of each direction. */
    final X509[] certificates;
    /** The chains as they came: 3 bytes of length and a certificate each. */
    final NativeBytes[] chains;
    final int[] chainLengths = new int[2];
    /** Text made when asked for; each is filled once. */
    final NativeBytes ja3;
    final NativeBytes ja3Hash;
    final NativeBytes ja3s;
    final NativeBytes ja3sHash;
    final NativeBytes ja4;
    final NativeBytes versionText;
    final NativeBytes scratch;
    private final Fingerprints fingerprints;
    int state;
    /** For writing metadata. */
    final BufferSlice metadataSlice = new BufferSlice();

    /** Makers of fingerprints, one set an inspector. */
    static final class Fingerprints {
        final X509.Tools certificates = new X509.Tools();
        final Ja4 ja4 = new Ja4();
    }

    TlsTransaction(AppRuntime runtime, Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
        client = new ClientHello(runtime);
        server = new ServerHello(runtime);
        certificates = new X509[] {new X509(runtime), new X509(runtime)};
        chains = new NativeBytes[] {runtime.bytes(TlsRecords.MESSAGE_LIMIT), runtime.bytes(TlsRecords.MESSAGE_LIMIT)};
        ja3 = runtime.bytes(FINGERPRINT_LIMIT);
        ja3Hash = runtime.bytes(64);
        ja3s = runtime.bytes(FINGERPRINT_LIMIT);
        ja3sHash = runtime.bytes(64);
        ja4 = runtime.bytes(64);
        versionText = runtime.bytes(64);
        scratch = runtime.bytes(FINGERPRINT_LIMIT * 2);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.TLS;
    }

    @Override
    public boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out) {
        if (progress(direction) < readyAt(buffer, direction)) {
            return false;
        }
        boolean toServer = direction == Packet.TO_SERVER;
        return switch (buffer) {
            case TLS_ALPN -> toServer ? client.alpn(instance, out) : instance == 0 && server.alpn(out);
            case TLS_CERTS -> chain(direction, instance, out);
            case TLS_SUBJECTALTNAME -> certificates[direction].alternativeName(instance, out);
            default -> instance == 0 && single(buffer, direction, toServer, out);
        };
    }

    private boolean single(Buffer buffer, int direction, boolean toServer, BufferSlice out) {
        return switch (buffer) {
            case TLS_SNI -> client.sni(out);
            case TLS_VERSION -> versionText(direction, out);
            case TLS_CERT_SUBJECT -> certificates[direction].subject(out);
            case TLS_CERT_ISSUER -> certificates[direction].issuer(out);
            case TLS_CERT_SERIAL -> certificates[direction].serial(out);
            case TLS_CERT_FINGERPRINT -> certificates[direction].fingerprint(out);
            case TLS_RANDOM -> random(toServer, 0, 32, out);
            case TLS_RANDOM_TIME -> random(toServer, 0, 4, out);
            case TLS_RANDOM_BYTES -> random(toServer, 4, 32, out);
            case JA3_STRING -> makeJa3() && out.set(ja3);
            case JA3_HASH -> makeJa3() && out.set(ja3Hash);
            case JA3S_STRING -> makeJa3s() && out.set(ja3s);
            case JA3S_HASH -> makeJa3s() && out.set(ja3sHash);
            case JA4_HASH -> makeJa4() && out.set(ja4);
            default -> false;
        };
    }

    @Override
    public int readyAt(Buffer buffer, int direction) {
        boolean toServer = direction == Packet.TO_SERVER;
        return switch (buffer) {
            case TLS_SNI, JA3_HASH, JA3_STRING, JA4_HASH -> toServer ? TlsProgress.HELLO : NEVER;
            case JA3S_HASH, JA3S_STRING -> toServer ? NEVER : TlsProgress.HELLO;
            case TLS_ALPN, TLS_VERSION, TLS_RANDOM, TLS_RANDOM_TIME, TLS_RANDOM_BYTES -> TlsProgress.HELLO;
            case TLS_CERTS, TLS_CERT_SUBJECT, TLS_CERT_ISSUER, TLS_CERT_SERIAL, TLS_CERT_FINGERPRINT,
                    TLS_SUBJECTALTNAME -> TlsProgress.CERTIFICATES;
            default -> NEVER;
        };
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        if (instance > 0) {
            return ABSENT;
        }
        X509 certificate = certificates[direction];
        return switch (field) {
            case TLS_VERSION -> version(direction) == 0 ? ABSENT : version(direction);
            case TLS_STATE -> state;
            case TLS_CERT_CHAIN_LEN -> chainLengths[direction] == 0 ? ABSENT : chainLengths[direction];
            case TLS_CERT_NOTBEFORE -> certificate.notBefore;
            case TLS_CERT_NOTAFTER -> certificate.notAfter;
            default -> ABSENT;
        };
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        TlsMetadata.write(this, sink);
    }

    @Override
    protected int progressAt(AppHook hook) {
        return switch (hook) {
            case TLS_CLIENT_IN_PROGRESS, TLS_SERVER_IN_PROGRESS -> TlsProgress.STARTED;
            case TLS_CLIENT_HELLO_DONE, TLS_SERVER_HELLO -> TlsProgress.HELLO;
            case TLS_CLIENT_CERT_DONE, TLS_SERVER_CERT_DONE, TLS_SERVER_HELLO_DONE -> TlsProgress.CERTIFICATES;
            case TLS_CLIENT_HANDSHAKE_DONE, TLS_SERVER_HANDSHAKE_DONE -> TlsProgress.ENCRYPTED;
            case TLS_CLIENT_FINISHED, TLS_SERVER_FINISHED -> END;
            default -> super.progressAt(hook);
        };
    }

    @Override
    protected void onInspected(int direction) {
        // Chains are large and were seen; what was read from them stays.
        if (progress(direction) >= TlsProgress.ENCRYPTED) {
            chains[direction].release();
        }
    }

    @Override
    protected void reset() {
        client.release();
        server.release();
        for (int direction = 0; direction < 2; direction++) {
            certificates[direction].release();
            chains[direction].release();
            chainLengths[direction] = 0;
        }
        ja3.release();
        ja3Hash.release();
        ja3s.release();
        ja3sHash.release();
        ja4.release();
        versionText.release();
        scratch.release();
        state = 0;
    }

    /** The version that direction speaks, 0 when it said nothing yet. */
    int version(int direction) {
        return direction == Packet.TO_SERVER ? client.version : server.version;
    }

    boolean makeJa3() {
        if (ja3.isEmpty() && client.valid()) {
            Ja3.client(client, ja3);
            fingerprints.certificates.digests.md5(ja3, 0, ja3.length(), ja3Hash);
        }
        return !ja3.isEmpty();
    }

    boolean makeJa3s() {
        if (ja3s.isEmpty() && server.valid()) {
            Ja3.server(server, ja3s);
            fingerprints.certificates.digests.md5(ja3s, 0, ja3s.length(), ja3sHash);
        }
        return !ja3s.isEmpty();
    }

    boolean makeJa4() {
        if (ja4.isEmpty() && client.valid()) {
            fingerprints.ja4.append('t', client, fingerprints.certificates.digests, scratch, ja4);
        }
        return !ja4.isEmpty();
    }

    /** A chain came: the first certificate is read. */
    void chain(int direction, NativeBytes message, int start, int end) {
        NativeBytes chain = chains[direction];
        chain.clear();
        chain.append(message.memory(), message.offset() + start, end - start);
        int at = 0;
        chainLengths[direction] = 0;
        while (at + 3 <= chain.length()) {
            int length = Bytes.u24(chain, at);
            if (length == 0 || length > chain.length() - at - 3) {
                event(direction, AppEvent.TLS_CERTIFICATE_INVALID_LENGTH);
                break;
            }
            if (chainLengths[direction]++ == 0) {
                AppEvent fault = certificates[direction].read(fingerprints.certificates, chain, at + 3, at + 3 + length);
                if (fault != null) {
                    event(direction, fault);
                    event(direction, AppEvent.TLS_INVALID_CERTIFICATE);
                }
            }
            at += 3 + length;
        }
    }

    private boolean chain(int direction, int instance, BufferSlice out) {
        NativeBytes chain = chains[direction];
        int left = instance;
        int at = 0;
        while (at + 3 <= chain.length()) {
            int length = Bytes.u24(chain, at);
            if (length == 0 || length > chain.length() - at - 3) {
                return false;
            }
            if (left-- == 0) {
                return out.set(chain.memory(), chain.offset() + at + 3, length);
            }
            at += 3 + length;
        }
        return false;
    }

    private boolean random(boolean toServer, int from, int to, BufferSlice out) {
        return toServer ? client.random(from, to, out) : server.random(from, to, out);
    }

    private boolean versionText(int direction, BufferSlice out) {
        versionText.clear();
        TlsVersions.appendShort(version(direction), versionText);
        return !versionText.isEmpty() && out.set(versionText);
    }

    // What the record reader, which is no transaction, may do.

    void event(int direction, AppEvent event) {
        raise(direction, event);
    }

    void clientEvent(AppEvent event) {
        raise(Packet.TO_SERVER, event);
    }

    void progress(int direction, int to) {
        if (to > progress(direction)) {
            advance(direction, to);
        }
    }
}
