package org.sluice.dataplane.app.http2;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A flow's live streams by their ids: chains of transactions, so that finding one takes a few steps however many there
 * are. Ids are the client's to choose, so which chain they fall in is not for it to know.
 */
final class LiveStreams {
    private static final int CHAINS = 128;
    private static final int SHIFT = 32 - 7;

    private final Http2Transaction[] first = new Http2Transaction[CHAINS];
    private final int multiplier = ThreadLocalRandom.current().nextInt() | 1;

    /** The live transaction of that stream, or null. */
    Http2Transaction find(int streamId) {
        Http2Transaction at = first[chain(streamId)];
        while (at != null && at.streamId != streamId) {
            at = at.nextInChain;
        }
        return at;
    }

    void add(Http2Transaction stream) {
        int chain = chain(stream.streamId);
        stream.nextInChain = first[chain];
        first[chain] = stream;
        stream.among = this;
    }

    void remove(Http2Transaction stream) {
        int chain = chain(stream.streamId);
        if (first[chain] == stream) {
            first[chain] = stream.nextInChain;
        } else {
            Http2Transaction before = first[chain];
            while (before.nextInChain != stream) {
                before = before.nextInChain;
            }
            before.nextInChain = stream.nextInChain;
        }
        leave(stream);
    }

    /** Forgets all: the flow is not followed any more. */
    void clear() {
        for (Http2Transaction chain : first) {
            Http2Transaction at = chain;
            while (at != null) {
                Http2Transaction next = at.nextInChain;
                leave(at);
                at = next;
            }
        }
        Arrays.fill(first, null);
    }

    private static void leave(Http2Transaction stream) {
        stream.nextInChain = null;
        stream.among = null;
    }

    private int chain(int streamId) {
        return streamId * multiplier >>> SHIFT;
    }
}
