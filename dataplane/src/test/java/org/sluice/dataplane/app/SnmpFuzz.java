package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class SnmpFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void snmp(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.SNMP, 161, true,
                "\60\46\2\1\1\4\6public\240\31\2\1\1\2\1\0\2\1\0\60\16\60\14\6\10\53\6\1\2\1\1\1\0\5\0", "");
    }
}
