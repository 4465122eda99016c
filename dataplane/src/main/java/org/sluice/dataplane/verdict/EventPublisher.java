package org.sluice.dataplane.verdict;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.sluice.dataplane.app.BodyWindow;
import org.sluice.dataplane.app.StoredFile;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.contract.AlertFlyweight;
import org.sluice.dataplane.contract.AnomalyKind;
import org.sluice.dataplane.contract.AttributeWriter;
import org.sluice.dataplane.contract.DropFlyweight;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.contract.EventHeaderFlyweight;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;
import org.sluice.dataplane.contract.FileFlyweight;
import org.sluice.dataplane.contract.FlowAction;
import org.sluice.dataplane.contract.FlowEndReason;
import org.sluice.dataplane.contract.FlowState;
import org.sluice.dataplane.contract.NoticeCode;
import org.sluice.dataplane.contract.NoticeFlyweight;
import org.sluice.dataplane.contract.RejectKind;
import org.sluice.dataplane.contract.RejectTarget;
import org.sluice.dataplane.contract.TcpState;
import org.sluice.dataplane.contract.VerdictAction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.detect.DetectEngine;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowEnd;
import org.sluice.dataplane.stream.StreamEngine;
import org.sluice.rules.image.DecoderEvent;
import org.sluice.rules.image.StreamEvent;

/**
 * Writes what happened into the worker's event ring: alerts with their packet, drops with their reason, ended flows,
 * anomalies. Never waits: what the ring does not take is counted by the writer.
 */
public final class EventPublisher {
    /** What is published, beside alerts. */
    public record Selection(boolean drops, boolean flows, boolean decodeAnomalies, boolean streamAnomalies) {
        /** Everything except the anomalies of single packets. */
        public static final Selection DEFAULT = new Selection(true, true, false, false);
    }

    /** A rule as events name it. */
    public static final class RuleName {
        /** Generation of its image. */
        public long generation;
        /** Its id in that image; {@link DropFlyweight#NO_RULE} for none. */
        public int ruleId = DropFlyweight.NO_RULE;
        public int gid;
        public int sid;
        public int rev;
    }

    private static final int MAX_PACKET = 64 * 1024;
    /** Bytes of a file in one event: what fits the smallest ring. */
    private static final int FILE_CHUNK = 4096;
    private static final DecoderEvent[] DECODER_EVENTS = DecoderEvent.values();
    private static final String[] STREAM_EVENT_NAMES =
            Arrays.stream(StreamEvent.values()).map(event -> "stream." + event.ruleName()).toArray(String[]::new);
    private static final DropReason[] DROP_REASONS = DropReason.values();
    private static final FlowState[] FLOW_STATES = FlowState.values();
    private static final FlowEndReason[] END_REASONS = FlowEndReason.values();
    private static final TcpState[] TCP_STATES = tcpStates();

    private final EventWriter writer;
    private final EventAttributes attributes;
    private final Selection selection;
    private final int packetBytes;
    private final int payloadBytes;
    private final MemorySegment streamBytes;

    /**
     * @param packetBytes most bytes of a packet that an alert carries
     * @param payloadBytes most bytes of payload that an alert carries
     */
    public EventPublisher(EventWriter writer, Selection selection, int packetBytes, int payloadBytes) {
        this.writer = writer;
        this.attributes = new EventAttributes(writer.attributes());
        this.selection = selection;
        this.packetBytes = Math.min(packetBytes, MAX_PACKET);
        this.payloadBytes = Math.min(payloadBytes, MAX_PACKET);
        streamBytes = MemorySegment.ofArray(new byte[this.payloadBytes]);
    }

    /**
     * A rule costs more than it may, and this worker evaluates it no more. Happens once a rule and rule set, so it may
     * allocate.
     */
    public void ruleQuarantined(RuleSet rules, int rule, int overruns, long timestampNs) {
        writer.begin(EventType.NOTICE, timestampNs);
        writer.notice().notice(NoticeCode.RULE_QUARANTINED, rules.generation(), 0);
        writer.attributes().string(NoticeFlyweight.TEXT, "rule " + rules.gid(rule) + ":" + rules.sid(rule) + ":"
                + rules.rev(rule) + " ran past its budget of steps " + overruns + " times and is not evaluated any more: "
                + "make it narrower; a reload takes it back");
        writer.commit();
    }

    /**
     * A rule matched.
     *
     * @param blocked whether this rule stopped the packet
     * @param verdict what became of the packet after all its rules
     * @param transaction what it matched in, or null
     * @param inStream whether it matched in the stream's bytes rather than the packet's
     * @param findings knows what else the rule found out
     * @param streams what it matched in when it was no packet's, or null
     */
    public void alert(
            Packet packet, Flow flow, RuleName rule, boolean blocked, VerdictAction verdict, RejectKind reject,
            RejectTarget rejectTarget, Transaction transaction, boolean inStream, DetectEngine findings,
            StreamEngine streams) {
        EventHeaderFlyweight header = writer.begin(EventType.ALERT, packet.timestampNs);
        EventHeaders.fill(header, packet, flow);
        AlertFlyweight alert = writer.alert()
                .rule(rule.generation, rule.ruleId, rule.gid, rule.sid, rule.rev)
                .blocked(blocked)
                .verdict(verdict, reject, rejectTarget)
                .stream(inStream);
        AttributeWriter out = writer.attributes();
        if (transaction != null) {
            alert.txId(transaction.id(), false);
            transaction.writeMetadata(attributes);
        }
        findings.writeFindings(rule.ruleId, transaction, attributes);
        if (packet.origin == Packet.TUNNEL && packet.outer != null) {
            tunnel(packet, out);
        }
        int ofStream = streams == null || flow == null || !inStream && transaction == null ? 0
                : streams.copyRecent(flow, packet.direction, streamBytes);
        if (ofStream > 0) {
            out.payload(streamBytes, 0, ofStream, ofStream);
        } else if (packet.payloadLength > 0) {
            int recorded = Math.min(packet.payloadLength, payloadBytes);
            if (packet.payloadOffset > 0 && packet.payloadOffset + recorded <= Math.min(packet.length, packetBytes)) {
                out.payloadInPacket(packet.payloadOffset, recorded, packet.payloadLength);
            } else {
                out.payload(packet.memory, packet.offset + packet.payloadOffset, recorded, packet.payloadLength);
            }
        }
        packet(packet, out);
        writer.commit();
    }

    /** A packet that a rule's tag has recorded. */
    public void tagged(Packet packet, Flow flow) {
        EventHeaders.fill(writer.begin(EventType.PACKET, packet.timestampNs), packet, flow);
        packet(packet, writer.attributes());
        writer.commit();
    }

    private void packet(Packet packet, AttributeWriter out) {
        if (packet.length > 0) {
            out.packet(packet.memory, packet.offset, Math.min(packet.length, packetBytes), packet.length, packet.linkType);
        }
    }

    /** Bytes of a file that is to be kept. */
    public void fileData(Packet packet, StoredFile file, long position, MemorySegment memory, long offset, int length) {
        for (int at = 0; at < length; at += FILE_CHUNK) {
            int count = Math.min(FILE_CHUNK, length - at);
            writer.begin(EventType.FILE_DATA, packet.timestampNs);
            writer.file().file(file.id(), position + at, 0);
            writer.attributes().payload(memory, offset + at, count, count);
            writer.commit();
        }
    }

    /** A file that was to be kept has ended. */
    public void fileEnd(Packet packet, Flow flow, StoredFile file, BodyWindow window) {
        EventHeaders.fill(writer.begin(EventType.FILE, packet.timestampNs), packet, flow);
        writer.file().file(file.id(), window.total(), file.isComplete(window) ? FileFlyweight.WHOLE : 0);
        file.write(attributes, window);
        writer.commit();
    }

    private static void tunnel(Packet packet, AttributeWriter out) {
        Packet outer = packet.outer;
        int addressLength = outer.ipVersion == 4 ? 4 : 16;
        int first = outer.ipVersion == 4 ? 12 : 8;
        if (outer.ipVersion == 0 || outer.ipOffset + first + 2 * addressLength > outer.length) {
            return;
        }
        long source = outer.offset + outer.ipOffset + first;
        out.object("tunnel")
                .address("src_ip", outer.memory, source, addressLength)
                .number("src_port", outer.sourcePort)
                .address("dest_ip", outer.memory, source + addressLength, addressLength)
                .number("dest_port", outer.destinationPort)
                .string("proto", protocolName(outer.protocol))
                .number("depth", outer.depth)
                .end();
    }

    private static String protocolName(int protocol) {
        return switch (protocol) {
            case 4 -> "IP-in-IP";
            case 6 -> "TCP";
            case 17 -> "UDP";
            case 41 -> "IPv6";
            case 47 -> "GRE";
            default -> "IP";
        };
    }

    /**
     * A packet was dropped.
     *
     * @param rule which did it, with rule id {@link DropFlyweight#NO_RULE} when none did
     */
    public void drop(Packet packet, Flow flow, RuleName rule, RejectKind reject, RejectTarget rejectTarget) {
        if (!selection.drops) {
            return;
        }
        EventHeaderFlyweight header = writer.begin(EventType.DROP, packet.timestampNs);
        EventHeaders.fill(header, packet, flow);
        DropFlyweight drop = writer.drop();
        if (rule.ruleId != DropFlyweight.NO_RULE) {
            drop.rule(rule.generation, rule.ruleId, rule.gid, rule.sid, rule.rev);
        } else {
            drop.rule(0, DropFlyweight.NO_RULE, 0, 0, 0);
        }
        drop.reason(DROP_REASONS[packet.dropReason]).verdict(VerdictAction.DROP, reject, rejectTarget);
        if (packet.ipVersion != 0) {
            drop.ip(packet.ipLength, packet.tos, packet.ttl, packet.ipId);
        }
        if (packet.isTcp()) {
            drop.tcp(packet.tcpSequence, packet.tcpAcknowledgement, packet.tcpWindow, packet.tcpFlags, packet.tcpUrgent);
        } else if (packet.isUdp()) {
            drop.udp(packet.payloadLength + 8);
        } else if (packet.transportOffset >= 0) {
            drop.icmp(packet.icmpId, packet.icmpSequence);
        }
        writer.commit();
    }

    /** A flow ended. */
    public void flowEnd(Flow flow, FlowEnd reason) {
        if (!selection.flows) {
            return;
        }
        EventHeaderFlyweight header = writer.begin(EventType.FLOW, flow.lastSeenNs());
        EventHeaders.fillTuple(header, flow);
        int toServer = flow.tcpFlags(Packet.TO_SERVER);
        int toClient = flow.tcpFlags(Packet.TO_CLIENT);
        writer.flow()
                .end(flow.lastSeenNs(), FLOW_STATES[flow.state().ordinal()], END_REASONS[reason.ordinal()])
                .alerted(flow.alerts() > 0)
                .action(flow.isDropped() ? FlowAction.DROP : flow.isPassed() ? FlowAction.PASS : FlowAction.NONE);
        if (flow.protocol() == 6) {
            writer.flow().tcp(TCP_STATES[flow.tcpState().ordinal()], toServer, toClient);
        }
        writer.commit();
    }

    /** What decoder and stream objected to in a packet, one event each, where selected. */
    public void anomalies(Packet packet, Flow flow) {
        if (selection.decodeAnomalies) {
            for (int word = 0; word < packet.decoderEvents.length; word++) {
                for (long bits = packet.decoderEvents[word]; bits != 0; bits &= bits - 1) {
                    int id = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                    anomaly(packet, flow, AnomalyKind.DECODE, id, DECODER_EVENTS[id].anomalyName());
                }
            }
        }
        if (selection.streamAnomalies) {
            for (int word = 0; word < packet.streamEvents.length; word++) {
                for (long bits = packet.streamEvents[word]; bits != 0; bits &= bits - 1) {
                    int id = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                    anomaly(packet, flow, AnomalyKind.STREAM, id, STREAM_EVENT_NAMES[id]);
                }
            }
        }
    }

    private void anomaly(Packet packet, Flow flow, AnomalyKind kind, int id, String name) {
        EventHeaderFlyweight header = writer.begin(EventType.ANOMALY, packet.timestampNs);
        EventHeaders.fill(header, packet, flow);
        writer.anomaly().event(kind, id, name);
        writer.commit();
    }

    /** The contract's names of {@code flow.TcpState}'s states, by ordinal. */
    private static TcpState[] tcpStates() {
        var states = org.sluice.dataplane.flow.TcpState.values();
        TcpState[] names = new TcpState[states.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = TcpState.valueOf(states[i].name());
        }
        return names;
    }
}
