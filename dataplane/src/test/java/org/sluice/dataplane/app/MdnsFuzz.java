package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class MdnsFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void mdns(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.MDNS, 5353, true,
                "\0\0\0\0\0\1\0\0\0\0\0\0\5_http\4_tcp\5local\0\0\14\0\1", "");
    }
}
