package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class DhcpFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void dhcp(FuzzedDataProvider data) {
        String message = "\1\1\6\0" + "\0".repeat(232) + "\143\202\123\143\65\1\1\377";
        FuzzedConversation.play(data, AppProtocol.DHCP, 67, true, message, "");
    }
}
