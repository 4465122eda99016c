package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class Dnp3Fuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void dnp3(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.DNP3, 20_000, false, "\5\144\13\304\1\0\2\0\0\0", "");
    }
}
