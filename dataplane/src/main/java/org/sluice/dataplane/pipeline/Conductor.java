package org.sluice.dataplane.pipeline;

import java.nio.file.Path;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.sluice.bindings.dpdk.Link;
import org.sluice.bindings.posix.Posix;
import org.sluice.dataplane.contract.CncOwner;
import org.sluice.dataplane.contract.CommandListener;
import org.sluice.dataplane.contract.Counter;
import org.sluice.dataplane.contract.CounterName;
import org.sluice.dataplane.contract.Counters;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;
import org.sluice.dataplane.contract.NoticeCode;
import org.sluice.dataplane.contract.NoticeFlyweight;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.port.DpdkWire;
import org.sluice.dataplane.port.DpdkPort;
import org.sluice.dataplane.port.LinkWatch;
import org.sluice.rules.image.ImageException;

/**
 * The data plane's one thread that is not hot: takes the control plane's commands, loads and retires rule images, says
 * that the process lives, watches links, copies statistics. Whatever it does, packets go on.
 */
final class Conductor implements Agent, CommandListener, LinkWatch.Listener {
    private static final long HEARTBEAT_NS = 100_000_000L;
    private static final long LINKS_NS = 200_000_000L;
    private static final long STATISTICS_NS = 1_000_000_000L;

    private final CncOwner cnc;
    private final RuleImages images;
    private final java.util.List<DpdkWire> wires;
    private final LinkWatch links;
    private final StatisticsExport statistics;
    private final Runnable stop;
    private final EpochNanoClock clock;
    private final EventWriter notices;
    private final Counter answered;
    private final Counter refusedGeneration;
    private long nextHeartbeatNs;
    private long nextLinksNs;
    private long nextStatisticsNs;
    private boolean adoptionReported = true;
    private volatile String started;

    Conductor(
            CncOwner cnc, RuleImages images, java.util.List<DpdkWire> wires, java.util.function.Function<LinkWatch.Listener, LinkWatch> links,
            StatisticsExport statistics, Runnable stop, EpochNanoClock clock) {
        this.cnc = cnc;
        this.images = images;
        this.wires = wires;
        this.links = links.apply(this);
        this.statistics = statistics;
        this.stop = stop;
        this.clock = clock;
        var registry = cnc.counters().registry(-1);
        notices = cnc.conductorRing().writer(registry);
        Counters counters = new Counters(registry);
        answered = counters.get(CounterName.COMMAND_ANSWERED);
        refusedGeneration = counters.get(CounterName.DETECT_REFUSED_GENERATION);
    }

    @Override
    public int doWork() {
        long nowNs = clock.nanoTime();
        int work = cnc.commands().poll(this) + reportAdoption() + reportStart();
        if (nowNs >= nextHeartbeatNs) {
            cnc.heartbeat();
            nextHeartbeatNs = nowNs + HEARTBEAT_NS;
        }
        if (nowNs >= nextLinksNs) {
            work += links.poll(System.nanoTime());
            nextLinksNs = nowNs + LINKS_NS;
        }
        if (nowNs >= nextStatisticsNs) {
            statistics.copy();
            cnc.commands().unblock();
            nextStatisticsNs = nowNs + STATISTICS_NS;
        }
        return work;
    }

    /** Loads the image that is in force from the start, before any packet: null for none. */
    void loadFirst(Path image, long generation) throws ImageException {
        if (image != null) {
            images.load(image, generation);
            adoptionReported = false;
        }
    }

    @Override
    public void onLoadImage(long correlationId, long generation, Path image) {
        try {
            images.load(image, generation);
            adoptionReported = false;
        } catch (ImageException refused) {
            refusedGeneration.set(generation);
            notice(NoticeCode.IMAGE_REFUSED, generation, correlationId, image + ": " + refused.getMessage());
        }
        answered.set(correlationId);
    }

    /** Has the control plane told that frames pass; any thread. */
    void started(String notes) {
        started = notes;
    }

    private int reportStart() {
        String notes = started;
        if (notes == null) {
            return 0;
        }
        started = null;
        notice(NoticeCode.STARTED, images.generation(), 0, notes);
        return 1;
    }

    private int reportAdoption() {
        RuleSet retired = images.retireUnused();
        if (retired != null) {
            Posix.releaseMemory();
            notice(NoticeCode.IMAGE_RETIRED, retired.generation(), 0, "");
        }
        if (!adoptionReported && images.isAdopted()) {
            adoptionReported = true;
            notice(NoticeCode.IMAGE_ADOPTED, images.generation(), 0, images.ruleCount() + " rules");
            return 1;
        }
        return retired == null ? 0 : 1;
    }

    @Override
    public void onShadowImage(long correlationId, long generation, Path image) {
        notice(NoticeCode.SHADOW_REFUSED, generation, correlationId,
                "this data plane runs no shadow images; try a rule set on a capture with 'sluice replay'");
        answered.set(correlationId);
    }

    @Override
    public void onClearShadow(long correlationId) {
        answered.set(correlationId);
    }

    @Override
    public void onSetLink(long correlationId, int wire, boolean up) {
        if (wire < 0 || wire >= wires.size()) {
            notice(NoticeCode.COMMAND_REFUSED, 0, correlationId, "wire " + wire + ": there are 0 to " + (wires.size() - 1));
        } else {
            wires.get(wire).left().link(up);
            wires.get(wire).right().link(up);
        }
        answered.set(correlationId);
    }

    @Override
    public void onStop(long correlationId, String reason) {
        notice(NoticeCode.STOPPED, images.generation(), correlationId, reason);
        answered.set(correlationId);
        stop.run();
    }

    @Override
    public void onLink(DpdkPort port, Link link) {
        notice(link.up() ? NoticeCode.LINK_UP : NoticeCode.LINK_DOWN, 0, 0, port.name());
    }

    @Override
    public void onPropagated(DpdkPort port, boolean held) {
        notice(held ? NoticeCode.LINK_DOWN : NoticeCode.LINK_UP, 0, 0,
                port.name() + (held ? ": taken down because the other end of its wire is" : ": let go"));
    }

    private void notice(NoticeCode code, long generation, long correlationId, String text) {
        notices.begin(EventType.NOTICE, clock.nanoTime());
        notices.notice().notice(code, generation, correlationId);
        if (!text.isEmpty()) {
            notices.attributes().string(NoticeFlyweight.TEXT, text);
        }
        notices.commit();
    }

    @Override
    public void onClose() {
        links.release();
        statistics.copy();
        cnc.heartbeat();
    }

    @Override
    public String roleName() {
        return "conductor";
    }
}
