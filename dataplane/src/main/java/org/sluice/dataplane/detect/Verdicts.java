package org.sluice.dataplane.detect;

import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.rules.image.RuleAction;
import org.sluice.rules.image.RuleFlags;

/**
 * What follows from the rules that matched a packet, in their order: thresholds, then actions on packet and flow. A
 * pass rule ends the matter; a rule that drops does not keep later ones from being reported.
 */
public final class Verdicts {
    private static final RuleAction[] ACTIONS = RuleAction.values();

    private final DetectSettings settings;
    private final DetectCounters counters;
    private final ThresholdTracker thresholds;
    private final PacketTags tags;
    private int dropRule = -1;
    private RuleAction dropAction;
    private boolean passed;

    Verdicts(DetectSettings settings, DetectCounters counters) {
        this.settings = settings;
        this.counters = counters;
        thresholds = new ThresholdTracker(settings.thresholdEntries(), counters);
        tags = new PacketTags(settings.tags(), counters);
    }

    void clear() {
        dropRule = -1;
        dropAction = null;
        passed = false;
    }

    /** The first rule that dropped the packet, or -1. */
    public int dropRule() {
        return dropRule;
    }

    /** Its action: says who is to be told. Null when no rule dropped. */
    public RuleAction dropAction() {
        return dropAction;
    }

    /** Whether a pass rule matched. */
    public boolean passed() {
        return passed;
    }

    /** Walks the matches, acts, and marks those to be reported. */
    void decide(Packet packet, Flow flow, RuleSet rules, PacketHeader header, AlertQueue queue) {
        int alerts = 0;
        for (int i = 0; i < queue.size(); i++) {
            int rule = queue.rule(i);
            RuleAction action = ACTIONS[rules.flags[rule] & RuleFlags.ACTION_MASK];
            int answer = rules.programs[3 * rule + 2] < 0 ? ThresholdTracker.ALERT
                    : thresholds.count(rules, rule, packet, header);
            boolean changed = answer == ThresholdTracker.CHANGED;
            if (changed) {
                action = ACTIONS[thresholds.newAction()];
            }
            if (answer != ThresholdTracker.NOTHING) {
                act(i, rule, action, changed, packet, flow, rules, queue);
                tags.begin(rules, rule, packet, header.flowId);
            }
            boolean report = answer != ThresholdTracker.NOTHING && answer != ThresholdTracker.SILENT
                    && (rules.flags[rule] & RuleFlags.NO_ALERT) == 0 && !(changed && action == RuleAction.PASS);
            if (!report) {
                counters.alertsSuppressed++;
            } else if (alerts == settings.packetAlertMax()) {
                counters.alertsDiscarded++;
                report = false;
            } else {
                alerts++;
            }
            queue.report(i, report);
            if (answer != ThresholdTracker.NOTHING && action == RuleAction.PASS) {
                queue.cutAfter(i);
                return;
            }
        }
    }

    private void act(int i, int rule, RuleAction action, boolean changed, Packet packet, Flow flow, RuleSet rules,
                     AlertQueue queue) {
        int flags = rules.flags[rule];
        boolean onFlow = flow != null && ((flags & RuleFlags.ACTION_ON_FLOW) != 0
                || (flags & RuleFlags.ACTION_ON_FLOW_IF_STATEFUL) != 0
                && ((queue.flags(i) & AlertSink.IN_STREAM) != 0 || queue.context(i) != 0));
        if (action.drops()) {
            int reason = changed ? settings.rateDropReason() : settings.dropReason();
            if (settings.ips()) {
                drop(i, rule, action, reason, packet, queue);
            }
            if (onFlow) {
                // Where nothing is enforced its packets go on, but of a flow that would have ended no more is told.
                flow.drop(reason);
            }
        } else if (action == RuleAction.PASS) {
            passed = true;
            packet.skipInspection = true;
            if (onFlow) {
                flow.pass();
            }
        }
        if ((flags & RuleFlags.BYPASS) != 0 && flow != null && packet.origin != Packet.FLOW_END) {
            flow.bypass();
        }
    }

    private void drop(int i, int rule, RuleAction action, int reason, Packet packet, AlertQueue queue) {
        if (dropRule < 0) {
            dropRule = rule;
            dropAction = action;
        }
        packet.drop(reason);
        queue.addFlags(i, AlertSink.BLOCKED);
    }

    /** Counts the packet for the tags on its flow and hosts, and reports it when one of them wants it. */
    void reportTagged(Packet packet, PacketHeader header, AlertSink sink) {
        if (tags.take(packet, header.flowId)) {
            sink.onTagged(packet);
            counters.taggedPackets++;
        }
    }

    /** @param only the transaction of a datagram's alerts on its payload, or null */
    void report(Packet packet, RuleSet rules, AlertQueue queue, Transaction[] transactions, Transaction only,
                AlertSink sink) {
        for (int i = 0; i < queue.size(); i++) {
            if (queue.isReported(i)) {
                int context = queue.context(i);
                sink.onAlert(packet, rules, queue.rule(i), context == 0 ? only : transactions[context - 1],
                        queue.flags(i));
                counters.alerts++;
            }
        }
    }
}
