package org.sluice.rules.image;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Application protocols by the names rule headers and {@code app-layer-protocol} use (Suricata's). The ordinal is what
 * images, flows and events carry: append only.
 */
public enum AppProtocol {
    /** Not known yet, or not one of ours. */
    UNKNOWN("unknown"),
    /** Detection gave up. */
    FAILED("failed"),
    HTTP("http"),
    HTTP2("http2"),
    TLS("tls"),
    DNS("dns"),
    DOH2("doh2"),
    FTP("ftp"),
    FTP_DATA("ftp-data"),
    SMTP("smtp"),
    POP3("pop3"),
    IMAP("imap"),
    SSH("ssh"),
    SMB("smb"),
    DCERPC("dcerpc"),
    NFS("nfs"),
    KRB5("krb5"),
    DHCP("dhcp"),
    SNMP("snmp"),
    SIP("sip"),
    RDP("rdp"),
    RFB("rfb"),
    MQTT("mqtt"),
    MODBUS("modbus"),
    DNP3("dnp3"),
    ENIP("enip"),
    NTP("ntp"),
    TFTP("tftp"),
    IKE("ike"),
    QUIC("quic"),
    TELNET("telnet"),
    BITTORRENT_DHT("bittorrent-dht"),
    PGSQL("pgsql"),
    LDAP("ldap"),
    WEBSOCKET("websocket"),
    MDNS("mdns");

    private static final Map<String, AppProtocol> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(AppProtocol::ruleName, Function.identity()));
    private static final AppProtocol[] VALUES = values();

    private final String ruleName;

    AppProtocol(String ruleName) {
        this.ruleName = ruleName;
    }

    /** The name in rules and in EVE's {@code app_proto}. */
    public String ruleName() {
        return ruleName;
    }

    /**
     * The protocol of that rule name; {@code http1} is HTTP, {@code ssl} is TLS, {@code ikev1} and {@code ikev2} are
     * IKE.
     */
    public static Optional<AppProtocol> byName(String name) {
        return Optional.ofNullable(switch (name) {
            case "http1" -> HTTP;
            case "ssl" -> TLS;
            case "ikev1", "ikev2" -> IKE;
            default -> BY_NAME.get(name);
        });
    }

    /**
     * Whether transactions of this protocol have the buffers and numbers of that one, too: it is one inside the other.
     */
    public boolean carries(AppProtocol inner) {
        return this == inner || switch (this) {
            case HTTP2 -> inner == HTTP;
            case DOH2 -> inner == HTTP || inner == HTTP2 || inner == DNS;
            case SMB -> inner == DCERPC;
            case QUIC -> inner == TLS;
            default -> false;
        };
    }

    /** Bits, by ordinal, of the protocols that {@link #carries carry} this one. */
    public long carriers() {
        long bits = 0;
        for (AppProtocol protocol : VALUES) {
            bits |= protocol.carries(this) ? 1L << protocol.ordinal() : 0;
        }
        return bits;
    }

    /** The protocol with that ordinal. */
    public static AppProtocol of(int ordinal) {
        return VALUES[ordinal];
    }
}
