package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class LdapFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void ldap(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.LDAP, 389, false, "\60\14\2\1\1\140\7\2\1\3\4\0\200\0", "");
    }
}
