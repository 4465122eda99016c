package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class DnsStreamFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void dnsStream(FuzzedDataProvider data) {
        FuzzedConversation.play(data, 53, false, "\0\35\0\1\1\0\0\1\0\0\0\0\0\0\7example\3com\0\0\1\0\1", "");
    }
}
