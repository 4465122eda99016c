package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class SmtpFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void smtp(FuzzedDataProvider data) {
        FuzzedConversation.play(data, 25, false, "EHLO a\r\n", "220 mail.example ESMTP\r\n");
    }
}
