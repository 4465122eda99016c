package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class QuicFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void quic(FuzzedDataProvider data) {
        String version = data.pickValue(new String[] {"\0\0\0\1", "kC\317", "Q046", "\377\0\0\35"});
        FuzzedConversation.play(data, 443, true, "\303" + version + "\10abcdefgh\0\0\104\264" + "x".repeat(1200), "");
    }
}
