package org.sluice.control.lifecycle;

import org.agrona.concurrent.Agent;
import org.sluice.control.export.EveExporter;
import org.sluice.control.export.StatsWriter;
import org.sluice.dataplane.contract.CncClient;

import java.time.ZoneId;
import java.util.Map;
import java.util.function.LongSupplier;

/** Writes the counters into the EVE file at intervals. On the exporter's thread. */
final class StatsAgent implements Agent {
    private final Attachment attachment;
    private final EveExporter exporter;
    private final StatsWriter writer;
    private final long intervalMs;
    private final LongSupplier clockMs;
    private long nextMs;

    StatsAgent(
        final Attachment attachment, final EveExporter exporter, final ZoneId zone, final long intervalMs,
        final LongSupplier clockMs) {
        this.attachment = attachment;
        this.exporter = exporter;
        this.writer = new StatsWriter(zone);
        this.intervalMs = intervalMs;
        this.clockMs = clockMs;
        this.nextMs = clockMs.getAsLong() + intervalMs;
    }

    @Override
    public int doWork() {
        final long nowMs = clockMs.getAsLong();
        if (intervalMs == 0 || nowMs < nextMs) {
            return 0;
        }
        nextMs = nowMs + intervalMs;
        write(nowMs);
        return 1;
    }

    private void write(final long nowMs) {
        final Map<String, Long> totals = attachment.with(client -> client.counters().totals(), Map.of());
        if (!totals.isEmpty()) {
            final long uptimeS = (nowMs - attachment.with(CncClient::startNs, 0L) / 1_000_000) / 1000;
            exporter.interject(target -> writer.write(nowMs * 1_000_000, uptimeS, totals, target));
        }
    }

    @Override
    public void onClose() {
        write(clockMs.getAsLong());
    }

    @Override
    public String roleName() {
        return "stats";
    }
}
