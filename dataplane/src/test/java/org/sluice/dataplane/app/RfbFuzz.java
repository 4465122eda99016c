package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class RfbFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void rfb(FuzzedDataProvider data) {
        FuzzedConversation.play(data, 5900, false, "", "RFB 003.008\n");
    }
}
