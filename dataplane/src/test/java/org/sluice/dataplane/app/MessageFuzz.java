package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** See {@link FuzzedConversation}. */
class MessageFuzz {
    @FuzzTest(maxDuration = FuzzedConversation.ROUND)
    void messages(FuzzedDataProvider data) {
        int port = data.pickValue(new Integer[] {135, 502, 1883, 20_000, 44_818, 5432, 389, 88});
        String first = switch (port) {
            case 135 -> "\5\0\13\3\20\0\0\0\110\0\0\0\1\0\0\0";
            case 502 -> "\0\1\0\0\0\6\12\3\0\144\0\3";
            case 1883 -> "\340\0";
            case 20_000 -> "\5\144\13\304\1\0\2\0\0\0";
            case 5432 -> "\0\0\0\10\0\3\0\0";
            case 389 -> "\60\14\2\1\1\140\7\2\1\3\4\0\200\0";
            case 88 -> "\0\0\0\100\152\76\60\74";
            default -> "\143\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
        };
        FuzzedConversation.play(data, port, false, first, "");
    }
}
