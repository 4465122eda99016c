package org.sluice.dataplane.verdict;

import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.contract.Counter;
import org.sluice.dataplane.contract.CounterName;
import org.sluice.dataplane.contract.Counters;
import org.sluice.dataplane.contract.DropFlyweight;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.contract.RejectKind;
import org.sluice.dataplane.contract.RejectTarget;
import org.sluice.dataplane.contract.VerdictAction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.detect.AlertSink;
import org.sluice.dataplane.detect.DetectEngine;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.dataplane.stream.StreamEngine;
import org.sluice.rules.image.RuleAction;

/**
 * The last stage: reports the alerts of a packet, and, when it is dropped, says why, counts it by reason, and answers
 * its ends when a rule rejects. Hot; the inspector's thread.
 */
public final class VerdictStage implements AlertSink {
    private static final int TCP = 6;

    private final boolean ips;
    private final EventPublisher events;
    private final FlowTable flows;
    private final StreamEngine streams;
    private final RejectFrames rejects;
    private final InjectionQueue injections;
    private final Counter accepted;
    private final Counter blocked;
    private final Counter rejected;
    private final Counter[] byReason;
    private final DetectEngine detect;
    private final EventPublisher.RuleName rule = new EventPublisher.RuleName();

    /**
     * @param ips whether packets are dropped at all
     * @param flows where alerts are counted for their flow
     * @param streams whose bytes an alert records
     * @param detect says which rule dropped a packet
     * @param injections takes the frames that reject sends
     */
    public VerdictStage(
            boolean ips, EventPublisher events, FlowTable flows, StreamEngine streams, DetectEngine detect,
            RejectFrames rejects, InjectionQueue injections, Counters counters) {
        this.ips = ips;
        this.events = events;
        this.flows = flows;
        this.streams = streams;
        this.detect = detect;
        this.rejects = rejects;
        this.injections = injections;
        accepted = counters.get(CounterName.IPS_ACCEPTED);
        blocked = counters.get(CounterName.IPS_BLOCKED);
        rejected = counters.get(CounterName.IPS_REJECTED);
        byReason = new Counter[DropReason.values().length];
        for (DropReason reason : DropReason.values()) {
            byReason[reason.ordinal()] = counters.dropReason(reason);
        }
    }

    /** Whether packets are dropped at all. */
    public boolean drops() {
        return ips;
    }

    @Override
    public void onAlert(Packet packet, RuleSet rules, int id, Transaction transaction, int flags) {
        name(rules, id);
        Flow flow = packet.flowIndex >= 0 ? flows.at(packet.flowIndex) : null;
        if (flow != null) {
            flow.countAlert();
        }
        VerdictAction verdict = packet.drop && ips ? VerdictAction.DROP
                : packet.skipInspection ? VerdictAction.PASS : VerdictAction.ALERT;
        RejectTarget target = rejectTarget(packet);
        events.alert(packet, flow, rule, (flags & BLOCKED) != 0, verdict, rejectKind(packet, target), target, transaction,
                (flags & IN_STREAM) != 0, detect, streams);
    }

    @Override
    public void onTagged(Packet packet) {
        events.tagged(packet, packet.flowIndex >= 0 ? flows.at(packet.flowIndex) : null);
    }

    private void name(RuleSet rules, int id) {
        rule.generation = rules.generation();
        rule.ruleId = id;
        rule.gid = rules.gid(id);
        rule.sid = rules.sid(id);
        rule.rev = rules.rev(id);
    }

    /** Whom the rule that dropped the packet being inspected wants told. */
    private RejectTarget rejectTarget(Packet packet) {
        RuleAction action = ips ? detect.verdicts().dropAction() : null;
        if (action == null) {
            return RejectTarget.NONE;
        }
        boolean toServer = packet.direction == Packet.TO_SERVER;
        return switch (action) {
            case REJECT -> toServer ? RejectTarget.TO_CLIENT : RejectTarget.TO_SERVER;
            case REJECT_DST -> toServer ? RejectTarget.TO_SERVER : RejectTarget.TO_CLIENT;
            case REJECT_BOTH -> RejectTarget.BOTH;
            default -> RejectTarget.NONE;
        };
    }

    private static RejectKind rejectKind(Packet packet, RejectTarget target) {
        return target == RejectTarget.NONE ? RejectKind.NONE
                : packet.protocol == TCP ? RejectKind.TCP_RESET : RejectKind.ICMP_PROHIBITED;
    }

    /** So many packets go on, about which there is nothing to be said. */
    public void accept(int packets) {
        if (packets > 0) {
            accepted.add(packets);
        }
    }

    /**
     * The packet is done with: what its frame's fate is, is known.
     *
     * @param inspected whether detection has looked at it
     */
    public void conclude(Packet packet, Flow flow, boolean inspected) {
        if (!packet.drop || !ips) {
            accepted.increment();
            return;
        }
        blocked.increment();
        byReason[packet.dropReason].increment();
        int dropRule = inspected ? detect.verdicts().dropRule() : -1;
        if (dropRule < 0) {
            rule.ruleId = DropFlyweight.NO_RULE;
            events.drop(packet, flow, rule, RejectKind.NONE, RejectTarget.NONE);
            return;
        }
        name(detect.rules(), dropRule);
        RejectTarget target = rejectTarget(packet);
        events.drop(packet, flow, rule, rejectKind(packet, target), target);
        if (target != RejectTarget.NONE) {
            rejected.increment();
            answer(packet, target);
        }
    }

    /** Resets and unreachables go out where the packet came in; a reset for its receiver goes on to the other port. */
    private void answer(Packet packet, RejectTarget target) {
        RejectTarget sender = packet.direction == Packet.TO_SERVER ? RejectTarget.TO_CLIENT : RejectTarget.TO_SERVER;
        if ((target == RejectTarget.BOTH || target == sender) && rejects.buildToSender(packet)) {
            injections.offer(packet.portIndex, rejects.frame(), rejects.length());
        }
        if ((target == RejectTarget.BOTH || target != sender) && rejects.buildToReceiver(packet)) {
            injections.offer(packet.portIndex ^ 1, rejects.frame(), rejects.length());
        }
    }
}
