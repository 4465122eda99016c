package org.sluice.dataplane.app.http2;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Makes HTTP/2 frames for tests; header blocks without compression. */
public final class Http2Frames {
    public static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public static Http2Frames client() {
        Http2Frames frames = new Http2Frames();
        frames.out.writeBytes(PREFACE.getBytes(StandardCharsets.ISO_8859_1));
        return frames.frame(4, 0, 0, new byte[0]);
    }

    public static Http2Frames server() {
        return new Http2Frames().frame(4, 0, 0, new byte[] {0, 3, 0, 0, 0, 100});
    }

    public static Http2Frames none() {
        return new Http2Frames();
    }

    public Http2Frames frame(int type, int flags, int stream, byte[] payload) {
        out.writeBytes(ByteBuffer.allocate(9).putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).array());
        out.writeBytes(payload);
        return this;
    }

    public Http2Frames headers(int flags, int stream, String... namesAndValues) {
        return frame(1, flags, stream, block(namesAndValues));
    }

    public Http2Frames data(int flags, int stream, String latin1) {
        return frame(0, flags, stream, latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Literals without indexing. */
    public static byte[] block(String... namesAndValues) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i++) {
            if (i % 2 == 0) {
                block.write(0);
            }
            byte[] text = namesAndValues[i].getBytes(StandardCharsets.ISO_8859_1);
            if (text.length < 127) {
                block.write(text.length);
            } else {
                block.write(127);
                int left = text.length - 127;
                while (left >= 128) {
                    block.write(left & 127 | 128);
                    left >>= 7;
                }
                block.write(left);
            }
            block.writeBytes(text);
        }
        return block.toByteArray();
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
