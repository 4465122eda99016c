package org.sluice.rules.model;

/**
 * The {@code flow} keyword.
 *
 * @param state what the flow must have come to
 * @param direction which way the packet must go
 * @param payload which payload is looked at
 * @param fragments whether the packet was put together from fragments
 */
public record FlowConstraint(State state, Direction direction, Payload payload, Fragments fragments) {
    /** Nothing asked. */
    public static final FlowConstraint NONE =
            new FlowConstraint(State.ANY, Direction.BOTH, Payload.ANY, Fragments.ANY);

    /** What the flow must have come to. */
    public enum State {
        /** Not asked; packets without a flow match too. */
        ANY,
        /** {@code stateless}: explicitly not asked. */
        STATELESS,
        /** Seen both ways, or TCP's handshake done. */
        ESTABLISHED,
        /** Part of a flow that is not established. */
        NOT_ESTABLISHED
    }

    /** Which way the packet must go. */
    public enum Direction {
        /** Either. */
        BOTH,
        /** {@code to_server}, {@code from_client}. */
        TO_SERVER,
        /** {@code to_client}, {@code from_server}. */
        TO_CLIENT
    }

    /** Which payload is looked at. */
    public enum Payload {
        /** Either. */
        ANY,
        /** {@code only_stream}: reassembled data. */
        ONLY_STREAM,
        /** {@code no_stream}: single packets. */
        NO_STREAM
    }

    /** Whether the packet was put together from fragments. */
    public enum Fragments {
        /** Either. */
        ANY,
        /** {@code only_frag}. */
        ONLY_FRAG,
        /** {@code no_frag}. */
        NO_FRAG
    }
}
