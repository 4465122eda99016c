package org.sluice.dataplane.app;

/** What the application layer counts, by the name in {@code stats}. */
public enum AppCounter {
    /** Sessions that could not begin because all were in use. */
    SESSIONS_EXHAUSTED("app_layer.session_exhausted"),
    /** Transactions that could not begin because all of the inspector were in use. */
    TRANSACTIONS_EXHAUSTED("app_layer.tx_exhausted"),
    /** Transactions that could not begin because the flow had its share. */
    TRANSACTIONS_PER_FLOW_EXCEEDED("app_layer.tx_per_flow_exceeded"),
    /** Times that buffer memory was refused: the memcap. */
    MEMORY_REFUSED("app_layer.memcap"),
    /** Bytes of buffers cut because they met their own limit. */
    BYTES_CUT("app_layer.bytes_cut"),
    /** Body bytes not inspected because the body met its limit. */
    BODY_BYTES_PAST_LIMIT("app_layer.body_bytes_past_limit"),
    /** Bodies whose decompression was stopped by ratio, size or layer limits. */
    DECOMPRESSION_STOPPED("app_layer.decompression_stopped"),
    /** Decompressors that could not begin because all were in use. */
    DECOMPRESSORS_EXHAUSTED("app_layer.decompressor_exhausted"),
    /** Files without digests because all were in use. */
    FILE_DIGESTS_EXHAUSTED("app_layer.file_digest_exhausted"),
    /** Files whose kind is not known, because libmagic failed or there was no memory. */
    FILE_MAGIC_FAILED("app_layer.file_magic_failed"),
    /** Files that were to be kept and are not, because too many were on their way. */
    STORED_FILES_EXHAUSTED("app_layer.stored_file_exhausted"),
    /** Files that were to be kept and are not, because their beginning was gone. */
    STORED_FILES_LATE("app_layer.stored_file_late"),
    /** Announced connections that found no room. */
    EXPECTATIONS_EXHAUSTED("app_layer.expectation_exhausted"),
    /** Flows whose parser gave up. */
    PARSER_ERRORS("app_layer.parser_error"),
    /** Flows whose protocol could not be detected. */
    DETECTION_FAILED("app_layer.detection_failed"),
    /** Bytes lost to a parser by gaps. */
    GAP_BYTES("app_layer.gap_bytes");

    private final String statName;

    AppCounter(String statName) {
        this.statName = statName;
    }

    /** The name in statistics. */
    public String statName() {
        return statName;
    }
}
