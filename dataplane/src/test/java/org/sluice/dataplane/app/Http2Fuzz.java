package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class Http2Fuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void http2(FuzzedDataProvider data) {
        String client = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0" + data.pickValue(new String[] {
            "\0\0\3\1\5\0\0\0\1\202\204\206", "\0\0\3\1\4\0\0\0\1\203\204\206\0\0\4\0\0\0\0\0\1body",
                    "\0\0\1\1\0\0\0\0\1\202"});
        FuzzedConversation.play(data, 80, false, client, "\0\0\0\4\0\0\0\0\0");
    }
}
