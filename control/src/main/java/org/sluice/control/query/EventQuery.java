package org.sluice.control.query;

import org.agrona.MutableDirectBuffer;
import org.sluice.control.journal.JournalEntry;
import org.sluice.dataplane.contract.AlertFlyweight;
import org.sluice.dataplane.contract.DropFlyweight;
import org.sluice.dataplane.contract.EventHeaderFlyweight;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.RejectKind;
import org.sluice.dataplane.contract.VerdictAction;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** Which events are wanted; everything not set allows all. */
public final class EventQuery {
    private Instant since = Instant.MIN;
    private Set<EventType> types = EnumSet.allOf(EventType.class);
    private final Set<Long> sids = new TreeSet<>();
    private AddressPrefix source;
    private AddressPrefix destination;
    private EventAction action = EventAction.ANY;
    private long limit = Long.MAX_VALUE;
    private boolean follow;

    private final EventHeaderFlyweight header = new EventHeaderFlyweight();
    private final AlertFlyweight alert = new AlertFlyweight();
    private final DropFlyweight drop = new DropFlyweight();

    /** @return events from this time on, default all */
    public Instant since() {
        return since;
    }

    /**
     * @param since events from this time on
     * @return this
     */
    public EventQuery since(final Instant since) {
        this.since = since;
        return this;
    }

    /**
     * @param types of events
     * @return this
     */
    public EventQuery types(final Set<EventType> types) {
        this.types = EnumSet.copyOf(types);
        return this;
    }

    /**
     * @param sid one more signature id that is wanted: alerts, and drops by that rule
     * @return this
     */
    public EventQuery sid(final long sid) {
        sids.add(sid);
        return this;
    }

    /**
     * @param source network of the packet's source
     * @return this
     */
    public EventQuery source(final AddressPrefix source) {
        this.source = source;
        return this;
    }

    /**
     * @param destination network of the packet's destination
     * @return this
     */
    public EventQuery destination(final AddressPrefix destination) {
        this.destination = destination;
        return this;
    }

    /**
     * @param action what became of the packet
     * @return this
     */
    public EventQuery action(final EventAction action) {
        this.action = action;
        return this;
    }

    /** @return most events, default no limit */
    public long limit() {
        return limit;
    }

    /**
     * @param limit most events
     * @return this
     */
    public EventQuery limit(final long limit) {
        this.limit = limit;
        return this;
    }

    /** @return whether to wait for more at the journal's end, default not */
    public boolean follow() {
        return follow;
    }

    /**
     * @param follow whether to wait for more at the journal's end
     * @return this
     */
    public EventQuery follow(final boolean follow) {
        this.follow = follow;
        return this;
    }

    /**
     * @param entry of the journal
     * @return whether it is wanted
     */
    public boolean matches(final JournalEntry entry) {
        final EventType type = entry.type();
        if (type == null || !types.contains(type)) {
            return false;
        }
        final MutableDirectBuffer buffer = entry.buffer();
        header.wrap(buffer, 0);
        if (!since.equals(Instant.MIN) && header.timestampNs() < nanos(since)) {
            return false;
        }
        return matchesRule(type, buffer) && matchesAddress(source, true) && matchesAddress(destination, false) &&
            matchesAction(type, buffer);
    }

    private boolean matchesRule(final EventType type, final MutableDirectBuffer buffer) {
        if (sids.isEmpty()) {
            return true;
        }
        return switch (type) {
            case ALERT -> sids.contains(alert.wrap(buffer, 0).sid());
            case DROP -> drop.wrap(buffer, 0).hasRule() && sids.contains(drop.sid());
            default -> false;
        };
    }

    private boolean matchesAddress(final AddressPrefix prefix, final boolean isSource) {
        if (prefix == null) {
            return true;
        }
        final byte[] address = new byte[header.addressLength()];
        if (isSource) {
            header.sourceAddress(address);
        } else {
            header.destinationAddress(address);
        }
        return prefix.contains(address);
    }

    private boolean matchesAction(final EventType type, final MutableDirectBuffer buffer) {
        return switch (action) {
            case ANY -> true;
            case ALLOWED -> type == EventType.ALERT && alert.wrap(buffer, 0).verdict() != VerdictAction.DROP &&
                !alert.blocked();
            case BLOCKED -> type == EventType.DROP ||
                type == EventType.ALERT && (alert.wrap(buffer, 0).blocked() || alert.verdict() == VerdictAction.DROP);
            case REJECTED -> type == EventType.ALERT && alert.wrap(buffer, 0).rejectKind() != RejectKind.NONE ||
                type == EventType.DROP && drop.wrap(buffer, 0).rejectKind() != RejectKind.NONE;
        };
    }

    private static long nanos(final Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    /**
     * @param text {@code 90s}, {@code 10m}, {@code 2h}, {@code 3d} ago, or a date, a local time, an instant in ISO form
     * @param now  what ago is counted from
     * @param zone of local times
     * @return the time
     * @throws IllegalArgumentException saying what is allowed
     */
    public static Instant parseSince(final String text, final Instant now, final ZoneId zone) {
        try {
            if (text.matches("\\d{1,9}[smhd]")) {
                final long count = Long.parseLong(text.substring(0, text.length() - 1));
                return now.minus(switch (text.charAt(text.length() - 1)) {
                    case 's' -> Duration.ofSeconds(count);
                    case 'm' -> Duration.ofMinutes(count);
                    case 'h' -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
            }
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            return text.endsWith("Z") ? Instant.parse(text) : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (final DateTimeParseException ex) {
            throw new IllegalArgumentException("'" + text +
                "' is no time; allowed are 90s, 10m, 2h, 3d (ago), 2026-01-31, 2026-01-31T12:00, 2026-01-31T12:00:00Z", ex);
        }
    }
}
