package org.sluice.dataplane.app.tls;

import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;

/** Writes EVE's {@code tls} object. */
final class TlsMetadata {

    private TlsMetadata() {
    }

    static void write(TlsTransaction transaction, AttributeSink sink) {
        BufferSlice slice = transaction.metadataSlice;
        ClientHello client = transaction.client;
        sink.beginObject("tls");
        certificate(transaction, sink, slice);
        if (client.sni(slice)) {
            sink.text("sni", slice.memory, slice.offset, slice.length);
        }
        NativeBytes scratch = transaction.scratch;
        scratch.clear();
        int version = transaction.server.version != 0 ? transaction.server.version : client.version;
        TlsVersions.appendName(version, scratch);
        sink.text("version", scratch);
        times(transaction, sink);
        if (transaction.makeJa3()) {
            fingerprint(sink, "ja3", transaction.ja3Hash, transaction.ja3);
        }
        if (transaction.makeJa3s()) {
            fingerprint(sink, "ja3s", transaction.ja3sHash, transaction.ja3s);
        }
        if (transaction.makeJa4()) {
            sink.text("ja4", transaction.ja4);
        }
        if (client.alpn(0, slice)) {
            sink.beginArray("client_alpns");
            for (int i = 0; client.alpn(i, slice); i++) {
                sink.text(null, slice.memory, slice.offset, slice.length);
            }
            sink.endArray();
        }
        if (transaction.server.alpn(slice)) {
            sink.beginArray("server_alpns");
            sink.text(null, slice.memory, slice.offset, slice.length);
            sink.endArray();
        }
        sink.endObject();
    }

    private static void certificate(TlsTransaction transaction, AttributeSink sink, BufferSlice slice) {
        X509 certificate = transaction.certificates[Packet.TO_CLIENT];
        if (certificate.subject(slice)) {
            sink.text("subject", slice.memory, slice.offset, slice.length);
        }
        if (certificate.issuer(slice)) {
            sink.text("issuerdn", slice.memory, slice.offset, slice.length);
        }
        if (certificate.alternativeName(0, slice)) {
            sink.beginArray("subjectaltname");
            for (int i = 0; certificate.alternativeName(i, slice); i++) {
                sink.text(null, slice.memory, slice.offset, slice.length);
            }
            sink.endArray();
        }
        if (certificate.serial(slice)) {
            sink.text("serial", slice.memory, slice.offset, slice.length);
        }
        if (certificate.fingerprint(slice)) {
            sink.text("fingerprint", slice.memory, slice.offset, slice.length);
        }
    }

    private static void times(TlsTransaction transaction, AttributeSink sink) {
        X509 certificate = transaction.certificates[Packet.TO_CLIENT];
        if (certificate.notBefore == Long.MIN_VALUE || certificate.notAfter == Long.MIN_VALUE) {
            return;
        }
        NativeBytes scratch = transaction.scratch;
        scratch.clear();
        DerTime.append(certificate.notBefore, scratch);
        sink.text("notbefore", scratch);
        scratch.clear();
        DerTime.append(certificate.notAfter, scratch);
        sink.text("notafter", scratch);
    }

    private static void fingerprint(AttributeSink sink, String key, NativeBytes hash, NativeBytes string) {
        sink.beginObject(key);
        sink.text("hash", hash);
        sink.text("string", string);
        sink.endObject();
    }
}
