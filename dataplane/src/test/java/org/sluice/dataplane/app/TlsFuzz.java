package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class TlsFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void tls(FuzzedDataProvider data) {
        FuzzedConversation.play(data, 443, false, "\26\3\1", "\26\3\3");
    }
}
