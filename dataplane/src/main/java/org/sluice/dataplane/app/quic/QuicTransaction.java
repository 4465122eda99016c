package org.sluice.dataplane.app.quic;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A handshake: both hellos. */
final class QuicTransaction extends TabledTransaction {
    private static final int STORE = 16 * 1024;

    private final ByteView view = new ByteView();

    QuicTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.QUIC, STORE);
    }

    /** Keeps all that {@code bytes} holds as a buffer. */
    void put(int direction, Buffer buffer, NativeBytes bytes) {
        if (!bytes.isEmpty()) {
            put(direction, buffer, view.over(bytes.memory(), bytes.offset(), bytes.length()), 0, bytes.length());
        }
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("quic");
        text(sink, "version", Buffer.QUIC_VERSION, Packet.TO_SERVER, 0);
        text(sink, "sni", Buffer.QUIC_SNI, Packet.TO_SERVER, 0);
        text(sink, "ua", Buffer.QUIC_UA, Packet.TO_SERVER, 0);
        if (has(Buffer.QUIC_CYU_HASH, Packet.TO_SERVER, 0)) {
            sink.beginArray("cyu");
            sink.beginObject(null);
            text(sink, "hash", Buffer.QUIC_CYU_HASH, Packet.TO_SERVER, 0);
            text(sink, "string", Buffer.QUIC_CYU_STRING, Packet.TO_SERVER, 0);
            sink.endObject();
            sink.endArray();
        }
        fingerprint(sink, "ja3", Buffer.JA3_HASH, Buffer.JA3_STRING, Packet.TO_SERVER);
        fingerprint(sink, "ja3s", Buffer.JA3S_HASH, Buffer.JA3S_STRING, Packet.TO_CLIENT);
        text(sink, "ja4", Buffer.JA4_HASH, Packet.TO_SERVER, 0);
        sink.endObject();
    }

    private void fingerprint(AttributeSink sink, String key, Buffer hash, Buffer string, int direction) {
        if (has(hash, direction, 0)) {
            sink.beginObject(key);
            text(sink, "hash", hash, direction, 0);
            text(sink, "string", string, direction, 0);
            sink.endObject();
        }
    }
}
