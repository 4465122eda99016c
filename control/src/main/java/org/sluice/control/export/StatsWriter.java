package org.sluice.control.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Map;

/** Writes counters as an EVE {@code stats} event: dotted names become nested objects. One thread. */
public final class StatsWriter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final EveTime time;

    /** @param zone of the time stamp */
    public StatsWriter(final ZoneId zone) {
        time = new EveTime(zone);
    }

    /**
     * @param nowNs         ns since the epoch
     * @param uptimeSeconds of the data plane
     * @param totals        values by dotted name, summed over workers
     * @param target        takes the line
     * @throws IOException of the target
     */
    public void write(
        final long nowNs, final long uptimeSeconds, final Map<String, Long> totals, final OutputStream target)
        throws IOException {
        final ByteArrayOutputStream line = new ByteArrayOutputStream(8192);
        try (JsonGenerator out = new JsonFactory(MAPPER).createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("timestamp", time.format(nowNs));
            out.writeStringField("event_type", "stats");
            final ObjectNode stats = tree(totals);
            out.writeFieldName("stats");
            MAPPER.writeTree(out, stats.put("uptime", uptimeSeconds));
            out.writeEndObject();
        }
        line.write('\n');
        line.writeTo(target);
    }

    /**
     * @param totals values by dotted name
     * @return nested objects; a name that is also the beginning of others keeps its value as {@code value}
     */
    public static ObjectNode tree(final Map<String, Long> totals) {
        final ObjectNode root = MAPPER.createObjectNode();
        totals.forEach((name, value) -> {
            ObjectNode at = root;
            final String[] parts = name.split("\\.");
            for (int i = 0; i < parts.length - 1; i++) {
                at = child(at, parts[i]);
            }
            final String last = parts[parts.length - 1];
            if (at.get(last) instanceof final ObjectNode object) {
                object.put("value", value);
            } else {
                at.put(last, value);
            }
        });
        return root;
    }

    private static ObjectNode child(final ObjectNode parent, final String name) {
        final var present = parent.get(name);
        if (present instanceof final ObjectNode object) {
            return object;
        }
        final ObjectNode object = parent.putObject(name);
        if (present != null) {
            object.set("value", present);
        }
        return object;
    }
}
