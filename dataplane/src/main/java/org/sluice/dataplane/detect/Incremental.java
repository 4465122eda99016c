package org.sluice.dataplane.detect;

import org.sluice.rules.image.Buffer;

/** Buffers that come as windows that slide, and so are looked at again whenever they have grown. */
final class Incremental {
    private Incremental() {
    }

    static boolean is(Buffer buffer) {
        return switch (buffer) {
            case HTTP_REQUEST_BODY, HTTP_RESPONSE_BODY, FILE_DATA, WEBSOCKET_PAYLOAD -> true;
            default -> buffer.isFrame();
        };
    }
}
