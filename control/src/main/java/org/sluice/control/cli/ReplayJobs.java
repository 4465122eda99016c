package org.sluice.control.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a file of replay jobs: one JSON object a line.
 *
 * <pre>{@code {"capture": "a.pcap", "rules": "a.rules", "out": "dir", "ips": true, "checksums": false, "set": {"key":
 * "value"}}}</pre>
 *
 * {@code capture} and {@code out} must be there; {@code ips} is false and {@code checksums} true when they are not.
 */
final class ReplayJobs {
    private static final Set<String> MEMBERS = Set.of("capture", "rules", "out", "ips", "checksums", "set");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplayJobs() {
    }

    /**
     * The jobs, in the order of the file.
     *
     * @throws CommandException naming the line that is no job
     */
    static List<ReplayJob> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new CommandException(ExitStatus.USAGE, file + ": not readable: " + e, e);
        }
        List<ReplayJob> jobs = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                jobs.add(job(file + ":" + (i + 1), lines.get(i)));
            }
        }
        return jobs;
    }

    private static ReplayJob job(String place, String line) {
        try {
            JsonNode node = JSON.readTree(line);
            node.fieldNames().forEachRemaining(name -> {
                if (!MEMBERS.contains(name)) {
                    throw wrong(place, "unknown member \"" + name + "\"; known are " + MEMBERS);
                }
            });
            Map<String, String> settings = new LinkedHashMap<>();
            node.path("set").properties().forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
            String rules = node.path("rules").asText("");
            return new ReplayJob(Path.of(text(place, node, "capture")), rules.isEmpty() ? null : Path.of(rules),
                Path.of(text(place, node, "out")), node.path("ips").asBoolean(false),
                node.path("checksums").asBoolean(true), settings);
        } catch (JsonProcessingException e) {
            throw wrong(place, "not JSON: " + e.getOriginalMessage());
        }
    }

    private static String text(String place, JsonNode node, String member) {
        String text = node.path(member).asText("");
        if (text.isEmpty()) {
            throw wrong(place, "\"" + member + "\" is missing");
        }
        return text;
    }

    private static CommandException wrong(String place, String what) {
        return new CommandException(ExitStatus.USAGE, place + ": " + what);
    }
}
