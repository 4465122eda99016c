package org.sluice.dataplane.app.tls;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.Digests;
import org.sluice.dataplane.app.NativeBytes;

/**
 * A hello that another protocol carries (QUIC), with its fingerprints. One per inspector: what it gives is valid until
 * {@link #release}.
 */
public final class CarriedHello {
    private static final int FINGERPRINT_LIMIT = 8192;
    private static final int HEADER = 4;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;

    private final ClientHello client;
    private final ServerHello server;
    private final Ja4 ja4 = new Ja4();
    private final Digests digests = new Digests();
    private final NativeBytes scratch;
    private final NativeBytes string;
    private final NativeBytes hash;
    private final NativeBytes newer;

    /** Empty. */
    public CarriedHello(AppRuntime runtime) {
        client = new ClientHello(runtime);
        server = new ServerHello(runtime);
        scratch = runtime.bytes(2 * FINGERPRINT_LIMIT);
        string = runtime.bytes(FINGERPRINT_LIMIT);
        hash = runtime.bytes(64);
        newer = runtime.bytes(64);
    }

    /** Bytes of the message that these begin, or 0 when too few are there to tell. */
    public static int messageLength(NativeBytes message, int there) {
        return there < HEADER ? 0 : HEADER + Bytes.u24(message, 1);
    }

    /** Reads a whole ClientHello message; false when it is none, or malformed. */
    public boolean readClient(NativeBytes message, int length) {
        release();
        if (Bytes.u8(message, 0) != CLIENT_HELLO || !client.read(null, message, HEADER, length)) {
            return false;
        }
        Ja3.client(client, string);
        digests.md5(string, 0, string.length(), hash);
        ja4.append('q', client, digests, scratch, newer);
        return true;
    }

    /** Reads a whole ServerHello message; false when it is none, or malformed. */
    public boolean readServer(NativeBytes message, int length) {
        release();
        if (Bytes.u8(message, 0) != SERVER_HELLO || !server.read(message, HEADER, length)) {
            return false;
        }
        Ja3.server(server, string);
        digests.md5(string, 0, string.length(), hash);
        return true;
    }

    /** Points at the name of the server that the client asks for; false when it names none. */
    public boolean sni(BufferSlice out) {
        return client.sni(out);
    }

    /** Points at the data of an extension of the client's; false when there is none. */
    public boolean extension(int type, BufferSlice out) {
        Extensions extensions = client.extensions();
        while (extensions.next()) {
            if (extensions.type() == type) {
                return out.set(client.bytes.memory(), client.bytes.offset() + extensions.start(), extensions.length());
            }
        }
        return false;
    }

    /** JA3 of a client, JA3S of a server. */
    public NativeBytes ja3() {
        return string;
    }

    /** MD5 of {@link #ja3}. */
    public NativeBytes ja3Hash() {
        return hash;
    }

    /** JA4 of a client. */
    public NativeBytes ja4() {
        return newer;
    }

    /** Forgets it. */
    public void release() {
        client.release();
        server.release();
        scratch.release();
        string.release();
        hash.release();
        newer.release();
    }
}
