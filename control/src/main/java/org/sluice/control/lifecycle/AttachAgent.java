package org.sluice.control.lifecycle;

import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.control.journal.DrainAgent;
import org.sluice.dataplane.contract.CncClient;
import org.sluice.dataplane.contract.CncException;
import org.sluice.dataplane.contract.DataPlaneState;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Waits for a data plane, attaches to it, and to the one that follows it. On the drain's thread. */
final class AttachAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(AttachAgent.class);
    private static final long INTERVAL_MS = 50;

    private final Path directory;
    private final Attachment attachment;
    private final DrainAgent drain;
    private final Runnable onAttached;
    private final Runnable onForwarding;
    private final LongSupplier clockMs;
    private long nextLookMs = Long.MIN_VALUE;
    private String complaint = "";
    private boolean forwarding;

    AttachAgent(
        final Path directory, final Attachment attachment, final DrainAgent drain, final Runnable onAttached,
        final Runnable onForwarding, final LongSupplier clockMs) {
        this.directory = directory;
        this.attachment = attachment;
        this.drain = drain;
        this.onAttached = onAttached;
        this.onForwarding = onForwarding;
        this.clockMs = clockMs;
    }

    @Override
    public int doWork() {
        final long nowMs = clockMs.getAsLong();
        if (nowMs < nextLookMs) {
            return 0;
        }
        nextLookMs = nowMs + INTERVAL_MS;
        try {
            return look();
        } catch (final CncException ex) {
            if (!complaint.equals(ex.getMessage())) {
                complaint = ex.getMessage();
                LOG.error("{}", complaint);
            }
            return 0;
        }
    }

    private int look() {
        if (attachment.startNs() != 0) {
            if (!attachment.with(CncClient::isSuperseded, false)) {
                return watch();
            }
            drain.detach();
            attachment.replace(null);
        }
        final CncClient client = CncClient.tryAttach(directory);
        if (client == null) {
            return 0;
        }
        try {
            drain.drainOrphans(directory);
            drain.attach(client.openEventRings());
        } catch (final RuntimeException ex) {
            client.close();
            throw ex;
        }
        LOG.info("attached to the data plane in {}: pid {}, {} workers", directory, client.pid(), client.workers());
        complaint = "";
        forwarding = false;
        attachment.replace(client);
        onAttached.run();
        return 1;
    }

    private int watch() {
        if (!forwarding && attachment.with(CncClient::state, DataPlaneState.STARTING) == DataPlaneState.RUNNING) {
            forwarding = true;
            onForwarding.run();
            return 1;
        }
        return 0;
    }

    @Override
    public void onClose() {
        drain.detach();
        attachment.replace(null);
    }

    @Override
    public String roleName() {
        return "attach";
    }
}
