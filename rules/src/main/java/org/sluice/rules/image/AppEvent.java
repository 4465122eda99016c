package org.sluice.rules.image;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What application parsers raise, by the names {@code app-layer-event} uses (Suricata's):
 * {@code http.missing_host_header}. Those of protocol detection belong to {@link AppProtocol#UNKNOWN} and have no
 * prefix. Images carry the ordinal, a transaction carries {@link #bit()}: append only, inside each protocol.
 */
public enum AppEvent {
    // Protocol detection, of a session.
    APPLAYER_MISMATCH_PROTOCOL_BOTH_DIRECTIONS(AppProtocol.UNKNOWN, "applayer_mismatch_protocol_both_directions"),
    APPLAYER_WRONG_DIRECTION_FIRST_DATA(AppProtocol.UNKNOWN, "applayer_wrong_direction_first_data"),
    APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION(AppProtocol.UNKNOWN, "applayer_detect_protocol_only_one_direction"),
    APPLAYER_PROTO_DETECTION_SKIPPED(AppProtocol.UNKNOWN, "applayer_proto_detection_skipped"),
    APPLAYER_NO_TLS_AFTER_STARTTLS(AppProtocol.UNKNOWN, "applayer_no_tls_after_starttls"),
    APPLAYER_UNEXPECTED_PROTOCOL(AppProtocol.UNKNOWN, "applayer_unexpected_protocol"),

    HTTP_UNKNOWN_ERROR(AppProtocol.HTTP, "unknown_error"),
    HTTP_GZIP_DECOMPRESSION_FAILED(AppProtocol.HTTP, "gzip_decompression_failed"),
    HTTP_REQUEST_FIELD_MISSING_COLON(AppProtocol.HTTP, "request_field_missing_colon"),
    HTTP_RESPONSE_FIELD_MISSING_COLON(AppProtocol.HTTP, "response_field_missing_colon"),
    HTTP_INVALID_REQUEST_CHUNK_LEN(AppProtocol.HTTP, "invalid_request_chunk_len"),
    HTTP_INVALID_RESPONSE_CHUNK_LEN(AppProtocol.HTTP, "invalid_response_chunk_len"),
    HTTP_INVALID_TRANSFER_ENCODING_VALUE_IN_REQUEST(AppProtocol.HTTP, "invalid_transfer_encoding_value_in_request"),
    HTTP_INVALID_TRANSFER_ENCODING_VALUE_IN_RESPONSE(AppProtocol.HTTP, "invalid_transfer_encoding_value_in_response"),
    HTTP_INVALID_CONTENT_LENGTH_FIELD_IN_REQUEST(AppProtocol.HTTP, "invalid_content_length_field_in_request"),
    HTTP_INVALID_CONTENT_LENGTH_FIELD_IN_RESPONSE(AppProtocol.HTTP, "invalid_content_length_field_in_response"),
    HTTP_DUPLICATE_CONTENT_LENGTH_FIELD_IN_REQUEST(AppProtocol.HTTP, "duplicate_content_length_field_in_request"),
    HTTP_DUPLICATE_CONTENT_LENGTH_FIELD_IN_RESPONSE(AppProtocol.HTTP, "duplicate_content_length_field_in_response"),
    HTTP_100_CONTINUE_ALREADY_SEEN(AppProtocol.HTTP, "100_continue_already_seen"),
    HTTP_UNABLE_TO_MATCH_RESPONSE_TO_REQUEST(AppProtocol.HTTP, "unable_to_match_response_to_request"),
    HTTP_INVALID_SERVER_PORT_IN_REQUEST(AppProtocol.HTTP, "invalid_server_port_in_request"),
    HTTP_INVALID_AUTHORITY_PORT(AppProtocol.HTTP, "invalid_authority_port"),
    HTTP_REQUEST_HEADER_INVALID(AppProtocol.HTTP, "request_header_invalid"),
    HTTP_RESPONSE_HEADER_INVALID(AppProtocol.HTTP, "response_header_invalid"),
    HTTP_MISSING_HOST_HEADER(AppProtocol.HTTP, "missing_host_header"),
    HTTP_HOST_HEADER_AMBIGUOUS(AppProtocol.HTTP, "host_header_ambiguous"),
    HTTP_INVALID_REQUEST_FIELD_FOLDING(AppProtocol.HTTP, "invalid_request_field_folding"),
    HTTP_INVALID_RESPONSE_FIELD_FOLDING(AppProtocol.HTTP, "invalid_response_field_folding"),
    HTTP_REQUEST_FIELD_TOO_LONG(AppProtocol.HTTP, "request_field_too_long"),
    HTTP_RESPONSE_FIELD_TOO_LONG(AppProtocol.HTTP, "response_field_too_long"),
    HTTP_REQUEST_SERVER_PORT_TCP_PORT_MISMATCH(AppProtocol.HTTP, "request_server_port_tcp_port_mismatch"),
    HTTP_URI_HOST_INVALID(AppProtocol.HTTP, "request_uri_host_invalid"),
    HTTP_HEADER_HOST_INVALID(AppProtocol.HTTP, "request_header_host_invalid"),
    HTTP_METHOD_DELIM_NON_COMPLIANT(AppProtocol.HTTP, "method_delim_non_compliant"),
    HTTP_URI_DELIM_NON_COMPLIANT(AppProtocol.HTTP, "uri_delim_non_compliant"),
    HTTP_REQUEST_LINE_LEADING_WHITESPACE(AppProtocol.HTTP, "request_line_leading_whitespace"),
    HTTP_REQUEST_LINE_INCOMPLETE(AppProtocol.HTTP, "request_line_incomplete"),
    HTTP_DOUBLE_ENCODED_URI(AppProtocol.HTTP, "double_encoded_uri"),
    HTTP_REQUEST_LINE_INVALID(AppProtocol.HTTP, "request_line_invalid"),
    HTTP_REQUEST_BODY_UNEXPECTED(AppProtocol.HTTP, "request_body_unexpected"),
    HTTP_REQUEST_AUTH_UNRECOGNIZED(AppProtocol.HTTP, "request_auth_unrecognized"),
    HTTP_REQUEST_HEADER_REPETITION(AppProtocol.HTTP, "request_header_repetition"),
    HTTP_RESPONSE_HEADER_REPETITION(AppProtocol.HTTP, "response_header_repetition"),
    HTTP_MULTIPART_GENERIC_ERROR(AppProtocol.HTTP, "multipart_generic_error"),
    HTTP_MULTIPART_NO_FILEDATA(AppProtocol.HTTP, "multipart_no_filedata"),
    HTTP_MULTIPART_INVALID_HEADER(AppProtocol.HTTP, "multipart_invalid_header"),
    HTTP_TOO_MANY_ENCODING_LAYERS(AppProtocol.HTTP, "too_many_encoding_layers"),
    HTTP_ABNORMAL_CE_HEADER(AppProtocol.HTTP, "abnormal_ce_header"),
    HTTP_RESPONSE_CHUNK_EXTENSION(AppProtocol.HTTP, "response_chunk_extension"),
    HTTP_REQUEST_CHUNK_EXTENSION(AppProtocol.HTTP, "request_chunk_extension"),
    HTTP_LZMA_MEMLIMIT_REACHED(AppProtocol.HTTP, "lzma_memlimit_reached"),
    HTTP_COMPRESSION_BOMB(AppProtocol.HTTP, "compression_bomb"),
    HTTP_RANGE_INVALID(AppProtocol.HTTP, "range_invalid"),
    HTTP_REQUEST_LINE_MISSING_PROTOCOL(AppProtocol.HTTP, "request_line_missing_protocol"),
    HTTP_FAILED_PROTOCOL_CHANGE(AppProtocol.HTTP, "failed_protocol_change"),
    HTTP_RESPONSE_MULTIPART_BYTERANGES(AppProtocol.HTTP, "response_multipart_byteranges"),
    HTTP_RESPONSE_ABNORMAL_TRANSFER_ENCODING(AppProtocol.HTTP, "response_abnormal_transfer_encoding"),
    HTTP_RESPONSE_CHUNKED_OLD_PROTO(AppProtocol.HTTP, "response_chunked_old_proto"),
    HTTP_RESPONSE_INVALID_PROTOCOL(AppProtocol.HTTP, "response_invalid_protocol"),
    HTTP_RESPONSE_INVALID_STATUS(AppProtocol.HTTP, "response_invalid_status"),
    HTTP_TOO_MANY_WARNINGS(AppProtocol.HTTP, "too_many_warnings"),
    HTTP_REQUEST_TOO_MANY_HEADERS(AppProtocol.HTTP, "request_too_many_headers"),
    HTTP_RESPONSE_TOO_MANY_HEADERS(AppProtocol.HTTP, "response_too_many_headers"),
    HTTP_FILE_NAME_TOO_LONG(AppProtocol.HTTP, "file_name_too_long"),
    HTTP_LZMA_DECOMPRESSION_FAILED(AppProtocol.HTTP, "lzma_decompression_failed"),

    DNS_MALFORMED_DATA(AppProtocol.DNS, "malformed_data"),
    DNS_NOT_A_REQUEST(AppProtocol.DNS, "not_a_request", "not_request"),
    DNS_NOT_A_RESPONSE(AppProtocol.DNS, "not_a_response", "not_response"),
    DNS_Z_FLAG_SET(AppProtocol.DNS, "z_flag_set"),
    DNS_INVALID_OPCODE(AppProtocol.DNS, "invalid_opcode"),
    DNS_NAME_TOO_LONG(AppProtocol.DNS, "name_too_long"),
    DNS_INFINITE_LOOP(AppProtocol.DNS, "infinite_loop"),
    DNS_TOO_MANY_LABELS(AppProtocol.DNS, "too_many_labels"),
    DNS_INVALID_ADDITIONALS(AppProtocol.DNS, "invalid_additionals"),
    DNS_INVALID_AUTHORITIES(AppProtocol.DNS, "invalid_authorities"),
    DNS_FLOODED(AppProtocol.DNS, "flooded"),

    TLS_INVALID_SSLV2_HEADER(AppProtocol.TLS, "invalid_sslv2_header"),
    TLS_INVALID_TLS_HEADER(AppProtocol.TLS, "invalid_tls_header"),
    TLS_INVALID_RECORD_VERSION(AppProtocol.TLS, "invalid_record_version"),
    TLS_INVALID_RECORD_TYPE(AppProtocol.TLS, "invalid_record_type"),
    TLS_INVALID_RECORD_LENGTH(AppProtocol.TLS, "invalid_record_length"),
    TLS_INVALID_HANDSHAKE_MESSAGE(AppProtocol.TLS, "invalid_handshake_message"),
    TLS_HEARTBEAT_MESSAGE(AppProtocol.TLS, "heartbeat_message"),
    TLS_INVALID_HEARTBEAT_MESSAGE(AppProtocol.TLS, "invalid_heartbeat_message"),
    TLS_OVERFLOW_HEARTBEAT_MESSAGE(AppProtocol.TLS, "overflow_heartbeat_message"),
    TLS_DATALEAK_HEARTBEAT_MISMATCH(AppProtocol.TLS, "dataleak_heartbeat_mismatch"),
    TLS_HANDSHAKE_INVALID_LENGTH(AppProtocol.TLS, "handshake_invalid_length"),
    TLS_MULTIPLE_SNI_EXTENSIONS(AppProtocol.TLS, "multiple_sni_extensions"),
    TLS_INVALID_SNI_TYPE(AppProtocol.TLS, "invalid_sni_type"),
    TLS_INVALID_SNI_LENGTH(AppProtocol.TLS, "invalid_sni_length"),
    TLS_TOO_MANY_RECORDS_IN_PACKET(AppProtocol.TLS, "too_many_records_in_packet"),
    TLS_INVALID_ALERT_MESSAGE(AppProtocol.TLS, "invalid_alert_message"),
    TLS_INVALID_CERTIFICATE(AppProtocol.TLS, "invalid_certificate"),
    TLS_CERTIFICATE_MISSING_ELEMENT(AppProtocol.TLS, "certificate_missing_element"),
    TLS_CERTIFICATE_UNKNOWN_ELEMENT(AppProtocol.TLS, "certificate_unknown_element"),
    TLS_CERTIFICATE_INVALID_LENGTH(AppProtocol.TLS, "certificate_invalid_length"),
    TLS_CERTIFICATE_INVALID_VERSION(AppProtocol.TLS, "certificate_invalid_version"),
    TLS_CERTIFICATE_INVALID_SERIAL(AppProtocol.TLS, "certificate_invalid_serial"),
    TLS_CERTIFICATE_INVALID_ALGORITHMIDENTIFIER(AppProtocol.TLS, "certificate_invalid_algorithmidentifier"),
    TLS_CERTIFICATE_INVALID_X509NAME(AppProtocol.TLS, "certificate_invalid_x509name"),
    TLS_CERTIFICATE_INVALID_DATE(AppProtocol.TLS, "certificate_invalid_date"),
    TLS_CERTIFICATE_INVALID_EXTENSIONS(AppProtocol.TLS, "certificate_invalid_extensions"),
    TLS_CERTIFICATE_INVALID_DER(AppProtocol.TLS, "certificate_invalid_der"),
    TLS_CERTIFICATE_INVALID_SUBJECT(AppProtocol.TLS, "certificate_invalid_subject"),
    TLS_CERTIFICATE_INVALID_ISSUER(AppProtocol.TLS, "certificate_invalid_issuer"),
    TLS_CERTIFICATE_INVALID_VALIDITY(AppProtocol.TLS, "certificate_invalid_validity"),
    TLS_CERTIFICATE_INVALID_STRING(AppProtocol.TLS, "certificate_invalid_string"),
    TLS_ERROR_MESSAGE_ENCOUNTERED(AppProtocol.TLS, "error_message_encountered"),
    TLS_INVALID_SSL_RECORD(AppProtocol.TLS, "invalid_ssl_record"),

    SSH_INVALID_BANNER(AppProtocol.SSH, "invalid_banner"),
    SSH_LONG_BANNER(AppProtocol.SSH, "long_banner"),
    SSH_INVALID_RECORD(AppProtocol.SSH, "invalid_record"),
    SSH_LONG_KEX_RECORD(AppProtocol.SSH, "long_kex_record"),

    SIP_INCOMPLETE_DATA(AppProtocol.SIP, "incomplete_data"),
    SIP_INVALID_DATA(AppProtocol.SIP, "invalid_data"),

    FTP_REQUEST_COMMAND_TOO_LONG(AppProtocol.FTP, "request_command_too_long"),
    FTP_RESPONSE_COMMAND_TOO_LONG(AppProtocol.FTP, "response_command_too_long"),

    SMTP_INVALID_REPLY(AppProtocol.SMTP, "invalid_reply"),
    SMTP_UNABLE_TO_MATCH_REPLY_WITH_REQUEST(AppProtocol.SMTP, "unable_to_match_reply_with_request"),
    SMTP_MAX_COMMAND_LINE_LEN_EXCEEDED(AppProtocol.SMTP, "max_command_line_len_exceeded"),
    SMTP_MAX_REPLY_LINE_LEN_EXCEEDED(AppProtocol.SMTP, "max_reply_line_len_exceeded"),
    SMTP_INVALID_PIPELINED_SEQUENCE(AppProtocol.SMTP, "invalid_pipelined_sequence"),
    SMTP_BDAT_CHUNK_LEN_EXCEEDED(AppProtocol.SMTP, "bdat_chunk_len_exceeded"),
    SMTP_NO_SERVER_WELCOME_MESSAGE(AppProtocol.SMTP, "no_server_welcome_message"),
    SMTP_TLS_REJECTED(AppProtocol.SMTP, "tls_rejected"),
    SMTP_DATA_COMMAND_REJECTED(AppProtocol.SMTP, "data_command_rejected"),
    SMTP_FAILED_PROTOCOL_CHANGE(AppProtocol.SMTP, "failed_protocol_change"),
    SMTP_MIME_PARSE_FAILED(AppProtocol.SMTP, "mime_parse_failed"),
    SMTP_MIME_MALFORMED_MSG(AppProtocol.SMTP, "mime_malformed_msg"),
    SMTP_MIME_INVALID_BASE64(AppProtocol.SMTP, "mime_invalid_base64"),
    SMTP_MIME_INVALID_QP(AppProtocol.SMTP, "mime_invalid_qp"),
    SMTP_MIME_LONG_LINE(AppProtocol.SMTP, "mime_long_line"),
    SMTP_MIME_LONG_ENC_LINE(AppProtocol.SMTP, "mime_long_enc_line"),
    SMTP_MIME_LONG_HEADER_NAME(AppProtocol.SMTP, "mime_long_header_name"),
    SMTP_MIME_LONG_HEADER_VALUE(AppProtocol.SMTP, "mime_long_header_value"),
    SMTP_MIME_LONG_BOUNDARY(AppProtocol.SMTP, "mime_long_boundary"),
    SMTP_MIME_LONG_FILENAME(AppProtocol.SMTP, "mime_long_filename"),
    SMTP_DUPLICATE_FIELDS(AppProtocol.SMTP, "duplicate_fields"),
    SMTP_UNPARSABLE_CONTENT(AppProtocol.SMTP, "unparsable_content"),

    MQTT_MISSING_CONNECT(AppProtocol.MQTT, "missing_connect"),
    MQTT_MISSING_PUBLISH(AppProtocol.MQTT, "missing_publish"),
    MQTT_MISSING_SUBSCRIBE(AppProtocol.MQTT, "missing_subscribe"),
    MQTT_MISSING_UNSUBSCRIBE(AppProtocol.MQTT, "missing_unsubscribe"),
    MQTT_DOUBLE_CONNECT(AppProtocol.MQTT, "double_connect"),
    MQTT_UNINTRODUCED_MESSAGE(AppProtocol.MQTT, "unintroduced_message"),
    MQTT_INVALID_QOS_LEVEL(AppProtocol.MQTT, "invalid_qos_level"),
    MQTT_MISSING_MSG_ID(AppProtocol.MQTT, "missing_msg_id"),
    MQTT_UNASSIGNED_MSG_TYPE(AppProtocol.MQTT, "unassigned_msg_type"),
    MQTT_TOO_MANY_TRANSACTIONS(AppProtocol.MQTT, "too_many_transactions"),
    MQTT_MALFORMED_TRAFFIC(AppProtocol.MQTT, "malformed_traffic"),

    DNP3_FLOODED(AppProtocol.DNP3, "flooded"),
    DNP3_LEN_TOO_SMALL(AppProtocol.DNP3, "len_too_small"),
    DNP3_BAD_LINK_CRC(AppProtocol.DNP3, "bad_link_crc"),
    DNP3_BAD_TRANSPORT_CRC(AppProtocol.DNP3, "bad_transport_crc"),
    DNP3_UNKNOWN_OBJECT(AppProtocol.DNP3, "unknown_object"),
    DNP3_TOO_MANY_OBJECTS(AppProtocol.DNP3, "too_many_objects"),
    DNP3_TOO_MANY_POINTS(AppProtocol.DNP3, "too_many_points"),
    DNP3_MAX_POINTS_PER_OBJECT(AppProtocol.DNP3, "max_points_per_object"),
    DNP3_TOO_LONG_REASSEMBLY(AppProtocol.DNP3, "too_long_reassembly"),

    MODBUS_UNSOLICITED_RESPONSE(AppProtocol.MODBUS, "unsolicited_response"),
    MODBUS_INVALID_PROTOCOL_ID(AppProtocol.MODBUS, "invalid_protocol_id"),
    MODBUS_INVALID_LENGTH(AppProtocol.MODBUS, "invalid_length"),
    MODBUS_INVALID_FUNCTION_CODE(AppProtocol.MODBUS, "invalid_function_code"),
    MODBUS_INVALID_VALUE(AppProtocol.MODBUS, "invalid_value"),
    MODBUS_INVALID_EXCEPTION_CODE(AppProtocol.MODBUS, "invalid_exception_code"),
    MODBUS_VALUE_MISMATCH(AppProtocol.MODBUS, "value_mismatch"),
    MODBUS_FLOODED(AppProtocol.MODBUS, "flooded"),

    KRB5_MALFORMED_DATA(AppProtocol.KRB5, "malformed_data"),
    KRB5_WEAK_ENCRYPTION(AppProtocol.KRB5, "weak_encryption"),

    SNMP_MALFORMED_DATA(AppProtocol.SNMP, "malformed_data"),

    LDAP_REQUEST_NOT_FOUND(AppProtocol.LDAP, "request_not_found"),

    IKE_WEAK_CRYPTO_ENC(AppProtocol.IKE, "weak_crypto_enc"),
    IKE_WEAK_CRYPTO_PRF(AppProtocol.IKE, "weak_crypto_prf"),
    IKE_WEAK_CRYPTO_DH(AppProtocol.IKE, "weak_crypto_dh"),
    IKE_WEAK_CRYPTO_AUTH(AppProtocol.IKE, "weak_crypto_auth"),
    IKE_WEAK_CRYPTO_NO_DH(AppProtocol.IKE, "weak_crypto_no_dh", "weak_crypto_nodh"),
    IKE_WEAK_CRYPTO_NO_AUTH(AppProtocol.IKE, "weak_crypto_no_auth", "weak_crypto_noauth"),
    IKE_INVALID_PROPOSAL(AppProtocol.IKE, "invalid_proposal"),
    IKE_MALFORMED_DATA(AppProtocol.IKE, "malformed_data"),
    IKE_NO_ENCRYPTION(AppProtocol.IKE, "no_encryption"),
    IKE_UNKNOWN_PROPOSAL(AppProtocol.IKE, "unknown_proposal"),
    IKE_PAYLOAD_EXTRA_DATA(AppProtocol.IKE, "payload_extra_data"),
    IKE_MULTIPLE_SERVER_PROPOSAL(AppProtocol.IKE, "multiple_server_proposal"),

    NTP_MALFORMED_DATA(AppProtocol.NTP, "malformed_data"),
    NTP_NOT_REQUEST(AppProtocol.NTP, "not_request"),
    NTP_NOT_RESPONSE(AppProtocol.NTP, "not_response"),

    SMB_MALFORMED_DATA(AppProtocol.SMB, "malformed_data"),
    SMB_MALFORMED_NTLMSSP_REQUEST(AppProtocol.SMB, "malformed_ntlmssp_request"),
    SMB_NEGOTIATE_MALFORMED_DIALECTS(AppProtocol.SMB, "negotiate_malformed_dialects"),
    SMB_FILE_OVERLAP(AppProtocol.SMB, "file_overlap"),
    SMB_RESPONSE_TO_SERVER(AppProtocol.SMB, "response_to_server"),
    SMB_REQUEST_TO_CLIENT(AppProtocol.SMB, "request_to_client"),
    SMB_READ_REQUEST_TOO_LARGE(AppProtocol.SMB, "read_request_too_large"),
    SMB_READ_RESPONSE_TOO_LARGE(AppProtocol.SMB, "read_response_too_large"),
    SMB_WRITE_REQUEST_TOO_LARGE(AppProtocol.SMB, "write_request_too_large"),
    SMB_NEGOTIATE_MAX_READ_SIZE_TOO_LARGE(AppProtocol.SMB, "negotiate_max_read_size_too_large"),
    SMB_NEGOTIATE_MAX_WRITE_SIZE_TOO_LARGE(AppProtocol.SMB, "negotiate_max_write_size_too_large"),

    HTTP2_INVALID_CLIENT_MAGIC(AppProtocol.HTTP2, "invalid_client_magic"),
    HTTP2_INVALID_FRAME_HEADER(AppProtocol.HTTP2, "invalid_frame_header"),
    HTTP2_INVALID_FRAME_DATA(AppProtocol.HTTP2, "invalid_frame_data"),
    HTTP2_INVALID_HEADER(AppProtocol.HTTP2, "invalid_header"),
    HTTP2_INVALID_FRAME_LENGTH(AppProtocol.HTTP2, "invalid_frame_length"),
    HTTP2_EXTRA_HEADER_DATA(AppProtocol.HTTP2, "extra_header_data"),
    HTTP2_LONG_FRAME_DATA(AppProtocol.HTTP2, "long_frame_data"),
    HTTP2_STREAM_ID_REUSE(AppProtocol.HTTP2, "stream_id_reuse"),
    HTTP2_FAILED_DECOMPRESSION(AppProtocol.HTTP2, "failed_decompression"),
    HTTP2_INVALID_RANGE(AppProtocol.HTTP2, "invalid_range"),
    HTTP2_HEADER_INTEGER_OVERFLOW(AppProtocol.HTTP2, "header_integer_overflow"),
    HTTP2_TOO_MANY_STREAMS(AppProtocol.HTTP2, "too_many_streams"),
    HTTP2_AUTHORITY_HOST_MISMATCH(AppProtocol.HTTP2, "authority_host_mismatch"),
    HTTP2_USERINFO_IN_URI(AppProtocol.HTTP2, "userinfo_in_uri"),
    HTTP2_REASSEMBLY_LIMIT_REACHED(AppProtocol.HTTP2, "reassembly_limit_reached"),
    HTTP2_DNS_REQUEST_TOO_LONG(AppProtocol.HTTP2, "dns_request_too_long"),
    HTTP2_DNS_RESPONSE_TOO_LONG(AppProtocol.HTTP2, "dns_response_too_long"),
    HTTP2_DATA_STREAM_ZERO(AppProtocol.HTTP2, "data_stream_zero"),

    NFS_MALFORMED_DATA(AppProtocol.NFS, "malformed_data"),
    NFS_NON_EXISTING_VERSION(AppProtocol.NFS, "non_existing_version"),
    NFS_UNSUPPORTED_VERSION(AppProtocol.NFS, "unsupported_version"),
    NFS_TOO_MANY_TRANSACTIONS(AppProtocol.NFS, "too_many_transactions"),

    RFB_UNIMPLEMENTED_SECURITY_TYPE(AppProtocol.RFB, "unimplemented_security_type"),
    RFB_UNKNOWN_SECURITY_RESULT(AppProtocol.RFB, "unknown_security_result"),
    RFB_MALFORMED_MESSAGE(AppProtocol.RFB, "malformed_message"),
    RFB_CONFUSED_STATE(AppProtocol.RFB, "confused_state"),

    DHCP_TRUNCATED_OPTIONS(AppProtocol.DHCP, "truncated_options"),
    DHCP_MALFORMED_OPTIONS(AppProtocol.DHCP, "malformed_options"),

    QUIC_FAILED_DECRYPT(AppProtocol.QUIC, "failed_decrypt"),
    QUIC_ERROR_ON_DATA(AppProtocol.QUIC, "error_on_data"),
    QUIC_CRYPTO_FRAG_TOO_LONG(AppProtocol.QUIC, "crypto_frag_too_long");

    /** Words of a transaction's event bits. */
    public static final int WORDS = 2;

    private static final Map<String, AppEvent> BY_NAME = new HashMap<>();
    private static final AppEvent[] VALUES = values();

    static {
        Map<AppProtocol, Integer> bits = new EnumMap<>(AppProtocol.class);
        for (AppEvent event : VALUES) {
            event.bit = bits.merge(event.protocol, 1, Integer::sum) - 1;
            BY_NAME.put(event.ruleName(), event);
            for (String other : event.otherNames) {
                BY_NAME.put(event.protocol.ruleName() + '.' + other, event);
            }
        }
    }

    private final AppProtocol protocol;
    private final String name;
    private final String[] otherNames;
    private int bit;

    AppEvent(AppProtocol protocol, String name, String... otherNames) {
        this.protocol = protocol;
        this.name = name;
        this.otherNames = otherNames;
    }

    /** Whose parser raises it; UNKNOWN for those of protocol detection. */
    public AppProtocol protocol() {
        return protocol;
    }

    /** The name in {@code app-layer-event}, with the protocol's prefix where there is one. */
    public String ruleName() {
        return protocol == AppProtocol.UNKNOWN ? name : protocol.ruleName() + '.' + name;
    }

    /** The name without prefix ({@code event} in EVE's anomaly records). */
    public String eventName() {
        return name;
    }

    /** Index among the events of its protocol, 0 to 127: the bit a transaction carries. */
    public int bit() {
        return bit;
    }

    /** The event of that protocol; UNKNOWN for those of protocol detection. */
    public static Optional<AppEvent> byName(AppProtocol protocol, String name) {
        return Optional.ofNullable(
                BY_NAME.get(protocol == AppProtocol.UNKNOWN ? name : protocol.ruleName() + '.' + name));
    }

    /** The event with that ordinal. */
    public static AppEvent of(int ordinal) {
        return VALUES[ordinal];
    }
}
