package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class IkeFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void ike(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.IKE, 500, true,
                "\1\2\3\4\5\6\7\10\0\0\0\0\0\0\0\0\41\40\42\10\0\0\0\0\0\0\0\34", "");
    }
}
