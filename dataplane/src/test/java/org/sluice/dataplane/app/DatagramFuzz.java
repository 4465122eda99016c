package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class DatagramFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void datagrams(FuzzedDataProvider data) {
        FuzzedConversation.play(data, data.pickValue(new Integer[] {69, 88, 123, 161, 389, 500, 4500, 20_000, 44_818}), true, "", "");
    }
}
