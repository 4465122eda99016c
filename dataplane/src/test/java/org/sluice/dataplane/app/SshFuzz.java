package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class SshFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void ssh(FuzzedDataProvider data) {
        FuzzedConversation.play(data, 22, false, "SSH-2.0-a\r\n", "SSH-2.0-b\r\n");
    }
}
