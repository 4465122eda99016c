package org.sluice.dataplane.app;

/**
 * All bounds of the application layer, with Suricata's names and defaults where it has them. Set once, before the first
 * {@link AppLayer} is made; sizes are those of one inspector.
 */
public final class AppSettings {
    private static final int KIB = 1024;

    private int sessions = 65_536;
    private int transactions = 8192;
    private int transactionsPerFlow = 512;
    private long memcap = 128L * KIB * KIB;
    private int detectionBytes = 4096;
    private AppPolicy errorPolicy = AppPolicy.IGNORE;
    private AppPolicy memcapPolicy = AppPolicy.IGNORE;
    private long requestBodyLimit = 100L * KIB;
    private long responseBodyLimit = 100L * KIB;
    private int requestBodyMinimalInspectSize = 32 * KIB;
    private int responseBodyMinimalInspectSize = 40 * KIB;
    private int requestBodyInspectWindow = 4 * KIB;
    private int responseBodyInspectWindow = 16 * KIB;
    private int responseBodyDecompressLayerLimit = 2;
    private int decompressors = 2048;
    private long brotliMemcap = 64L * KIB * KIB;
    private int compressionBombLimit = 1024 * KIB;
    private int compressionRatioLimit = 2048;
    private int headerFieldLimit = 18_000;
    private int headerLimit = 64 * KIB;
    private int headerFields = 1024;
    private boolean doubleDecodePath;
    private boolean doubleDecodeQuery;
    private boolean bestFitPath;
    private boolean tlsBypassEncrypted = true;
    private boolean patientFiles;
    private long storedFileLimit;
    private final Expectations expectations = new Expectations();

    /** Most bytes of a file that rules want kept; 0 keeps none. */
    public long storedFileLimit() {
        return storedFileLimit;
    }

    /** Whether files are shown to rules only when there is enough of them. */
    public boolean patientFiles() {
        return patientFiles;
    }

    /** Connections that others announce: one table for all inspectors with these settings. */
    public Expectations expectations() {
        return expectations;
    }

    /** Flows with payload at once. 24 bytes of heap each for columns, about 300 in all. */
    public AppSettings sessions(int count) {
        sessions = count;
        return this;
    }

    /** Transactions of one protocol at once. */
    public AppSettings transactions(int count) {
        transactions = count;
        return this;
    }

    /** Live transactions of one flow; past that the oldest is closed ({@code max-tx}). */
    public AppSettings transactionsPerFlow(int count) {
        transactionsPerFlow = count;
        return this;
    }

    /** Bytes for all buffers. */
    public AppSettings memcap(long bytes) {
        memcap = bytes;
        return this;
    }

    /** Bytes of a direction kept and looked at to find the protocol. */
    public AppSettings detectionBytes(int bytes) {
        detectionBytes = bytes;
        return this;
    }

    /** What to do with a flow whose parser gave up ({@code app-layer.error-policy}). */
    public AppSettings errorPolicy(AppPolicy policy) {
        errorPolicy = policy;
        return this;
    }

    /** What to do with a flow that finds no session, transaction or parser state. */
    public AppSettings memcapPolicy(AppPolicy policy) {
        memcapPolicy = policy;
        return this;
    }

    /**
     * Whether files are shown to rules only when they have reached the size up to which they are inspected as a whole,
     * or ended. For captures read as a listener hears them: on a wire such bytes would have been forwarded by then.
     */
    public AppSettings patientFiles(boolean patient) {
        patientFiles = patient;
        return this;
    }

    /** {@code outputs.file-store.stream-depth}: most bytes of a file that rules want kept; 0 keeps none. */
    public AppSettings storedFileLimit(long bytes) {
        storedFileLimit = bytes;
        return this;
    }

    /** {@code libhtp.default-config.request-body-limit}: bytes, 0 for none. */
    public AppSettings requestBodyLimit(long bytes) {
        requestBodyLimit = bytes;
        return this;
    }

    /** {@code libhtp.default-config.response-body-limit}: bytes, 0 for none. */
    public AppSettings responseBodyLimit(long bytes) {
        responseBodyLimit = bytes;
        return this;
    }

    /** {@code libhtp.default-config.request-body-minimal-inspect-size}. */
    public AppSettings requestBodyMinimalInspectSize(int bytes) {
        requestBodyMinimalInspectSize = bytes;
        return this;
    }

    /** {@code libhtp.default-config.response-body-minimal-inspect-size}. */
    public AppSettings responseBodyMinimalInspectSize(int bytes) {
        responseBodyMinimalInspectSize = bytes;
        return this;
    }

    /** {@code libhtp.default-config.request-body-inspect-window}. */
    public AppSettings requestBodyInspectWindow(int bytes) {
        requestBodyInspectWindow = bytes;
        return this;
    }

    /** {@code libhtp.default-config.response-body-inspect-window}. */
    public AppSettings responseBodyInspectWindow(int bytes) {
        responseBodyInspectWindow = bytes;
        return this;
    }

    /** {@code libhtp.default-config.response-body-decompress-layer-limit}. */
    public AppSettings responseBodyDecompressLayerLimit(int layers) {
        responseBodyDecompressLayerLimit = layers;
        return this;
    }

    /** Bodies being decompressed at once, one count a layer. About 40 KiB of native memory each. */
    public AppSettings decompressors(int count) {
        decompressors = count;
        return this;
    }

    /** Bytes for brotli's windows and tables; a stream may declare a window of 16 MiB. */
    public AppSettings brotliMemcap(long bytes) {
        brotliMemcap = bytes;
        return this;
    }

    /** {@code libhtp.default-config.compression-bomb-limit}: decompressed bytes from which the ratio is judged. */
    public AppSettings compressionBombLimit(int bytes) {
        compressionBombLimit = bytes;
        return this;
    }

    /** Decompressed bytes to compressed ones at which a body is a bomb. */
    public AppSettings compressionRatioLimit(int ratio) {
        compressionRatioLimit = ratio;
        return this;
    }

    /** Bytes of one header field or first line; what follows is cut, with an event ({@code hard field limit}). */
    public AppSettings headerFieldLimit(int bytes) {
        headerFieldLimit = bytes;
        return this;
    }

    /** Bytes of all header fields of a message. */
    public AppSettings headerLimit(int bytes) {
        headerLimit = bytes;
        return this;
    }

    /** Header fields of a message ({@code headers-limit}). */
    public AppSettings headerFields(int count) {
        headerFields = count;
        return this;
    }

    /** {@code libhtp.default-config.double-decode-path}. */
    public AppSettings doubleDecodePath(boolean twice) {
        doubleDecodePath = twice;
        return this;
    }

    /** {@code libhtp.default-config.double-decode-query}. */
    public AppSettings doubleDecodeQuery(boolean twice) {
        doubleDecodeQuery = twice;
        return this;
    }

    /** {@code libhtp.default-config.path-utf8-convert-bestfit}. */
    public AppSettings bestFitPath(boolean convert) {
        bestFitPath = convert;
        return this;
    }

    /** {@code app-layer.protocols.tls.encryption-handling}: whether {@code bypass} rather than {@code track-only}. */
    public AppSettings tlsBypassEncrypted(boolean bypass) {
        tlsBypassEncrypted = bypass;
        return this;
    }

    /** See {@link #sessions(int)}. */
    public int sessions() {
        return sessions;
    }

    /** See {@link #transactions(int)}. */
    public int transactions() {
        return transactions;
    }

    /** See {@link #transactionsPerFlow(int)}. */
    public int transactionsPerFlow() {
        return transactionsPerFlow;
    }

    /** See {@link #memcap(long)}. */
    public long memcap() {
        return memcap;
    }

    /** See {@link #detectionBytes(int)}. */
    public int detectionBytes() {
        return detectionBytes;
    }

    /** See {@link #errorPolicy(AppPolicy)}. */
    public AppPolicy errorPolicy() {
        return errorPolicy;
    }

    /** See {@link #memcapPolicy(AppPolicy)}. */
    public AppPolicy memcapPolicy() {
        return memcapPolicy;
    }

    /** See {@link #requestBodyLimit(long)}. */
    public long requestBodyLimit() {
        return requestBodyLimit;
    }

    /** See {@link #responseBodyLimit(long)}. */
    public long responseBodyLimit() {
        return responseBodyLimit;
    }

    /** See {@link #requestBodyMinimalInspectSize(int)}. */
    public int requestBodyMinimalInspectSize() {
        return requestBodyMinimalInspectSize;
    }

    /** See {@link #responseBodyMinimalInspectSize(int)}. */
    public int responseBodyMinimalInspectSize() {
        return responseBodyMinimalInspectSize;
    }

    /** See {@link #requestBodyInspectWindow(int)}. */
    public int requestBodyInspectWindow() {
        return requestBodyInspectWindow;
    }

    /** See {@link #responseBodyInspectWindow(int)}. */
    public int responseBodyInspectWindow() {
        return responseBodyInspectWindow;
    }

    /** See {@link #responseBodyDecompressLayerLimit(int)}. */
    public int responseBodyDecompressLayerLimit() {
        return responseBodyDecompressLayerLimit;
    }

    /** See {@link #brotliMemcap(long)}. */
    public long brotliMemcap() {
        return brotliMemcap;
    }

    /** See {@link #decompressors(int)}. */
    public int decompressors() {
        return decompressors;
    }

    /** See {@link #compressionBombLimit(int)}. */
    public int compressionBombLimit() {
        return compressionBombLimit;
    }

    /** See {@link #compressionRatioLimit(int)}. */
    public int compressionRatioLimit() {
        return compressionRatioLimit;
    }

    /** See {@link #headerFieldLimit(int)}. */
    public int headerFieldLimit() {
        return headerFieldLimit;
    }

    /** See {@link #headerLimit(int)}. */
    public int headerLimit() {
        return headerLimit;
    }

    /** See {@link #headerFields(int)}. */
    public int headerFields() {
        return headerFields;
    }

    /** See {@link #doubleDecodePath(boolean)}. */
    public boolean doubleDecodePath() {
        return doubleDecodePath;
    }

    /** See {@link #doubleDecodeQuery(boolean)}. */
    public boolean doubleDecodeQuery() {
        return doubleDecodeQuery;
    }

    /** See {@link #bestFitPath(boolean)}. */
    public boolean bestFitPath() {
        return bestFitPath;
    }

    /** See {@link #tlsBypassEncrypted(boolean)}. */
    public boolean tlsBypassEncrypted() {
        return tlsBypassEncrypted;
    }
}
