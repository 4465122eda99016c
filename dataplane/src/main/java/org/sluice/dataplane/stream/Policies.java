package org.sluice.dataplane.stream;

import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.ExceptionPolicy;
import org.sluice.dataplane.flow.Flow;

/** Carries out an {@link ExceptionPolicy} on a packet and its flow. */
final class Policies {
    private Policies() {
    }

    static void apply(ExceptionPolicy policy, Packet packet, Flow flow, DropReason reason) {
        switch (policy) {
            case IGNORE -> { }
            case PASS_PACKET -> packet.skipInspection = true;
            case PASS_FLOW -> {
                packet.skipInspection = true;
                flow.pass();
            }
            case BYPASS -> {
                packet.skipInspection = true;
                flow.bypass();
            }
            case DROP_PACKET -> packet.drop(reason.ordinal());
            case DROP_FLOW, REJECT -> {
                packet.drop(reason.ordinal());
                flow.drop(reason.ordinal());
            }
        }
    }
}
