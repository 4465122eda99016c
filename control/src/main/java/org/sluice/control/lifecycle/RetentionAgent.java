package org.sluice.control.lifecycle;

import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.control.journal.Journal;
import org.sluice.dataplane.contract.NoticeCode;

import java.util.function.LongSupplier;

/** Keeps the journal within its bounds, and says when it halts and goes on. On the drain's thread. */
final class RetentionAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionAgent.class);
    private static final long INTERVAL_MS = 10_000;

    private final Journal journal;
    private final ControlNotices notices;
    private final LongSupplier clockMs;
    private long nextMs;
    private String halted;

    RetentionAgent(final Journal journal, final ControlNotices notices, final LongSupplier clockMs) {
        this.journal = journal;
        this.notices = notices;
        this.clockMs = clockMs;
    }

    @Override
    public int doWork() {
        final long nowMs = clockMs.getAsLong();
        watch(nowMs);
        if (nowMs < nextMs) {
            return 0;
        }
        nextMs = nowMs + INTERVAL_MS;
        final int deleted = journal.applyRetention();
        if (deleted > 0) {
            LOG.info("journal: {} old files deleted", deleted);
        }
        return deleted;
    }

    private void watch(final long nowMs) {
        final String reason = journal.haltReason();
        if (reason != null && halted == null) {
            LOG.error("journal halted: {}; events stay in their rings, then are lost and counted", reason);
            halted = reason;
        } else if (reason == null && halted != null) {
            final String text = "journal goes on after " + (nowMs - journal.haltedSinceMs()) / 1000 +
                " s; it had halted: " + halted;
            LOG.warn("{}", text);
            notices.say(NoticeCode.ERROR, 0, text);
            halted = null;
        }
    }

    @Override
    public String roleName() {
        return "retention";
    }
}
