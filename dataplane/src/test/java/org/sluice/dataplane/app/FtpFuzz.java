package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class FtpFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void ftp(FuzzedDataProvider data) {
        FuzzedConversation.play(data, 21, false, "USER a\r\n", "220 FTP server ready\r\n");
    }
}
