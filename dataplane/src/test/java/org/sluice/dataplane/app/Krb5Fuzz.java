package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class Krb5Fuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void krb5(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.KRB5, 88, false, "\0\0\0\100\152\76\60\74", "");
    }
}
