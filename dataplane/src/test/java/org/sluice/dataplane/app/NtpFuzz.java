package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class NtpFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void ntp(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.NTP, 123, true, "\43" + "\0".repeat(47), "");
    }
}
