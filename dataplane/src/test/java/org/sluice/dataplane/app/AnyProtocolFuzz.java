package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class AnyProtocolFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void anything(FuzzedDataProvider data) {
        FuzzedConversation.play(data, data.consumeInt(0, 65_535), data.consumeBoolean(), "", "");
    }
}
