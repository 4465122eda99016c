package org.sluice.control.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * One replay.
 *
 * @param capture            pcap, pcapng, or gzip of either
 * @param rules              the rule file; null for none
 * @param out                folder that gets {@code eve.json}
 * @param dropsPackets       whether drop rules drop, as inline; otherwise they alert
 * @param validatesChecksums whether wrong checksums count, as on a wire
 * @param settings           over the configuration, by key
 */
public record ReplayJob(
    Path capture, Path rules, Path out, boolean dropsPackets, boolean validatesChecksums, Map<String,
        String> settings) {
    /** Copies the settings. */
    public ReplayJob {
        settings = Map.copyOf(settings);
    }
}
