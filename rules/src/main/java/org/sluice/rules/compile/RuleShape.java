package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.List;
import org.sluice.rules.image.AppHook;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.Facts;
import org.sluice.rules.image.RuleFlags;
import org.sluice.rules.image.ScanGroup;
import org.sluice.rules.model.Action;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.FlowConstraint;
import org.sluice.rules.model.FlowInt;
import org.sluice.rules.model.Header;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerList;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Section;
import org.sluice.rules.model.StateBits;

/**
 * What follows from a rule for the engine: the facts a packet needs, where its payload is looked for (single packets,
 * the stream, or both), whether it is about transactions, which way and in which protocol classes it can match.
 */
final class RuleShape {
    /** What a packet alone has, not its flow. */
    private static final long OF_PACKET = Facts.SAME_ADDRESSES | Facts.IP_CHECKSUM_BAD | Facts.IP_CHECKSUM_SOUND
            | Facts.TRANSPORT_CHECKSUM_BAD | Facts.TRANSPORT_CHECKSUM_SOUND;
    /** Most bytes of payload that a range can ask for. */
    static final int MAX_DSIZE = 0xffff;
    private static final int SYN = 2;

    private final Rule rule;
    private final List<Match> checks = new ArrayList<>();
    private boolean packetKeyword;
    /** The state of a transaction that it hangs on, or null. */
    private AppHook hook;
    private long facts;
    private int flags;
    private int dsizeLow;
    private int dsizeHigh = MAX_DSIZE;

    RuleShape(Rule rule) throws UnenforceableException {
        this.rule = rule;
        packetKeyword = rule.matches().stream().anyMatch(RuleShape::isAboutPacket);
        takeHeader();
        takeFlow();
        takeColumns();
        facts |= dsizeLow > 0 ? Facts.PAYLOAD : 0;
        flags |= rule.action().ordinal();
        flags |= payloadScope();
        flags |= transactionScope();
        flags |= kind();
        for (Effect effect : rule.effects()) {
            flags |= effect instanceof Effect.Bypass ? RuleFlags.BYPASS : 0;
        }
        flags |= isSilent() ? RuleFlags.NO_ALERT : 0;
        flags |= switch (rule.meta().target()) {
            case NONE -> 0;
            case SOURCE -> RuleFlags.TARGET_SOURCE;
            case DESTINATION -> RuleFlags.TARGET_DESTINATION;
        };
    }

    long facts() {
        return facts;
    }

    int flags() {
        return flags;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    int dsizeLow() {
        return dsizeLow;
    }

    int dsizeHigh() {
        return dsizeHigh;
    }

    /** Conditions that no column holds. */
    List<Match> checks() {
        return checks;
    }

    /** Bits of the application protocols the flow may have, 0 for any. */
    long appProtocols() {
        Header header = rule.header();
        if (header.carrier() != Carrier.APPLICATION) {
            return 0;
        }
        return switch (header.protocolName()) {
            case "http1" -> bit(AppProtocol.HTTP);
            case "tls", "ssl" -> bit(AppProtocol.TLS);
            default -> header.application().carriers();
        };
    }

    /** Whether it can match packets of that direction. */
    boolean goes(int direction) {
        if (hook != null && hook.direction() != direction) {
            return false;
        }
        return switch (rule.flow().direction()) {
            case BOTH -> true;
            case TO_SERVER -> direction == 0;
            case TO_CLIENT -> direction == 1;
        };
    }

    /** Whether it can match packets of that protocol class. */
    boolean isFor(int protocolClass) {
        return switch (rule.header().carrier()) {
            case TCP, TCP_PACKET, TCP_STREAM -> protocolClass == ScanGroup.TCP;
            case UDP -> protocolClass == ScanGroup.UDP;
            case ICMP, ICMPV4, ICMPV6 -> protocolClass == ScanGroup.ICMP;
            case SCTP, ESP, IGMP, ARP -> protocolClass == ScanGroup.OTHER;
            case APPLICATION -> protocolClass == ScanGroup.TCP ? !isDatagramOnly(rule.header().application())
                    : protocolClass == ScanGroup.UDP && !isStreamOnly(rule.header().application());
            case PACKET, ETHERNET, IP, IPV4, IPV6 -> true;
        };
    }

    private static boolean isStreamOnly(AppProtocol protocol) {
        return switch (protocol) {
            case HTTP, HTTP2, DOH2, TLS, FTP, FTP_DATA, SMTP, POP3, IMAP, SSH, SMB, RDP, RFB, MQTT, MODBUS, TELNET, PGSQL,
                    WEBSOCKET -> true;
            default -> false;
        };
    }

    private static boolean isDatagramOnly(AppProtocol protocol) {
        return switch (protocol) {
            case DHCP, SNMP, NTP, TFTP, IKE, QUIC, BITTORRENT_DHT, MDNS -> true;
            default -> false;
        };
    }

    private static long bit(AppProtocol protocol) {
        return 1L << protocol.ordinal();
    }

    // Facts.

    private void takeHeader() throws UnenforceableException {
        Header header = rule.header();
        facts |= switch (header.carrier()) {
            case PACKET -> 0;
            case ETHERNET -> Facts.ETHERNET;
            case ARP -> Facts.ARP;
            case IP -> Facts.IP;
            case IPV4 -> Facts.IPV4;
            case IPV6 -> Facts.IPV6;
            case TCP, TCP_PACKET, TCP_STREAM -> Facts.TCP;
            case UDP -> Facts.UDP;
            case ICMP -> Facts.ICMP;
            case ICMPV4 -> Facts.ICMPV4;
            case ICMPV6 -> Facts.ICMPV6;
            case SCTP -> Facts.SCTP;
            case ESP -> Facts.ESP;
            case IGMP -> Facts.IGMP;
            case APPLICATION -> Facts.FLOW;
        };
        switch (header.hook()) {
            case "" -> { }
            case "flow_start" -> facts |= Facts.FLOW | Facts.FIRST;
            case "all" -> packetKeyword = true;
            default -> takeHook(header);
        }
        flags |= ClauseWriter.flag(header.direction() == Header.Direction.BOTH, RuleFlags.BIDIRECTIONAL);
        flags |= ClauseWriter.flag(header.direction() == Header.Direction.TRANSACTION, RuleFlags.BOTH_DIRECTIONS);
        flags |= ClauseWriter.flag(!header.source().isAny() || !header.destination().isAny(), RuleFlags.HAS_ADDRESSES);
        flags |= ClauseWriter.flag(!header.sourcePorts().isAny() || !header.destinationPorts().isAny(),
                RuleFlags.HAS_PORTS);
    }

    private void takeHook(Header header) throws UnenforceableException {
        hook = AppHook.byName(header.application(), header.hook())
                .filter(unused -> header.carrier() == Carrier.APPLICATION)
                .orElseThrow(() -> new UnenforceableException(header.protocolName() + ":" + header.hook(),
                        "rules that hang on this state are not enforced"));
        facts |= hook.direction() == 0 ? Facts.TO_SERVER : Facts.TO_CLIENT;
        flags |= ClauseWriter.flag(hook.lasts() && rule.sections().isEmpty(), RuleFlags.LASTING);
        checks.add(new Match.AtHook(hook));
    }

    private void takeFlow() {
        FlowConstraint flow = rule.flow();
        facts |= switch (flow.state()) {
            case ANY, STATELESS -> 0;
            case ESTABLISHED -> Facts.ESTABLISHED;
            case NOT_ESTABLISHED -> Facts.NOT_ESTABLISHED;
        };
        facts |= switch (flow.direction()) {
            case BOTH -> 0;
            case TO_SERVER -> Facts.TO_SERVER;
            case TO_CLIENT -> Facts.TO_CLIENT;
        };
        facts |= switch (flow.fragments()) {
            case ANY -> 0;
            case ONLY_FRAG -> Facts.REASSEMBLED;
            case NO_FRAG -> Facts.NOT_REASSEMBLED;
        };
    }

    private void takeColumns() {
        for (Match match : rule.matches()) {
            if (match instanceof Match.SameIp) {
                facts |= Facts.SAME_ADDRESSES;
            } else if (match instanceof Match.Checksum checksum) {
                facts |= checksum(checksum);
            } else if (match instanceof IntegerMatch integer && integer.field() == IntegerField.DSIZE
                    && integer.test().kind() == IntegerTest.Kind.INSIDE && integer.test().first() <= MAX_DSIZE) {
                dsizeLow = Math.max(dsizeLow, (int) Math.max(0, integer.test().first()));
                dsizeHigh = (int) Math.min(dsizeHigh, Math.max(-1, integer.test().second()));
            } else {
                checks.add(match);
                facts |= asksForSyn(match) ? Facts.SYN : 0;
            }
        }
    }

    private static long checksum(Match.Checksum match) {
        long version = match.ipVersion() == 4 ? Facts.IPV4 : Facts.IPV6;
        long transport = match.sound() ? Facts.TRANSPORT_CHECKSUM_SOUND : Facts.TRANSPORT_CHECKSUM_BAD;
        return version | switch (match.layer()) {
            case IPV4 -> match.sound() ? Facts.IP_CHECKSUM_SOUND : Facts.IP_CHECKSUM_BAD;
            case TCP -> Facts.TCP | transport;
            case UDP -> Facts.UDP | transport;
            default -> Facts.ICMP | transport;
        };
    }

    private static boolean asksForSyn(Match match) {
        return match instanceof Match.TcpFlags flags && (flags.wanted() & ~flags.ignored() & SYN) != 0
                && (flags.mode() == Match.BitsMode.EXACT || flags.mode() == Match.BitsMode.ALL);
    }

    // Scope.

    private boolean hasPayload() {
        return rule.sections().stream().anyMatch(section -> section.buffer() == Buffer.PAYLOAD);
    }

    private boolean looksAtPlace() {
        for (Section section : rule.sections()) {
            for (Match match : section.matches()) {
                if (section.buffer() == Buffer.PAYLOAD && match instanceof Content content
                        && (content.depth() != null || content.offset() != null || content.startsWith())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Conditions on one packet's headers: with them a rule's payload is that packet's. */
    private static boolean isAboutPacket(Match match) {
        return switch (match) {
            case IntegerMatch integer -> integer.field().scope() == IntegerField.Scope.PACKET;
            case IntegerList list -> list.field().scope() == IntegerField.Scope.PACKET;
            case Match.TcpFlags unused -> true;
            case Match.FragBits unused -> true;
            case Match.IpOption unused -> true;
            case Match.Checksum unused -> true;
            case Match.DecodeEvent unused -> true;
            default -> false;
        };
    }

    private int payloadScope() {
        if (!hasPayload()) {
            return 0;
        }
        FlowConstraint.Payload wanted = rule.flow().payload();
        Carrier carrier = rule.header().carrier();
        if (!isFor(ScanGroup.TCP)) {
            return RuleFlags.HAS_PAYLOAD_CLAUSE;
        }
        if (packetKeyword || carrier == Carrier.TCP_PACKET || wanted == FlowConstraint.Payload.NO_STREAM) {
            return RuleFlags.HAS_PAYLOAD_CLAUSE | RuleFlags.ON_TCP_PACKET;
        }
        boolean streamOnly = carrier == Carrier.TCP_STREAM || wanted == FlowConstraint.Payload.ONLY_STREAM;
        return RuleFlags.HAS_PAYLOAD_CLAUSE | RuleFlags.ON_STREAM
                | (!streamOnly && looksAtPlace() ? RuleFlags.ON_TCP_PACKET : 0);
    }

    private int transactionScope() {
        boolean buffers = rule.sections().stream().anyMatch(section -> isOfTransaction(section.buffer()));
        boolean numbers = rule.matches().stream().anyMatch(match -> match instanceof Match.AppLayerEvent
                || match instanceof Match.TlsVersions
                || match instanceof Match.CertificateValidity
                || match instanceof StateBits bits && bits.scope() == StateBits.Scope.TRANSACTION
                || match instanceof IntegerList list && list.field().scope() == IntegerField.Scope.TRANSACTION
                || match instanceof IntegerMatch integer && integer.field().scope() == IntegerField.Scope.TRANSACTION);
        return buffers || numbers || hook != null ? RuleFlags.ON_TRANSACTION : 0;
    }

    /** Whether application parsers fill it. */
    static boolean isOfTransaction(Buffer buffer) {
        return switch (buffer) {
            case PAYLOAD, BASE64_DATA, IPV4_HDR, IPV6_HDR, TCP_HDR, UDP_HDR, ICMPV4_HDR, ICMPV6_HDR, IGMP_HDR, IP_SRC,
                    IP_DST ->
                    false;
            default -> true;
        };
    }

    /** Whether it reports nothing: it says so, or its action is no alarm and it does not ask for one. */
    private boolean isSilent() {
        boolean quiet = rule.action() == Action.PASS || rule.action() == Action.CONFIG;
        return rule.has(Rule.Flag.NO_ALERT) || quiet && !rule.has(Rule.Flag.ALERT);
    }

    /**
     * Whether it is asked once a flow and direction only, and what its action is about. So is one that asks for nothing
     * but protocols, addresses and ports; as in Suricata it is asked for each packet, though, when an address is negated,
     * or when it changes or reads the flow's variables in any way but setting a bit. A rule that looks at single packets,
     * their size or their flags, is asked for each, and acts on that packet.
     */
    private int kind() {
        boolean application = rule.header().carrier() == Carrier.APPLICATION;
        boolean endsOnly = rule.sections().isEmpty() && rule.header().hook().isEmpty() && !has(RuleFlags.ON_TRANSACTION);
        if (endsOnly && !application && rule.flow().state() == FlowConstraint.State.ANY && !checks.isEmpty()
                && checks.stream().allMatch(match -> match instanceof Match.AppLayerProtocol)) {
            return RuleFlags.PROTOCOL_ONLY | RuleFlags.ACTION_ON_FLOW;
        }
        if (endsOnly && !application && rule.flow().equals(FlowConstraint.NONE) && dsizeLow == 0 && dsizeHigh == MAX_DSIZE
                && isAboutAddresses() && checks.stream().allMatch(RuleShape::isAboutIp)) {
            boolean once = !rule.header().source().isNegated() && !rule.header().destination().isNegated()
                    && rule.effects().stream().allMatch(RuleShape::isForOnce);
            return RuleFlags.ACTION_ON_FLOW | (once ? RuleFlags.IP_ONLY : 0);
        }
        if (application && !packetKeyword || has(RuleFlags.ON_TRANSACTION)) {
            return RuleFlags.ACTION_ON_FLOW;
        }
        return has(RuleFlags.ON_STREAM) ? RuleFlags.ACTION_ON_FLOW_IF_STATEFUL : 0;
    }

    /**
     * Whether it asks for nothing but an application protocol, addresses, ports and a direction. Such a rule is about
     * the flow, so, as in Suricata, its end counts too.
     */
    boolean isAboutProtocol() {
        return rule.header().carrier() == Carrier.APPLICATION && rule.sections().isEmpty() && rule.matches().isEmpty()
                && hook == null && rule.flow().state() == FlowConstraint.State.ANY
                && rule.flow().payload() == FlowConstraint.Payload.ANY
                && rule.flow().fragments() == FlowConstraint.Fragments.ANY
                && rule.effects().stream().allMatch(RuleShape::isForOnce);
    }

    private static boolean isAboutIp(Match match) {
        return match instanceof Match.IpReputation || match instanceof IntegerMatch integer && integer.field() == IntegerField.IP_PROTO;
    }

    /** Whether it is enough to do it once a flow and direction. */
    private static boolean isForOnce(Effect effect) {
        return switch (effect) {
            case StateBits bits -> bits.scope() != StateBits.Scope.FLOW || bits.operation() == StateBits.Operation.SET;
            case FlowInt unused -> false;
            default -> true;
        };
    }

    private boolean isAboutAddresses() {
        return switch (rule.header().carrier()) {
            case IP, IPV4, IPV6, TCP, TCP_PACKET, UDP, ICMP, SCTP -> (facts & OF_PACKET) == 0;
            default -> false;
        };
    }
}
