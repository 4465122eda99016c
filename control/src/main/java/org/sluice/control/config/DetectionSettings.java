package org.sluice.control.config;

import java.nio.file.Path;
import java.util.List;

/** Rules, their files, and what they look into. */
public final class DetectionSettings {
    static final SettingGroup RULES = new SettingGroup("Rules");

    private static final SettingType<List<String>> FILES = SettingType.list(SettingType.text());

    /** Folder of rule files. */
    public static final Setting<Path> RULE_PATH = RULES.add(Setting.of("default-rule-path", SettingType.path(),
        "/etc/sluice/rules", "Folder that relative names of rule files, and of the files beside them, start from."))
        .essential();
    /** Rule files. */
    public static final Setting<List<String>> RULE_FILES = RULES.add(Setting.of("rule-files", FILES, "[*.rules]",
        "Rule files; * and ? stand for parts of a name.")).essential();
    /** Classes. */
    public static final Setting<Path> CLASSIFICATION_FILE = RULES.add(Setting.of("classification-file",
        SettingType.path(),
        null, "Classes of rules and their priorities. Default: classification.config of the rule path, else the one "
            + "shipped."));
    /** References. */
    public static final Setting<Path> REFERENCE_FILE = RULES.add(Setting.of("reference-config-file", SettingType.path(),
        null, "What a reference's kind is the short form of. Default: reference.config of the rule path, else the "
            + "one shipped."));
    /** Thresholds. */
    public static final Setting<Path> THRESHOLD_FILE = RULES.add(Setting.of("threshold-file", SettingType.path(), null,
        "Thresholds, suppressions and rate filters beside the rules. Default: threshold.config of the rule path, if "
        + "there."));
    /** Categories of addresses. */
    public static final Setting<Path> REPUTATION_CATEGORIES_FILE = RULES.add(Setting.of("reputation-categories-file",
        SettingType.path(), null,
            "Categories that iprep rules name: lines `id,short name,description`. Without it such "
        + "rules are refused."))
        .essential();
    /** Folder of reputation files. */
    public static final Setting<Path> REPUTATION_PATH = RULES.add(Setting.of("default-reputation-path",
        SettingType.path(),
        "/etc/sluice/iprep", "Folder that relative names of reputation files start from."))
        .essential();
    /** Reputation files. */
    public static final Setting<List<String>> REPUTATION_FILES = RULES.add(Setting.of("reputation-files", FILES, "[]",
        "What they say of addresses: lines `address[/prefix],category id,score`, scores 0 to 127; the longest prefix "
        + "counts. Read with the rules, and again at every reload."))
        .essential();
    /** Countries of addresses. */
    public static final Setting<Path> GEOIP_DATABASE = RULES.add(Setting.of("geoip-database", SettingType.path(), null,
        "A MaxMind database (.mmdb) with the countries of addresses, for geoip rules; without it they are refused. "
        + "Read with the rules, and again at every reload."))
        .essential();
    /** Watching. */
    public static final Setting<Boolean> RULES_WATCH = RULES.bool("rules.watch", "no",
        "Reload when a rule file changes and has been quiet for two seconds. Otherwise: `sluice rules reload`, or "
        + "SIGHUP to "
            + "the control plane.").essential();
    /** Bad rules. */
    public static final Setting<Boolean> RULES_SKIP_BAD = RULES.bool("rules.skip-bad", "no",
        "yes: rules that are refused are reported and left out, the others go into force. no: one bad rule keeps the "
        + "whole "
            + "set from being loaded, and the old one stays.").essential();
    /** Whether rules stop packets. */
    public static final Setting<Boolean> RULES_ENFORCE = RULES.bool("rules.enforce", "yes",
        "no: drop and reject rules only alert, nothing is kept from passing; for the first days with a new rule set.")
        .essential();
    /** Old rule sets. */
    public static final Setting<Integer> IMAGES_KEPT = RULES.integer("rules.images-kept", 0, 1_000, "10",
        "Compiled rule sets kept besides the one in force: events of their time are explained with their texts.");

    static final SettingGroup DETECT = new SettingGroup("Detection");

    /** Alerts per packet. */
    public static final Setting<Integer> ALERT_MAX = DETECT.integer("packet-alert-max", 1, 255, "15",
        "Alerts kept of one packet; those of drop rules and of higher priority stay.");
    /** Transaction guess. */
    public static final Setting<Boolean> GUESS_TX = DETECT.bool("detect.guess-applayer-tx", "no",
        "Give alerts of packet and stream rules the only live transaction's metadata.")
        .onlyInForce(false);
    /** Datasets. */
    public static final Setting<Boolean> DATASETS = DETECT.bool("datasets.enabled", "yes",
        "Whether rules may use datasets.")
        .onlyInForce(true);
    /** PCRE's limit. */
    public static final Setting<Integer> PCRE_MATCH_LIMIT = DETECT.integer("pcre.match-limit", 1, 10_000_000, "3500",
        "Steps a regular expression may take on one buffer; past that it does not match, and is counted.");
    /** PCRE's depth. */
    public static final Setting<Integer> PCRE_DEPTH_LIMIT = DETECT.integer("pcre.match-limit-recursion", 1, 10_000_000,
        "1500", "Depth a regular expression may backtrack to on one buffer.")
        .onlyInForce(1_500);

    static final SettingGroup APPLICATIONS = new SettingGroup("Application layers");

    /** Whether a protocol is parsed. */
    public enum Parser {
        /** Detected and parsed. */
        YES,
        /** As yes. */
        TRUE,
        /** Neither. */
        NO,
        /** As no. */
        FALSE,
        /** Detected only. */
        DETECTION_ONLY
    }

    /** Encrypted traffic. */
    public enum Encryption {
        /** Stop inspecting content, go on tracking. */
        TRACK_ONLY,
        /** Stop looking at the flow. */
        BYPASS,
        /** Go on as before. */
        FULL
    }

    /** Broken application data. */
    public static final Setting<Policy> APP_ERROR_POLICY = APPLICATIONS.policy("app-layer.error-policy",
        "For a flow whose application data is not what its protocol allows.");
    /** A protocol. */
    public static final Setting<Parser> PROTOCOL = APPLICATIONS.choice("app-layer.protocols.*.enabled", Parser.class,
        null,
        "Whether a protocol is detected and parsed: yes, detection-only or no. Default: yes for every protocol there "
        + "is.")
        .onlyInForce(Parser.YES);
    /** DNS over one transport. */
    public static final Setting<Parser> DNS_TRANSPORT = APPLICATIONS.choice("app-layer.protocols.dns.*.enabled",
        Parser.class,
        null, "The same for DNS over tcp or udp alone.")
        .onlyInForce(Parser.YES);
    /** TLS after its handshake. */
    public static final Setting<Encryption> TLS_ENCRYPTION = APPLICATIONS.choice(
        "app-layer.protocols.tls.encryption-handling", Encryption.class, "track-only",
        "What happens to a TLS flow once only ciphertext follows.");
    /** Memory. */
    public static final Setting<Long> APP_MEMCAP = APPLICATIONS.bytes("app-layer.memcap", "128mb",
        "Memory for application buffers, for all workers together.");
    /** Live transactions of a flow. */
    public static final Setting<Integer> APP_MAX_TX = APPLICATIONS.integer("app-layer.max-transactions-per-flow", 1,
        65_536,
        "512", "Unfinished transactions of one flow; past that the oldest is closed.");

    private static final String HTP = "app-layer.protocols.http.libhtp.default-config.";

    /** Request bodies. */
    public static final Setting<Long> REQUEST_BODY_LIMIT = APPLICATIONS.bytes(HTP + "request-body-limit", "100kb",
        "Bytes of a request's body that are inspected; 0 for all.");
    /** Response bodies. */
    public static final Setting<Long> RESPONSE_BODY_LIMIT = APPLICATIONS.bytes(HTP + "response-body-limit", "100kb",
        "Bytes of a response's body that are inspected; 0 for all.");
    /** When request bodies are first looked at. */
    public static final Setting<Long> REQUEST_BODY_MINIMAL = APPLICATIONS.bytes(HTP
        + "request-body-minimal-inspect-size",
        "32kb", "A request body is first inspected when it is complete, or this long.");
    /** When response bodies are first looked at. */
    public static final Setting<Long> RESPONSE_BODY_MINIMAL = APPLICATIONS.bytes(HTP
        + "response-body-minimal-inspect-size",
        "40kb", "A response body is first inspected when it is complete, or this long.");
    /** How request bodies go on. */
    public static final Setting<Long> REQUEST_BODY_WINDOW = APPLICATIONS.bytes(HTP + "request-body-inspect-window",
        "4kb",
        "Bytes of a request body already inspected that are looked at again with what follows.");
    /** How response bodies go on. */
    public static final Setting<Long> RESPONSE_BODY_WINDOW = APPLICATIONS.bytes(HTP + "response-body-inspect-window",
        "16kb",
        "Bytes of a response body already inspected that are looked at again with what follows.");
    /** Compression in compression. */
    public static final Setting<Integer> DECOMPRESS_LAYERS = APPLICATIONS.integer(
        HTP + "response-body-decompress-layer-limit", 0, 8, "2",
            "Compressions of a response body inside each other; 0 for none.");
    /** Bombs. */
    public static final Setting<Long> BOMB_LIMIT = APPLICATIONS.bytes(HTP + "compression-bomb-limit", "1mb",
        "Decompressed bytes from which a body's ratio is judged.");
    /** Brotli. */
    public static final Setting<Long> BROTLI_MEMCAP = APPLICATIONS.bytes(HTP + "brotli-memcap", "64mb",
        "Memory for bodies compressed with brotli, for all workers together. A body may ask for 17mb.");
    /** Decode the path twice. */
    public static final Setting<Boolean> DOUBLE_DECODE_PATH = APPLICATIONS.bool(HTP + "double-decode-path", "no",
        "Decode percent signs of the path twice, as some servers do.");
    /** Decode the query twice. */
    public static final Setting<Boolean> DOUBLE_DECODE_QUERY = APPLICATIONS.bool(HTP + "double-decode-query", "no",
        "Decode percent signs of the query twice.");
    /** Characters of several bytes in the path. */
    public static final Setting<Boolean> PATH_BESTFIT = APPLICATIONS.bool(HTP + "path-utf8-convert-bestfit", "no",
        "Make of UTF-8 in the path the ASCII that looks most like it, as some servers do. Overlong forms of ASCII are always "
            + "undone.");

    static final List<SettingGroup> GROUPS = List.of(RULES, DETECT, APPLICATIONS);

    private DetectionSettings() {
    }
}
