package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class EnipFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void enip(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.ENIP, 44_818, false,
                "\143\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "");
    }
}
