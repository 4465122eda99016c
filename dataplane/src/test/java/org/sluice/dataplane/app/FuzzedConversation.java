package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import org.sluice.rules.image.AppProtocol;

/**
 * Conversations made of a fuzzer's bytes behind a beginning that the parser knows. Reads outside a segment throw;
 * memory must all come back. Each parser has a target of its own beside this one, because Jazzer runs one a process.
 * Without {@code JAZZER_FUZZ=1} the seeds alone are run.
 */
final class FuzzedConversation {
    /** How long each target is fuzzed in a round of {@code make fuzz}. */
    static final String ROUND = "5s";

    private FuzzedConversation() {
    }

    /** Plays the fuzzer's bytes against a server port, behind what both sides say first. */
    static void play(FuzzedDataProvider data, int port, boolean udp, String client, String server) {
        play(data, null, port, udp, client, server);
    }

    /** The same behind a beginning by which {@code protocol} has to be known: a target that misses its parser fails. */
    static void play(FuzzedDataProvider data, AppProtocol protocol, int port, boolean udp, String client,
            String server) {
        try (Conversation conversation = new Conversation()) {
            conversation.serverPort(port);
            if (udp) {
                conversation.overUdp();
            }
            if (!client.isEmpty()) {
                conversation.client(client);
            }
            if (!server.isEmpty()) {
                conversation.server(server);
            }
            if (protocol != null && conversation.session().protocol() != protocol) {
                throw new IllegalStateException("taken for " + conversation.session().protocol() + ", not " + protocol);
            }
            while (data.remainingBytes() > 0) {
                int direction = data.consumeBoolean() ? 1 : 0;
                int kind = data.consumeInt(0, 40);
                if (kind == 0 && conversation.session() != null) {
                    conversation.gap(direction, data.consumeInt(1, 5000));
                } else if (kind == 1) {
                    conversation.end(direction);
                } else {
                    conversation.send(direction, data.consumeBytes(data.consumeInt(0, 1500)));
                }
            }
            conversation.finish();
            if (conversation.layer().memory().used() != 0) {
                throw new IllegalStateException("memory was not given back: " + conversation.layer().memory().used());
            }
        }
    }
}
