package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class NfsFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void nfs(FuzzedDataProvider data) {
        String version = data.pickValue(new String[] {"\2", "\3", "\4"});
        String call = "\1\2\3\4\0\0\0\0\0\0\0\2\0\1\206\243\0\0\0" + version
                + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
        boolean udp = data.consumeBoolean();
        FuzzedConversation.play(data, 2049, udp, udp ? call : "\200\0\0\50" + call, "");
    }
}
