package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class HttpFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void http(FuzzedDataProvider data) {
        FuzzedConversation.play(data, 80, false, "GET / HTTP/1.1\r\n", "HTTP/1.1 200 OK\r\n");
    }
}
