package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class TftpFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void tftp(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.TFTP, 69, true, "\0\1a\0octet\0", "");
    }
}
