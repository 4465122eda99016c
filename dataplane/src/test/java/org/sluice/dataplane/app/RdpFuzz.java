package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class RdpFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void rdp(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.RDP, 3389, false, "\3\0\0\23\16\340\0\0\0\0\0\1\0\10\0\3\0\0\0", "");
    }
}
