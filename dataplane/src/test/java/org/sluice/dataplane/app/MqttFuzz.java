package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.rules.image.AppProtocol;

/** See {@link FuzzedConversation}. */
class MqttFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void mqtt(FuzzedDataProvider data) {
        FuzzedConversation.play(data, AppProtocol.MQTT, 1883, false, "\20\15\0\4MQTT\4\2\0\12\0\1a", "");
    }
}
