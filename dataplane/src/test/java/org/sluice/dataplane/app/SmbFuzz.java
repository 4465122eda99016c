package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class SmbFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void smb(FuzzedDataProvider data) {
        String header = "\0\0\0\104\376SMB\100\0\0\0\0\0\0\0" + data.pickValue(new String[] {"\3", "\5", "\11", "\13"});
        FuzzedConversation.play(data, 445, false, header, "");
    }
}
