package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class SipFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void sip(FuzzedDataProvider data) {
        FuzzedConversation.play(data, 5060, true, "INVITE sip:a@b SIP/2.0\r\n", "");
    }
}
