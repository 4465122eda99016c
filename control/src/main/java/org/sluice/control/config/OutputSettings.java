package org.sluice.control.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Events, logs, counters: what comes out. */
public final class OutputSettings {
    static final SettingGroup EVENTS = new SettingGroup("Events: the journal is the truth, eve.json is written from "
        + "it");

    private static final SettingType<List<String>> EVENT_TYPES = SettingType.list(SettingType.text(
        Pattern.compile("alert|packet|drop|flow|fileinfo|stats|anomaly|notice|lost"),
        "is one of alert, packet, drop, flow, fileinfo, stats, anomaly, notice, lost"));

    /** Folder of logs. */
    public static final Setting<Path> LOG_DIRECTORY = EVENTS.add(Setting.of("default-log-dir", SettingType.path(),
        "/var/log/sluice", "Folder of eve.json and other logs.")).essential();
    /** Folder of what must outlive a restart. */
    public static final Setting<Path> STATE_DIRECTORY = EVENTS.add(Setting.of("state-directory", SettingType.path(),
        "/var/lib/sluice", "Folder of what outlives a restart: compiled rule sets, and how far exports have come."));
    /** The journal's folder. */
    public static final Setting<Path> JOURNAL_DIRECTORY = EVENTS.add(Setting.of("journal.directory", SettingType.path(),
        "/var/lib/sluice/journal", "Folder of the journal, which keeps every event until it is too old."));
    /** The journal's age. */
    public static final Setting<Duration> JOURNAL_AGE = EVENTS.duration("journal.retention-age", "30d",
        "Events older than this are removed.").essential();
    /** The journal's size. */
    public static final Setting<Long> JOURNAL_SIZE = EVENTS.bytes("journal.retention-size", "10gb",
        "The oldest events are removed when the journal is larger than this.").essential();
    /** EVE JSON. */
    public static final Setting<Boolean> EVE = EVENTS.bool("outputs.eve-log.enabled", "yes", "Write EVE JSON.")
        .essential();
    /** Its file. */
    public static final Setting<Path> EVE_FILE = EVENTS.add(Setting.of("outputs.eve-log.filename", SettingType.path(),
        "eve.json", "Its file, in default-log-dir."));
    /** Its events. */
    public static final Setting<List<String>> EVE_TYPES = EVENTS.add(Setting.of("outputs.eve-log.types", EVENT_TYPES,
        "[alert, packet, drop, flow, fileinfo, stats, anomaly, notice, lost]", "Kinds of events in it; packet: those "
        + "that follow an alert whose rule has a tag.")).essential();
    /** Decoder anomalies. */
    public static final Setting<Boolean> ANOMALY_DECODE = EVENTS.bool("outputs.eve-log.anomaly.decode", "no",
        "An anomaly event for every malformed packet; they are counted in any case.");
    /** Stream anomalies. */
    public static final Setting<Boolean> ANOMALY_STREAM = EVENTS.bool("outputs.eve-log.anomaly.stream", "no",
        "An anomaly event for every TCP segment that is not as it should be; they are counted in any case.");
    /** Community id. */
    public static final Setting<Boolean> COMMUNITY_ID = EVENTS.bool("outputs.eve-log.community-id", "yes",
        "Give each event the community id of its flow, by which other tools know the flow.");
    /** Its seed. */
    public static final Setting<Integer> COMMUNITY_ID_SEED = EVENTS.integer("outputs.eve-log.community-id-seed", 0,
        65_535,
        "0", "Seed of the community id; the same in all tools that are to agree.");
    /** File size. */
    public static final Setting<Long> EVE_ROTATE = EVENTS.bytes("outputs.eve-log.rotate-size", "1gb",
        "A new file is begun at this size.");
    /** Age of EVE files. */
    public static final Setting<Duration> EVE_AGE = EVENTS.duration("outputs.eve-log.retention-age", "7d",
        "Rotated files older than this are removed.");
    /** Size of EVE files. */
    public static final Setting<Long> EVE_SIZE = EVENTS.bytes("outputs.eve-log.retention-size", "10gb",
        "The oldest rotated files are removed when all together are larger than this.");
    /** File store. */
    public static final Setting<Boolean> FILE_STORE = EVENTS.bool("outputs.file-store.enabled", "no",
        "Keep the files that rules with filestore name; a replay keeps them unless this is no.");
    /** Its folder. */
    public static final Setting<Path> FILE_STORE_DIRECTORY = EVENTS.add(Setting.of("outputs.file-store.dir",
        SettingType.path(), "filestore", "Their folder, in default-log-dir: each is named by its SHA-256, in a folder of "
        + "that name's first two digits."));
    /** Largest file. */
    public static final Setting<Long> FILE_STORE_DEPTH = EVENTS.bytes("outputs.file-store.stream-depth", "10mb",
        "Files longer than this are not kept; nor is what lies behind stream.reassembly.depth.");
    /** Their room. */
    public static final Setting<Long> FILE_STORE_SIZE = EVENTS.bytes("outputs.file-store.max-size", "1gb",
        "No more files are kept when all together are larger than this; none is removed.");
    /** Statistics. */
    public static final Setting<Duration> STATS_INTERVAL = EVENTS.add(Setting.of("stats.interval",
        SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(24)), "8s",
            "How often counters become a stats event."));
    /** Decoder events as counters. */
    public static final Setting<Boolean> DECODER_EVENTS = EVENTS.bool("stats.decoder-events", "yes",
        "Count decoder events one by one.")
        .onlyInForce(true);

    static final SettingGroup METRICS = new SettingGroup("Metrics and the directory shared by the two planes");

    /** Prometheus. */
    public static final Setting<Boolean> METRICS_ENABLED = METRICS.bool("metrics.enabled", "yes",
        "Serve counters to Prometheus.").essential();
    /** Its port. */
    public static final Setting<Integer> METRICS_PORT = METRICS.integer("metrics.port", 0, 65_535, "9917",
        "Port it listens on, on loopback; 0 for any that is free.").essential();
    /** The cnc directory. */
    public static final Setting<Path> CNC_DIRECTORY = METRICS.add(Setting.of("cnc.directory", SettingType.path(),
        "/dev/shm/sluice", "Directory through which the two planes speak: memory, so that no disk can slow a "
        + "packet.")).essential();
    /** Event rings. */
    public static final Setting<Integer> EVENT_RING = METRICS.add(Setting.of("cnc.event-ring-size", powerOfTwo(), "8mb",
        "A worker's event ring: what it keeps while the control plane is away. 8 MB are some 16,000 alerts."));
    /** Capture rings. */
    public static final Setting<Integer> CAPTURE_RING = METRICS.add(Setting.of("cnc.capture-ring-size", powerOfTwo(),
        "4mb",
        "A worker's ring of recent packets."));

    static final List<SettingGroup> GROUPS = List.of(EVENTS, METRICS);

    private OutputSettings() {
    }

    private static SettingType<Integer> powerOfTwo() {
        SettingType<Long> bytes = SettingType.bytes(64 << 10, 1 << 30);
        String allowed = "a power of two, 64kb to 1gb";
        return new SettingType<>(allowed, SettingType.Shape.SINGLE, text -> {
            try {
                long value = bytes.parser().parse(text);
                if (Long.bitCount(value) == 1) {
                    return (int) value;
                }
            } catch (InvalidValueException e) {
                // Said below, with the narrower words.
            }
            throw new InvalidValueException(allowed);
        }, value -> bytes.printer().apply((long) value));
    }
}
