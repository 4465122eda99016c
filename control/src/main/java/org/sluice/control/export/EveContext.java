package org.sluice.control.export;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.sluice.dataplane.contract.EventType;

/** What EVE JSON shall contain. Names in the configuration are Suricata's. */
public final class EveContext {
    private Set<EventType> types = EnumSet.complementOf(EnumSet.noneOf(EventType.class));
    private boolean payload = true;
    private boolean payloadPrintable = true;
    private boolean payloadLength = true;
    private boolean packet = true;
    private boolean ethernet = true;
    private boolean communityId = true;
    private int communityIdSeed;
    private boolean verdict = true;
    private boolean references;
    private boolean ruleMetadata = true;
    private boolean dropAlerts = true;
    private ZoneId zone = ZoneId.systemDefault();
    private String captureName = "";
    private volatile List<String> interfaceNames = List.of();

    /** @return which events are printed, default all */
    public Set<EventType> types() {
        return types;
    }

    /**
     * @param types which events are printed
     * @return this
     */
    public EveContext types(final Set<EventType> types) {
        this.types = EnumSet.copyOf(types);
        return this;
    }

    /** @return {@code payload} in Base64, default on */
    public boolean payload() {
        return payload;
    }

    /**
     * @param payload whether {@code payload} is printed
     * @return this
     */
    public EveContext payload(final boolean payload) {
        this.payload = payload;
        return this;
    }

    /** @return {@code payload_printable}, default on */
    public boolean payloadPrintable() {
        return payloadPrintable;
    }

    /**
     * @param payloadPrintable whether {@code payload_printable} is printed
     * @return this
     */
    public EveContext payloadPrintable(final boolean payloadPrintable) {
        this.payloadPrintable = payloadPrintable;
        return this;
    }

    /** @return {@code payload_length}, default on */
    public boolean payloadLength() {
        return payloadLength;
    }

    /**
     * @param payloadLength whether {@code payload_length} is printed
     * @return this
     */
    public EveContext payloadLength(final boolean payloadLength) {
        this.payloadLength = payloadLength;
        return this;
    }

    /** @return {@code packet} in Base64 and {@code packet_info}, default on */
    public boolean packet() {
        return packet;
    }

    /**
     * @param packet whether {@code packet} is printed
     * @return this
     */
    public EveContext packet(final boolean packet) {
        this.packet = packet;
        return this;
    }

    /** @return {@code ether} with the MAC addresses, default on */
    public boolean ethernet() {
        return ethernet;
    }

    /**
     * @param ethernet whether {@code ether} is printed
     * @return this
     */
    public EveContext ethernet(final boolean ethernet) {
        this.ethernet = ethernet;
        return this;
    }

    /** @return {@code community_id}, default on */
    public boolean communityId() {
        return communityId;
    }

    /** @return seed of the community id, default 0 */
    public int communityIdSeed() {
        return communityIdSeed;
    }

    /**
     * @param communityId whether {@code community_id} is printed
     * @param seed        0 to 65535
     * @return this
     */
    public EveContext communityId(final boolean communityId, final int seed) {
        this.communityId = communityId;
        this.communityIdSeed = seed;
        return this;
    }

    /** @return {@code verdict} of alerts and drops, default on */
    public boolean verdict() {
        return verdict;
    }

    /**
     * @param verdict whether {@code verdict} is printed
     * @return this
     */
    public EveContext verdict(final boolean verdict) {
        this.verdict = verdict;
        return this;
    }

    /** @return {@code alert.references}, default off */
    public boolean references() {
        return references;
    }

    /**
     * @param references whether {@code alert.references} is printed
     * @return this
     */
    public EveContext references(final boolean references) {
        this.references = references;
        return this;
    }

    /** @return {@code alert.metadata}, default on */
    public boolean ruleMetadata() {
        return ruleMetadata;
    }

    /**
     * @param ruleMetadata whether {@code alert.metadata} is printed
     * @return this
     */
    public EveContext ruleMetadata(final boolean ruleMetadata) {
        this.ruleMetadata = ruleMetadata;
        return this;
    }

    /** @return {@code alert} in drops that a rule caused, default on */
    public boolean dropAlerts() {
        return dropAlerts;
    }

    /**
     * @param dropAlerts whether drops name the rule that caused them
     * @return this
     */
    public EveContext dropAlerts(final boolean dropAlerts) {
        this.dropAlerts = dropAlerts;
        return this;
    }

    /** @return zone of the time stamps, default the system's */
    public ZoneId zone() {
        return zone;
    }

    /**
     * @param zone of the time stamps
     * @return this
     */
    public EveContext zone(final ZoneId zone) {
        this.zone = zone;
        return this;
    }

    /** @return {@code pcap_filename}, default empty: not printed */
    public String captureName() {
        return captureName;
    }

    /**
     * @param captureName file that is replayed
     * @return this
     */
    public EveContext captureName(final String captureName) {
        this.captureName = captureName;
        return this;
    }

    /** @return {@code in_iface} by the interface's id, default none */
    public List<String> interfaceNames() {
        return interfaceNames;
    }

    /**
     * @param interfaceNames by id
     * @return this
     */
    public EveContext interfaceNames(final List<String> interfaceNames) {
        this.interfaceNames = List.copyOf(interfaceNames);
        return this;
    }
}
