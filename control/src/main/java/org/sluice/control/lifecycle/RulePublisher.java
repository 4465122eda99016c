package org.sluice.control.lifecycle;

import org.agrona.MutableDirectBuffer;
import org.sluice.dataplane.contract.AttributeKind;
import org.sluice.dataplane.contract.AttributeReader;
import org.sluice.dataplane.contract.CncClient;
import org.sluice.dataplane.contract.CncException;
import org.sluice.dataplane.contract.CounterName;
import org.sluice.dataplane.contract.CounterView;
import org.sluice.dataplane.contract.EventHandler;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.NoticeCode;
import org.sluice.dataplane.contract.NoticeFlyweight;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Gives an image to the data plane and waits until every worker has said by its counter that it uses it. Hears of
 * refusals by counter and, for their words, by notice: it listens to what the drain journals. One publication at a
 * time.
 */
final class RulePublisher implements EventHandler {
    private static final long POLL_NS = 100_000;
    private static final long TEXT_WAIT_NS = 200_000_000;
    private static final int CONDUCTOR = -1;

    private final Attachment attachment;
    private final BooleanSupplier isLive;
    private final Map<Long, String> refusals = new ConcurrentHashMap<>();
    private final NoticeFlyweight notice = new NoticeFlyweight();
    private final AttributeReader attributes = new AttributeReader();

    /**
     * @param attachment to the data plane
     * @param isLive     whether it gives signs of life
     */
    RulePublisher(final Attachment attachment, final BooleanSupplier isLive) {
        this.attachment = attachment;
        this.isLive = isLive;
    }

    Publication publish(final long generation, final Path image, final Duration timeout) throws InterruptedException {
        final long startNs = System.nanoTime();
        final long dataPlane = attachment.startNs();
        try {
            if (!isLive.getAsBoolean() ||
                attachment.with(client -> client.commands().loadImage(generation, image), 0L) == 0) {
                return new Publication(Publication.Outcome.NO_DATA_PLANE, 0, 0, 0, "no data plane is there");
            }
        } catch (final CncException ex) {
            return new Publication(Publication.Outcome.REFUSED, 0, 0, 0, ex.getMessage());
        }
        while (true) {
            final long tookNs = System.nanoTime() - startNs;
            final Publication now = attachment.with(client -> look(client, generation, tookNs), null);
            if (now == null || attachment.startNs() != dataPlane) {
                return new Publication(
                    Publication.Outcome.NO_DATA_PLANE, 0, 0, tookNs, "the data plane died before it answered");
            }
            if (now.outcome() == Publication.Outcome.REFUSED) {
                return withText(now, generation);
            }
            if (now.outcome() == Publication.Outcome.ADOPTED || tookNs > timeout.toNanos()) {
                return now;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private Publication look(final CncClient client, final long generation, final long tookNs) {
        final CounterView counters = client.counters();
        final int workers = client.workers();
        int adopted = 0;
        for (int worker = 0; worker < workers; worker++) {
            adopted += counters.value(CounterName.DETECT_GENERATION.counterName(), worker, 0) >= generation ? 1 : 0;
        }
        if (adopted == workers) {
            return new Publication(Publication.Outcome.ADOPTED, adopted, workers, tookNs, "");
        }
        if (counters.value(CounterName.DETECT_REFUSED_GENERATION.counterName(), CONDUCTOR, 0) == generation) {
            return new Publication(Publication.Outcome.REFUSED, adopted, workers, tookNs, "refused by the data plane");
        }
        return new Publication(Publication.Outcome.TIMED_OUT, adopted, workers, tookNs,
            adopted + " of " + workers + " workers have adopted it");
    }

    private Publication withText(final Publication refused, final long generation) {
        final long deadlineNs = System.nanoTime() + TEXT_WAIT_NS;
        while (!refusals.containsKey(generation) && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(POLL_NS);
        }
        final String text = refusals.getOrDefault(generation, refused.text());
        refusals.clear();
        return new Publication(refused.outcome(), refused.workers(), refused.of(), refused.tookNs(), text);
    }

    @Override
    public boolean onEvent(final int typeCode, final MutableDirectBuffer buffer, final int offset, final int length) {
        if (EventType.of(typeCode) == EventType.NOTICE) {
            notice.wrap(buffer, offset);
            if (notice.code() == NoticeCode.IMAGE_REFUSED) {
                refusals.put(notice.generation(), text(buffer, offset, length));
            }
        }
        return true;
    }

    private String text(final MutableDirectBuffer buffer, final int offset, final int length) {
        attributes.wrap(buffer, offset, length, EventType.NOTICE);
        while (attributes.next()) {
            if (attributes.kind() == AttributeKind.STRING && attributes.keyIs(NoticeFlyweight.TEXT)) {
                return new String(attributes.bytes(), StandardCharsets.UTF_8);
            }
        }
        return "the data plane gave no reason";
    }
}
