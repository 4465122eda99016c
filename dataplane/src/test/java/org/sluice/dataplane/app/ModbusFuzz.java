package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class ModbusFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void modbus(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.MODBUS, 502, false, "\0\1\0\0\0\6\12\3\0\144\0\3", "");
    }
}
