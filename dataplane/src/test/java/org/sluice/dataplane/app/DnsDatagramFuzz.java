package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class DnsDatagramFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void dnsDatagrams(FuzzedDataProvider data) {
        FuzzedConversation.play(data, 53, true, "", "");
    }
}
