package org.sluice.control.query;

import org.sluice.control.export.AddressText;
import org.sluice.control.export.RuleCatalog;
import org.sluice.control.journal.JournalEntry;
import org.sluice.dataplane.contract.AlertFlyweight;
import org.sluice.dataplane.contract.AnomalyFlyweight;
import org.sluice.dataplane.contract.AttributeKind;
import org.sluice.dataplane.contract.AttributeReader;
import org.sluice.dataplane.contract.DropFlyweight;
import org.sluice.dataplane.contract.EventHeaderFlyweight;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.FlowFlyweight;
import org.sluice.dataplane.contract.LostFlyweight;
import org.sluice.dataplane.contract.NoticeFlyweight;
import org.sluice.dataplane.contract.RecordFlyweight;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * One event as a row of a table.
 *
 * @param index           in the journal
 * @param time            of the packet
 * @param type            of the event, as EVE names it
 * @param action          {@code allowed}, {@code blocked}, {@code drop} or empty
 * @param source          address and port of the packet, empty when it is not IP
 * @param destination     likewise
 * @param sid             of the rule, 0 when none
 * @param text            the rule's message, the drop's reason, the notice's words...
 */
public record EventRow(
    long index, Instant time, String type, String action, String source, String destination, long sid, String text) {

    /**
     * @param entry   of the journal
     * @param catalog texts of the rules
     * @return the row
     */
    public static EventRow of(final JournalEntry entry, final RuleCatalog catalog) {
        final EventHeaderFlyweight header = entry.header();
        final EventType type = entry.type();
        String name = type.jsonName();
        String action = "";
        long sid = 0;
        final String text;
        switch (type) {
            case ALERT -> {
                final AlertFlyweight alert = new AlertFlyweight().wrap(entry.buffer(), 0);
                action = alert.blocked() ? "blocked" : "allowed";
                sid = alert.sid();
                text = catalog.find(alert.generation(), alert.ruleId(), alert.gid(), sid, alert.rev()).msg();
            }
            case DROP -> {
                final DropFlyweight drop = new DropFlyweight().wrap(entry.buffer(), 0);
                action = "drop";
                sid = drop.hasRule() ? drop.sid() : 0;
                text = drop.reason().jsonName();
            }
            case FLOW -> {
                final FlowFlyweight flow = new FlowFlyweight().wrap(entry.buffer(), 0);
                action = flow.action().jsonName();
                text = (header.appProto() + " " + flow.state().jsonName() + ", " + header.packetsToServer() + "/" +
                    header.packetsToClient() + " packets, " + header.bytesToServer() + "/" + header.bytesToClient() +
                    " bytes").strip();
            }
            case ANOMALY -> text = new AnomalyFlyweight().wrap(entry.buffer(), 0).event();
            case NOTICE -> text = notice(entry);
            case LOST -> text = new LostFlyweight().wrap(entry.buffer(), 0).count() + " events: the ring was full";
            case RECORD -> {
                name = new RecordFlyweight().wrap(entry.buffer(), 0).name();
                text = header.appProto();
            }
            default -> text = "";
        }
        return new EventRow(
            entry.index(), Instant.ofEpochSecond(0, header.timestampNs()), name, action, end(header, true),
            end(header, false), sid, text);
    }

    private static String notice(final JournalEntry entry) {
        final NoticeFlyweight notice = new NoticeFlyweight().wrap(entry.buffer(), 0);
        final StringBuilder text = new StringBuilder(notice.code().name().toLowerCase(Locale.ROOT));
        if (notice.generation() != 0) {
            text.append(", generation ").append(notice.generation());
        }
        final AttributeReader attributes =
            new AttributeReader().wrap(entry.buffer(), 0, entry.length(), EventType.NOTICE);
        while (attributes.next()) {
            if (attributes.kind() == AttributeKind.STRING && attributes.keyIs(NoticeFlyweight.TEXT)) {
                text.append(": ").append(new String(attributes.bytes(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    private static String end(final EventHeaderFlyweight header, final boolean source) {
        if (header.addressLength() == 0) {
            return "";
        }
        final byte[] address = new byte[header.addressLength()];
        if (source) {
            header.sourceAddress(address);
        } else {
            header.destinationAddress(address);
        }
        final int port = source ? header.sourcePort() : header.destinationPort();
        final String text = AddressText.ip(address);
        if (header.sourcePort() == 0 && header.destinationPort() == 0) {
            return text;
        }
        return header.ipVersion() == 6 ? "[" + text + "]:" + port : text + ":" + port;
    }
}
