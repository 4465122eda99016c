package org.sluice.control.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prometheus.metrics.model.registry.MultiCollector;
import org.sluice.control.export.EveExporter;
import org.sluice.control.export.StatsWriter;
import org.sluice.control.journal.DrainAgent;
import org.sluice.control.journal.Journal;
import org.sluice.control.metrics.ControlGauges;
import org.sluice.control.metrics.CounterCollector;
import org.sluice.dataplane.contract.CncClient;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How both planes are, for the {@code stat} command and for metrics. Any thread. */
public final class ControlStatus {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ControlContext context;
    private final Attachment attachment;
    private final Journal journal;
    private final DrainAgent drain;
    private final RuleSetLifecycle rules;
    private final EveExporter exporter;
    private final DataPlaneSupervisor supervisor;

    ControlStatus(
        final ControlContext context, final Attachment attachment, final Journal journal, final DrainAgent drain,
        final RuleSetLifecycle rules, final EveExporter exporter, final DataPlaneSupervisor supervisor) {
        this.context = context;
        this.attachment = attachment;
        this.journal = journal;
        this.drain = drain;
        this.rules = rules;
        this.exporter = exporter;
        this.supervisor = supervisor;
    }

    /** @return whether a data plane is attached that gives signs of life */
    public boolean isLive() {
        return attachment.isLive(context.clockMs().getAsLong(), context.heartbeatTimeout().toMillis());
    }

    /**
     * @return everything as JSON: {@code dataplane}, {@code rules}, {@code journal}, {@code eve}, the data plane's
     *     distinct {@code errors}, {@code counters}
     */
    public ObjectNode toJson() {
        final ObjectNode json = MAPPER.createObjectNode();
        final ObjectNode dataPlane = json.putObject("dataplane").put("live", isLive());
        attachment.with(client -> describe(client, dataPlane), dataPlane);
        if (supervisor != null) {
            dataPlane.put("restarts", supervisor.restarts()).put("last_gap_ms", supervisor.lastGapNs() / 1e6);
        }
        final ObjectNode ruleSet = json.putObject("rules").put("generation", rules.generationInForce());
        if (rules.lastReport() != null) {
            ruleSet.set("last_reload", rules.lastReport().toJson());
        }
        json.putObject("journal").put("appended", journal.appended()).put("bytes", journal.bytes())
            .put("halted", journal.haltReason()).put("halts", journal.halts()).put("duplicates", drain.duplicates())
            .put("unfinished", drain.unfinished());
        if (exporter != null) {
            json.putObject("eve").put("written", exporter.written()).put("failure", exporter.failure());
        }
        final ArrayNode errors = json.putArray("errors");
        attachment.with(client -> client.readErrors((count, firstMs, lastMs, text) -> errors.addObject()
            .put("count", count).put("first_ms", firstMs).put("last_ms", lastMs).put("text", text)), 0);
        final Map<String, Long> totals = attachment.with(client -> client.counters().totals(), Map.of());
        json.set("counters", StatsWriter.tree(totals));
        return json;
    }

    private static ObjectNode describe(final CncClient client, final ObjectNode json) {
        return json.put("pid", client.pid()).put("state", client.state().name().toLowerCase(Locale.ROOT))
            .put("workers", client.workers()).put("start_ns", client.startNs())
            .put("heartbeat_ms", client.heartbeatMs());
    }

    List<MultiCollector> collectors() {
        final ControlGauges gauges = new ControlGauges()
            .add("sluice_up", "1 when the data plane gives signs of life", () -> isLive() ? 1 : 0)
            .add("sluice_rules_generation", "Generation of the rules in force", rules::generationInForce)
            .add("sluice_journal_appended", "Events journaled since the control plane started", journal::appended)
            .add("sluice_journal_bytes", "Bytes that the journal takes", journal::bytes)
            .add("sluice_journal_halted", "1 while the journal does not write", () -> journal.haltReason() == null ? 0 : 1);
        if (exporter != null) {
            gauges.add("sluice_eve_written", "Lines written to the EVE file", exporter::written)
                .add("sluice_eve_failing", "1 while the EVE file cannot be written", () -> exporter.failure() == null ? 0 : 1);
        }
        if (supervisor != null) {
            gauges.add("sluice_dataplane_restarts", "Times the data plane was started again", supervisor::restarts)
                .add("sluice_dataplane_last_gap_seconds", "Last time without a data plane", () -> supervisor.lastGapNs() / 1e9);
        }
        return List.of(gauges, new CounterCollector(handler -> attachment.with(client -> {
            client.counters().forEach(handler);
            return null;
        }, null)));
    }
}
