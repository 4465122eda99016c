package org.sluice.control.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.dataplane.contract.CounterName;
import org.sluice.dataplane.contract.NoticeCode;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * From rule files into force: compile, publish, wait, report. A set that is refused, by the compiler or by the data
 * plane, leaves the old one in force. One reload at a time; any thread.
 */
public final class RuleSetLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RuleSetLifecycle.class);

    private static final int CONDUCTOR = -1;

    private final RuleSetLoader loader;
    private final ImageStore images;
    private final RulePublisher publisher;
    private final Attachment attachment;
    private final ControlNotices notices;
    private final Duration timeout;
    private volatile ReloadReport lastReport;
    private long lastGiven;

    RuleSetLifecycle(
        final RuleSetLoader loader, final ImageStore images, final RulePublisher publisher,
        final Attachment attachment, final ControlNotices notices, final Duration timeout) {
        this.loader = loader;
        this.images = images;
        this.publisher = publisher;
        this.attachment = attachment;
        this.notices = notices;
        this.timeout = timeout;
    }

    /** @return what became of the last reload, null before the first */
    public ReloadReport lastReport() {
        return lastReport;
    }

    /** @return generation that the data plane's worker 0 says it uses, 0 when none */
    public long generationInForce() {
        return attachment.with(
            client -> client.counters().value(CounterName.DETECT_GENERATION.counterName(), 0, 0), 0L);
    }

    /**
     * Compiles the configured files and puts them in force.
     *
     * @return what became of it
     * @throws InterruptedException while waiting for the workers
     */
    public synchronized ReloadReport reload() throws InterruptedException {
        final long generation = nextGeneration();
        final long beganNs = System.nanoTime();
        try {
            final RuleSet ruleSet = loader.load(generation, images.image(generation));
            final long compileNs = System.nanoTime() - beganNs;
            return report(put(generation, ruleSet, compileNs));
        } catch (final RuleSetRefusedException ex) {
            images.discard(generation);
            return report(refused(ex.getMessage(), ex.problems(), System.nanoTime() - beganNs));
        } catch (final IOException | RuntimeException ex) {
            images.discard(generation);
            return report(refused(ex.toString(), List.of(), System.nanoTime() - beganNs));
        } finally {
            // What compiling took is of no use until the next time: it goes back to the machine now, not by then.
            System.gc();
        }
    }

    /**
     * Above all that were ever given to this data plane, refused ones too: an acknowledgement must not be an old one.
     */
    private long nextGeneration() {
        final long refused = attachment.with(client ->
            client.counters().value(CounterName.DETECT_REFUSED_GENERATION.counterName(), CONDUCTOR, 0), 0L);
        lastGiven = 1 + Math.max(
            Math.max(images.highest(), lastGiven), Math.max(generationInForce(), refused));
        return lastGiven;
    }

    private ReloadReport put(final long generation, final RuleSet ruleSet, final long compileNs)
        throws InterruptedException {
        final Publication publication = publisher.publish(generation, images.image(generation), timeout);
        final boolean applied = switch (publication.outcome()) {
            case ADOPTED, NO_DATA_PLANE -> true;
            // Some workers may use it by now: it must stay, and be what a next data plane gets.
            case TIMED_OUT -> publication.workers() > 0;
            case REFUSED -> false;
        };
        if (applied) {
            images.makeCurrent(generation);
        } else if (publication.outcome() == Publication.Outcome.REFUSED) {
            images.discard(generation);
        }
        final String outcome = switch (publication.outcome()) {
            case ADOPTED -> "adopted";
            case NO_DATA_PLANE -> "stored";
            case TIMED_OUT -> "timed out";
            case REFUSED -> "refused";
        };
        return new ReloadReport(
            applied && publication.outcome() != Publication.Outcome.TIMED_OUT, applied ? generation : images.current(),
            outcome, ruleSet, compileNs, publication.tookNs(), publication.workers(), publication.text(),
            ruleSet.warnings());
    }

    /**
     * Gives a data plane that came without rules the current image; compiles when there is none, or when it is the
     * first time since this process started.
     *
     * @param compile whether to compile the files rather than take the stored image
     * @throws InterruptedException while waiting for the workers
     */
    public synchronized void provide(final boolean compile) throws InterruptedException {
        if (generationInForce() > 0) {
            return;
        }
        final long stored = images.current();
        if ((compile || stored == 0) && reload().applied()) {
            return;
        }
        if (stored != 0) {
            final Publication publication = publisher.publish(stored, images.image(stored), timeout);
            final String text = "stored generation " + stored + ": " + publication.outcome() + " by " +
                publication.workers() + " workers in " + publication.tookNs() / 1_000_000 + " ms " + publication.text();
            LOG.info("{}", text);
            if (publication.outcome() == Publication.Outcome.REFUSED) {
                notices.say(NoticeCode.ERROR, stored, text);
            }
        }
    }

    private ReloadReport refused(final String text, final List<String> problems, final long compileNs) {
        return new ReloadReport(false, images.current(), "refused", null, compileNs, 0, 0, text, problems);
    }

    private ReloadReport report(final ReloadReport report) {
        lastReport = report;
        if (report.applied()) {
            LOG.info("rules: generation {} {}: {} of {} loaded, {} refused; compiled in {} ms, adopted by {} workers in {} ms",
                report.generation(), report.outcome(), report.ruleSet().loaded(), report.ruleSet().total(),
                report.ruleSet().refused(), report.compileNs() / 1_000_000, report.workers(),
                report.adoptNs() / 1_000_000);
        } else {
            LOG.error("rules: {}: {}; generation {} is in force", report.outcome(), report.text(), report.generation());
            notices.say(NoticeCode.IMAGE_REFUSED, report.generation(), report.outcome() + ": " + report.text());
        }
        return report;
    }
}
