package org.sluice.dataplane.detect;

import org.sluice.rules.image.Buffer;

/** Buffers that come as windows that slide, or when their file ends, and so are looked at whenever there is more. */
final class Incremental {
    private Incremental() {
    }

    static boolean is(Buffer buffer) {
        return switch (buffer) {
            case HTTP_REQUEST_BODY, HTTP_RESPONSE_BODY, FILE_DATA, FILE_NAME, FILE_MAGIC, FILE_SIZE, FILE_MD5,
                    FILE_SHA1, FILE_SHA256,
                    WEBSOCKET_PAYLOAD -> true;
            default -> buffer.isFrame();
        };
    }

    /** Whether a transaction may get another instance of that buffer when it has some: those of files. */
    static boolean mayComeAgain(Buffer buffer) {
        return switch (buffer) {
            case FILE_DATA, FILE_NAME, FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256 -> true;
            default -> false;
        };
    }
}
