package org.sluice.rules.image;

/**
 * Numbers that application parsers give and keywords compare ({@code dns.opcode:4}). The ordinal is what images carry:
 * append only. Where several instances are possible (a message has several questions), an instance index selects one.
 */
public enum AppField {
    /** Bytes of the file seen so far; final when the file is complete. {@code filesize}. */
    FILE_SIZE(AppProtocol.UNKNOWN, false),
    /** {@code dns.opcode}. */
    DNS_OPCODE(AppProtocol.DNS, false),
    /** {@code dns.rcode}: of a response. */
    DNS_RCODE(AppProtocol.DNS, false),
    /** {@code dns.rrtype}: of each question, then of each answer. */
    DNS_RRTYPE(AppProtocol.DNS, true),
    /** Wire version of the negotiated protocol, 0x0301 for TLS 1.0; 0x0200 for SSLv2: {@code tls.version}, {@code ssl_version}. */
    TLS_VERSION(AppProtocol.TLS, false),
    /** Bits of {@code ssl_state}: 1 client_hello, 2 server_hello, 4 client_keyx, 8 server_keyx, 16 unknown. */
    TLS_STATE(AppProtocol.TLS, false),
    /** {@code tls.cert_chain_len}. */
    TLS_CERT_CHAIN_LEN(AppProtocol.TLS, false),
    /** Seconds since the Unix epoch: {@code tls_cert_notbefore}. */
    TLS_CERT_NOTBEFORE(AppProtocol.TLS, false),
    /** Seconds since the Unix epoch: {@code tls_cert_notafter}. */
    TLS_CERT_NOTAFTER(AppProtocol.TLS, false),
    /** Status of the response, 0 when it is not a number. */
    HTTP_STATUS(AppProtocol.HTTP, false),
    /** Bytes of the message's body seen so far, after decoding. */
    HTTP_BODY_LENGTH(AppProtocol.HTTP, false),
    /** {@code ftp.mode}: 1 active, 2 passive; of the command that asks for a data channel. */
    FTP_MODE(AppProtocol.FTP, false),
    /** {@code ftp.dynamic_port}: port of the data channel. */
    FTP_DYNAMIC_PORT(AppProtocol.FTP, false),
    /** {@code ftp.reply_received}: 1 once a reply came. */
    FTP_REPLY_RECEIVED(AppProtocol.FTP, false),
    /** {@code dcerpc.opnum}. */
    DCERPC_OPNUM(AppProtocol.DCERPC, false),
    /** {@code smb.version}: 1, or 2 for 2 and 3. */
    SMB_VERSION(AppProtocol.SMB, false);

    private static final AppField[] VALUES = values();

    private final AppProtocol protocol;
    private final boolean multiple;

    AppField(AppProtocol protocol, boolean multiple) {
        this.protocol = protocol;
        this.multiple = multiple;
    }

    /** Whose parser gives it; UNKNOWN for those of files. */
    public AppProtocol protocol() {
        return protocol;
    }

    /** Whether a transaction can have several. */
    public boolean multiple() {
        return multiple;
    }

    /** Number of fields. */
    public static int count() {
        return VALUES.length;
    }

    /** The field with that ordinal. */
    public static AppField of(int ordinal) {
        return VALUES[ordinal];
    }
}
