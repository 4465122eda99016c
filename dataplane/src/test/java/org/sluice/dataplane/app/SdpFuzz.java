package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** The body of a SIP message: see {@link FuzzedConversation}. */
class SdpFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void sdp(FuzzedDataProvider data) {
        String body = data.consumeString(2_000);
        String invitation = "INVITE sip:a@b SIP/2.0\r\nContent-Type: application/sdp\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        FuzzedConversation.play(data, AppProtocol.SIP, 5060, true, invitation, "");
    }
}
