package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class DcerpcFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void dcerpc(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.DCERPC, 135, false, "\5\0\13\3\20\0\0\0\110\0\0\0\1\0\0\0", "");
    }
}
