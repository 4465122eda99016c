package org.sluice.rules.model;

import java.util.List;

/** Something a rule does when all of it has matched, besides its action. */
public sealed interface Effect
        permits StateBits, FlowInt, Effect.Tag, Effect.Bypass, Effect.StoreFile, Effect.Configure {

    /**
     * Logs the packets that follow ({@code tag}).
     *
     * @param scope whose packets
     * @param direction for HOST: which of the packet's addresses
     * @param count how many of {@code unit}
     * @param unit what is counted
     */
    record Tag(Scope scope, Match.AddressSide direction, long count, Unit unit) implements Effect {
        /** Whose packets. */
        public enum Scope {
            /** Those of the flow. */
            SESSION,
            /** Those of the host. */
            HOST
        }

        /** What is counted. */
        public enum Unit {
            /** Packets. */
            PACKETS,
            /** Bytes. */
            BYTES,
            /** Seconds. */
            SECONDS
        }
    }

    /** The rest of the flow is not inspected ({@code bypass}). */
    record Bypass() implements Effect {}

    /**
     * Keeps the transferred file ({@code filestore}).
     *
     * @param options as written
     */
    record StoreFile(List<String> options) implements Effect {}

    /**
     * Changes what is logged ({@code config}).
     *
     * @param subsystem for example {@code logging}
     * @param options the rest, as written
     */
    record Configure(String subsystem, List<String> options) implements Effect {}
}
