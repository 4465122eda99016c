package org.sluice.control.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import org.agrona.MutableDirectBuffer;
import org.sluice.control.journal.JournalEntry;
import org.sluice.dataplane.contract.AlertFlyweight;
import org.sluice.dataplane.contract.AnomalyFlyweight;
import org.sluice.dataplane.contract.Direction;
import org.sluice.dataplane.contract.DropFlyweight;
import org.sluice.dataplane.contract.EventHeaderFlyweight;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.FileFlyweight;
import org.sluice.dataplane.contract.FlowFlyweight;
import org.sluice.dataplane.contract.LostFlyweight;
import org.sluice.dataplane.contract.NoticeFlyweight;
import org.sluice.dataplane.contract.RecordFlyweight;
import org.sluice.dataplane.contract.RejectKind;
import org.sluice.dataplane.contract.RejectTarget;
import org.sluice.dataplane.contract.VerdictAction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Turns one event into one line of EVE JSON. One thread. */
public final class EveWriter {
    /** JavaScript and many tools read integers exactly only up to 2^53. */
    private static final long FLOW_ID_MASK = (1L << 53) - 1;
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMPV6 = 58;

    private final EveContext context;
    private final RuleCatalog catalog;
    private final EveTime time;
    private final CommunityId communityId;
    private final EveAttributes attributes;
    private final JsonFactory json = new JsonFactoryBuilder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
    private final EventHeaderFlyweight header = new EventHeaderFlyweight();
    private final AlertFlyweight alert = new AlertFlyweight();
    private final DropFlyweight drop = new DropFlyweight();
    private final FlowFlyweight flow = new FlowFlyweight();
    private final AnomalyFlyweight anomaly = new AnomalyFlyweight();
    private final NoticeFlyweight notice = new NoticeFlyweight();
    private final FileFlyweight file = new FileFlyweight();
    private final LostFlyweight lost = new LostFlyweight();
    private final RecordFlyweight record = new RecordFlyweight();
    private JsonGenerator out;

    /**
     * @param context what shall be printed
     * @param catalog texts of the rules
     */
    public EveWriter(final EveContext context, final RuleCatalog catalog) {
        this.context = context;
        this.catalog = catalog;
        this.time = new EveTime(context.zone());
        this.communityId = new CommunityId(context.communityIdSeed());
        this.attributes = new EveAttributes(context);
    }

    /**
     * Writes one event as one line, in one piece.
     *
     * @param typeCode of the event
     * @param buffer   holding it
     * @param offset   of its first byte
     * @param length   of it
     * @param target   takes the line
     * @return whether its type is known and wanted; if not, nothing was written
     * @throws IOException of the target
     */
    public boolean write(
        final int typeCode, final MutableDirectBuffer buffer, final int offset, final int length,
        final OutputStream target) throws IOException {
        final EventType type = EventType.of(typeCode);
        if (type == null || !context.types().contains(type)) {
            return false;
        }
        header.wrap(buffer, offset);
        attributes.wrap(buffer, offset, length, type);
        line.reset();
        try (JsonGenerator generator = json.createGenerator(line)) {
            out = generator;
            generator.writeStartObject();
            writeHeader(type, buffer, offset);
            switch (type) {
                case ALERT -> writeAlert(alert.wrap(buffer, offset));
                case DROP -> writeDrop(drop.wrap(buffer, offset));
                case FLOW -> writeFlow(flow.wrap(buffer, offset));
                case ANOMALY -> writeAnomaly(anomaly.wrap(buffer, offset));
                case NOTICE -> writeNotice(notice.wrap(buffer, offset));
                case LOST -> writeLost(lost.wrap(buffer, offset));
                case RECORD -> writeAppProto();
                case FILE -> writeFile(file.wrap(buffer, offset));
                case FILE_DATA, PACKET -> { }
            }
            attributes.writeRest(generator, type == EventType.ALERT);
            generator.writeEndObject();
        }
        line.write('\n');
        line.writeTo(target);
        return true;
    }

    /**
     * Writes one event of the journal as one line, in one piece.
     *
     * @param entry  of the journal
     * @param target takes the line
     * @return whether its type is known and wanted; if not, nothing was written
     * @throws IOException of the target
     */
    public boolean write(final JournalEntry entry, final OutputStream target) throws IOException {
        return entry.type() != null && write(entry.type().code(), entry.buffer(), 0, entry.length(), target);
    }

    private void writeHeader(final EventType type, final MutableDirectBuffer buffer, final int offset)
        throws IOException {
        out.writeStringField("timestamp", time.format(header.timestampNs()));
        if (header.flowId() != 0) {
            out.writeNumberField("flow_id", header.flowId() & FLOW_ID_MASK);
        }
        final int interfaceId = header.interfaceId();
        if (interfaceId >= 0 && interfaceId < context.interfaceNames().size()) {
            out.writeStringField("in_iface", context.interfaceNames().get(interfaceId));
        }
        if (header.frameNumber() > 0) {
            out.writeNumberField("pcap_cnt", header.frameNumber());
        }
        out.writeStringField("event_type",
            type == EventType.RECORD ? record.wrap(buffer, offset).name() : type.jsonName());
        if (header.vlanCount() > 0) {
            out.writeArrayFieldStart("vlan");
            for (int i = 0; i < header.vlanCount(); i++) {
                out.writeNumber(header.vlan(i));
            }
            out.writeEndArray();
        }
        if (header.addressLength() > 0) {
            writeTuple();
        }
        writeUnlessEmpty("pkt_src", header.packetSource().jsonName());
        if (!context.captureName().isEmpty()) {
            out.writeStringField("pcap_filename", context.captureName());
        }
        if (context.communityId() && header.flowId() != 0 && header.addressLength() > 0) {
            out.writeStringField("community_id", communityId.of(header));
        }
    }

    private void writeTuple() throws IOException {
        out.writeStringField("src_ip", address(true));
        final boolean ports = header.sourcePort() != 0 || header.destinationPort() != 0;
        if (ports) {
            out.writeNumberField("src_port", header.sourcePort());
        }
        out.writeStringField("dest_ip", address(false));
        if (ports) {
            out.writeNumberField("dest_port", header.destinationPort());
        }
        out.writeStringField("proto", ProtocolNames.of(header.protocol()));
        out.writeNumberField("ip_v", header.ipVersion());
        if (header.protocol() == ICMP || header.protocol() == ICMPV6) {
            out.writeNumberField("icmp_type", header.icmpType());
            out.writeNumberField("icmp_code", header.icmpCode());
        }
    }

    private String address(final boolean source) {
        final byte[] address = new byte[header.addressLength()];
        if (source) {
            header.sourceAddress(address);
        } else {
            header.destinationAddress(address);
        }
        return AddressText.ip(address);
    }

    private void writeAlert(final AlertFlyweight alert) throws IOException {
        if (alert.hasTx()) {
            out.writeNumberField("tx_id", alert.txId());
            if (alert.txGuessed()) {
                out.writeBooleanField("tx_guessed", true);
            }
        }
        writeRule(alert.blocked(), alert.generation(), alert.ruleId(), alert.gid(), alert.sid(), alert.rev());
        writeVerdict(alert.verdict(), alert.rejectKind(), alert.rejectTarget());
        writeAppProto();
        writeUnlessEmpty("direction", header.direction().jsonName());
        writeFlowCounts();
        out.writeNumberField("stream", alert.stream() ? 1 : 0);
    }

    private void writeRule(
        final boolean blocked, final long generation, final int ruleId, final int gid, final long sid, final int rev)
        throws IOException {
        final RuleText rule = catalog.find(generation, ruleId, gid, sid, rev);
        out.writeObjectFieldStart("alert");
        out.writeStringField("action", blocked ? "blocked" : "allowed");
        out.writeNumberField("gid", gid);
        out.writeNumberField("signature_id", sid);
        out.writeNumberField("rev", rev);
        out.writeStringField("signature", rule.msg());
        out.writeStringField("category", rule.category());
        out.writeNumberField("severity", rule.severity());
        if (context.references() && !rule.references().isEmpty()) {
            out.writeArrayFieldStart("references");
            for (final String reference : rule.references()) {
                out.writeString(reference);
            }
            out.writeEndArray();
        }
        if (context.ruleMetadata() && !rule.metadata().isEmpty()) {
            out.writeObjectFieldStart("metadata");
            for (final var entry : new java.util.TreeMap<>(rule.metadata()).entrySet()) {
                out.writeArrayFieldStart(entry.getKey());
                for (final String value : entry.getValue()) {
                    out.writeString(value);
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        }
        attributes.writeMembersOf("alert", out);
        out.writeEndObject();
    }

    private void writeVerdict(final VerdictAction action, final RejectKind kind, final RejectTarget target)
        throws IOException {
        if (!context.verdict() || action == VerdictAction.NONE) {
            return;
        }
        out.writeObjectFieldStart("verdict");
        out.writeStringField("action", action.jsonName());
        if (kind != RejectKind.NONE) {
            writeUnlessEmpty("reject-target", target.jsonName());
            out.writeArrayFieldStart("reject");
            out.writeString(kind.jsonName());
            out.writeEndArray();
        }
        attributes.writeMembersOf("verdict", out);
        out.writeEndObject();
    }

    private void writeFlowCounts() throws IOException {
        if (header.flowId() == 0) {
            return;
        }
        out.writeObjectFieldStart("flow");
        writeCounts();
        final boolean reversed = header.direction() == Direction.TO_CLIENT;
        if (header.addressLength() > 0) {
            out.writeStringField("src_ip", address(!reversed));
            out.writeStringField("dest_ip", address(reversed));
            if (header.sourcePort() != 0 || header.destinationPort() != 0) {
                out.writeNumberField("src_port", reversed ? header.destinationPort() : header.sourcePort());
                out.writeNumberField("dest_port", reversed ? header.sourcePort() : header.destinationPort());
            }
        }
        attributes.writeMembersOf("flow", out);
        out.writeEndObject();
    }

    private void writeCounts() throws IOException {
        out.writeNumberField("pkts_toserver", header.packetsToServer());
        out.writeNumberField("pkts_toclient", header.packetsToClient());
        out.writeNumberField("bytes_toserver", header.bytesToServer());
        out.writeNumberField("bytes_toclient", header.bytesToClient());
        out.writeStringField("start", time.format(header.flowStartNs()));
    }

    private void writeDrop(final DropFlyweight drop) throws IOException {
        writeUnlessEmpty("direction", header.direction().jsonName());
        out.writeObjectFieldStart("drop");
        if (header.addressLength() > 0) {
            out.writeNumberField("len", drop.ipLength());
            out.writeNumberField("tos", drop.tos());
            out.writeNumberField("ttl", drop.ttl());
            out.writeNumberField("ipid", drop.ipId());
            writeDropTransport(drop);
        }
        out.writeStringField("reason", drop.reason().jsonName());
        attributes.writeMembersOf("drop", out);
        out.writeEndObject();
        if (drop.hasRule() && context.dropAlerts()) {
            writeRule(true, drop.generation(), drop.ruleId(), drop.gid(), drop.sid(), drop.rev());
        }
        writeVerdict(drop.verdict(), drop.rejectKind(), drop.rejectTarget());
        writeAppProto();
        writeFlowCounts();
    }

    private void writeDropTransport(final DropFlyweight drop) throws IOException {
        switch (header.protocol()) {
            case TCP -> {
                out.writeNumberField("tcpseq", drop.tcpSeq());
                out.writeNumberField("tcpack", drop.tcpAck());
                out.writeNumberField("tcpwin", drop.tcpWindow());
                for (int bit = 0; bit < TcpFlagNames.DROP.length; bit++) {
                    out.writeBooleanField(TcpFlagNames.DROP[bit], (drop.tcpFlags() & TcpFlagNames.DROP_BITS[bit]) != 0);
                }
                out.writeNumberField("tcpres", 0);
                out.writeNumberField("tcpurgp", drop.tcpUrgent());
            }
            case UDP -> out.writeNumberField("udplen", drop.udpLength());
            case ICMP, ICMPV6 -> {
                out.writeNumberField("icmp_id", drop.icmpId());
                out.writeNumberField("icmp_seq", drop.icmpSeq());
            }
            default -> { }
        }
    }

    private void writeFlow(final FlowFlyweight flow) throws IOException {
        writeAppProto();
        out.writeObjectFieldStart("flow");
        writeCounts();
        out.writeStringField("end", time.format(flow.endNs()));
        out.writeNumberField("age", Math.max(0, (flow.endNs() - header.flowStartNs()) / 1_000_000_000L));
        out.writeStringField("state", flow.state().jsonName());
        out.writeStringField("reason", flow.reason().jsonName());
        out.writeBooleanField("alerted", flow.alerted());
        writeUnlessEmpty("action", flow.action().jsonName());
        attributes.writeMembersOf("flow", out);
        out.writeEndObject();
        if (header.protocol() == TCP) {
            writeFlowTcp(flow);
        }
    }

    private void writeFlowTcp(final FlowFlyweight flow) throws IOException {
        out.writeObjectFieldStart("tcp");
        out.writeStringField("tcp_flags", String.format("%02x", flow.tcpFlags()));
        out.writeStringField("tcp_flags_ts", String.format("%02x", flow.tcpFlagsToServer()));
        out.writeStringField("tcp_flags_tc", String.format("%02x", flow.tcpFlagsToClient()));
        for (int bit = 0; bit < TcpFlagNames.ALL.length; bit++) {
            if ((flow.tcpFlags() & 1 << bit) != 0) {
                out.writeBooleanField(TcpFlagNames.ALL[bit], true);
            }
        }
        out.writeStringField("state", flow.tcpState().jsonName());
        attributes.writeMembersOf("tcp", out);
        out.writeEndObject();
    }

    private void writeAnomaly(final AnomalyFlyweight anomaly) throws IOException {
        writeAppProto();
        out.writeObjectFieldStart("anomaly");
        out.writeStringField("type", anomaly.kind().jsonName());
        out.writeStringField("event", anomaly.event());
        writeUnlessEmpty("layer", anomaly.layer());
        attributes.writeMembersOf("anomaly", out);
        out.writeEndObject();
    }

    private void writeFile(final FileFlyweight file) throws IOException {
        writeAppProto();
        out.writeObjectFieldStart("fileinfo");
        attributes.writeMembersOf("fileinfo", out);
        out.writeBooleanField("stored", file.isStored());
        out.writeEndObject();
    }

    private void writeNotice(final NoticeFlyweight notice) throws IOException {
        out.writeObjectFieldStart("notice");
        out.writeStringField("code", notice.code().name().toLowerCase(Locale.ROOT));
        out.writeNumberField("worker", header.worker());
        if (notice.generation() != 0) {
            out.writeNumberField("generation", notice.generation());
        }
        attributes.writeMembersOf("notice", out);
        out.writeEndObject();
    }

    private void writeLost(final LostFlyweight lost) throws IOException {
        out.writeObjectFieldStart("lost");
        out.writeNumberField("count", lost.count());
        out.writeStringField("first", time.format(lost.firstNs()));
        out.writeNumberField("worker", header.worker());
        out.writeEndObject();
    }

    private void writeAppProto() throws IOException {
        writeUnlessEmpty("app_proto", header.appProto());
    }

    private void writeUnlessEmpty(final String name, final String value) throws IOException {
        if (!value.isEmpty()) {
            out.writeStringField(name, value);
        }
    }
}
