package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class WebSocketFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void webSocket(FuzzedDataProvider data) {
        FuzzedConversation.play(data, 80, false, "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n",
                "HTTP/1.1 101 X\r\nUpgrade: websocket\r\n\r\n");
    }
}
