package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class TelnetFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void telnet(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.TELNET, 23, false, "", "\377\375\30\377\375\40");
    }
}
