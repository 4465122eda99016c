package org.sluice.dataplane.app.rfb;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.app.TextFormat;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** How a client and a server came to share a desktop. */
final class RfbTransaction extends TabledTransaction {
    private static final int NAME_LIMIT = 4096;
    private static final String[] RESULTS = {"OK", "FAIL", "TOOMANY"};

    final NativeBytes[] versions;
    final NativeBytes challenge;
    final NativeBytes response;
    int width = -1;
    int height;
    int shared = -1;

    RfbTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.RFB, NAME_LIMIT);
        versions = new NativeBytes[] {runtime.bytes(16), runtime.bytes(16)};
        challenge = runtime.bytes(64);
        response = runtime.bytes(64);
    }

    static void hex(NativeBytes out, ByteView bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            TextFormat.hexByte(out, bytes.u8(i));
        }
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("rfb");
        version(sink, "server_protocol_version", Packet.TO_CLIENT);
        version(sink, "client_protocol_version", Packet.TO_SERVER);
        long type = integer(AppField.RFB_SECTYPE, Packet.TO_SERVER, 0);
        if (type != ABSENT) {
            sink.beginObject("authentication");
            sink.integer("security_type", type);
            if (!challenge.isEmpty()) {
                sink.beginObject("vnc");
                sink.text("challenge", challenge);
                sink.text("response", response);
                sink.endObject();
            }
            String result = name(RESULTS, integer(AppField.RFB_SECRESULT, Packet.TO_CLIENT, 0));
            if (result != null) {
                sink.text("security_result", result);
            }
            sink.endObject();
        }
        if (shared >= 0) {
            sink.bool("screen_shared", shared != 0);
        }
        if (width >= 0) {
            sink.beginObject("framebuffer");
            sink.integer("width", width);
            sink.integer("height", height);
            text(sink, "name", Buffer.RFB_NAME, Packet.TO_CLIENT, 0);
            sink.endObject();
        }
        sink.endObject();
    }

    private void version(AttributeSink sink, String key, int direction) {
        NativeBytes version = versions[direction];
        if (version.length() == RfbParser.VERSION) {
            sink.beginObject(key);
            sink.text("major", version.memory(), version.offset() + 4, 3);
            sink.text("minor", version.memory(), version.offset() + 8, 3);
            sink.endObject();
        }
    }

    @Override
    protected void reset() {
        super.reset();
        versions[0].release();
        versions[1].release();
        challenge.release();
        response.release();
        width = -1;
        shared = -1;
    }
}
