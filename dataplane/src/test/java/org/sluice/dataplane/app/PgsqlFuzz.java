package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class PgsqlFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void pgsql(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.PGSQL, 5432, false, "\0\0\0\10\4\322\26\57", "");
    }
}
