package org.sluice.dataplane.detect;

import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;

/** Takes the alerts of a packet, in the order of the rules, after its verdict is known. On the inspector's thread. */
public interface AlertSink {
    /** The match was in the stream rather than in the packet. */
    int IN_STREAM = 1;
    /** This rule dropped the packet. */
    int BLOCKED = 2;

    /**
     * A rule matched and is to be reported.
     *
     * @param packet with its verdict set
     * @param rules the rule set that was in force
     * @param rule id of the rule in it
     * @param transaction what it matched in, or null; valid during the call
     * @param flags {@link #IN_STREAM} and {@link #BLOCKED}
     */
    void onAlert(Packet packet, RuleSet rules, int rule, Transaction transaction, int flags);

    /**
     * A packet follows an alert whose rule has those that follow recorded ({@code tag}); after its own alerts.
     *
     * @param packet with its verdict set
     */
    default void onTagged(Packet packet) {
        // Who only wants alerts takes no notice.
    }
}
