package org.sluice.rules.keyword;

import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * What a sticky buffer keyword names.
 *
 * @param name the keyword
 * @param buffer the engine's buffer, or null when the engine has none yet
 * @param protocol whose transactions have it, or UNKNOWN
 * @param direction which way the packet goes that fills it
 * @param multiple a transaction may have several: each time the keyword is written another one is meant
 */
record BufferName(String name, Buffer buffer, AppProtocol protocol, Buffer.Direction direction, boolean multiple) {
    /** The packet's or stream's payload: what is looked at when no buffer is named. */
    static final BufferName PAYLOAD = of(Buffer.PAYLOAD);

    /** A buffer the engine has. */
    static BufferName of(Buffer buffer) {
        return new BufferName(buffer.ruleName(), buffer, buffer.protocol(), buffer.direction(), isMultiple(buffer));
    }

    /** A buffer the engine does not have yet. */
    static BufferName missing(String name, AppProtocol protocol) {
        return new BufferName(name, null, protocol, Buffer.Direction.BOTH, true);
    }

    private static boolean isMultiple(Buffer buffer) {
        return switch (buffer) {
            case DNS_QUERY, DNS_QUERY_NAME, DNS_QUERIES_RRNAME, DNS_ANSWER_NAME, DNS_ANSWERS_RRNAME,
                    DNS_AUTHORITIES_RRNAME, DNS_ADDITIONALS_RRNAME, DNS_RESPONSE_RRNAME, FILE_DATA, FILE_NAME,
                    FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256,
                    HTTP_REQUEST_HEADER, HTTP_RESPONSE_HEADER, TLS_CERTS, TLS_ALPN, TLS_SUBJECTALTNAME,
                    TLS_CERT_SUBJECT, SMTP_RCPT_TO, EMAIL_TO, EMAIL_CC, EMAIL_RECEIVED, EMAIL_URL, FTP_REPLY,
                    FTP_COMPLETION_CODE, MQTT_SUBSCRIBE_TOPIC, MQTT_UNSUBSCRIBE_TOPIC, LDAP_RESPONSES_DN,
                    LDAP_RESPONSES_MESSAGE, LDAP_REQUEST_ATTRIBUTE_TYPE, LDAP_RESPONSES_ATTRIBUTE_TYPE, KRB5_CNAME,
                    KRB5_SNAME, IKE_VENDOR, HTTP2_HEADER_NAME, HTTP2_HEADER,
                    SDP_EMAIL, SDP_PHONE_NUMBER, SDP_CONNECTION_DATA, SDP_BANDWIDTH, SDP_TIME, SDP_REPEAT_TIME,
                    SDP_ATTRIBUTE, SDP_MEDIA_MEDIA, SDP_MEDIA_MEDIA_INFO, SDP_MEDIA_CONNECTION_DATA,
                    SDP_MEDIA_ENCRYPTION_KEY, MDNS_QUERIES_RRNAME, MDNS_ANSWERS_RRNAME, MDNS_AUTHORITIES_RRNAME,
                    MDNS_ADDITIONALS_RRNAME, MDNS_RESPONSE_RRNAME, QUIC_CYU_HASH, QUIC_CYU_STRING -> true;
            default -> false;
        };
    }
}
