package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class HttpBodyFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void httpBody(FuzzedDataProvider data) {
        String coding = data.pickValue(new String[] {"gzip", "deflate", "gzip, deflate", "identity"});
        FuzzedConversation.play(data, 80, false,
                "POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: " + coding + "\r\n\r\n");
    }
}
