package org.sluice.perf.generate;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.sluice.perf.device.CoreWait;
import org.sluice.perf.traffic.FlowFrames;
import org.sluice.perf.traffic.FlowTraffic.Transport;
import org.sluice.perf.traffic.FrameMix;

/**
 * Runs trials through two ports. A trial's way: begin, send and receive in turn until its phases are over, then receive
 * until everything is back or nothing has come for {@code drainNs}.
 *
 * <p>Its thread is the {@link GeneratorThread}; {@link #progress} may be read by any.
 */
public final class Generator implements Trials {
    /** What a generator that was held up catches up with. */
    private static final long CATCH_UP_NS = 1_000_000;
    /** A trial is stretched by this many times its duration at most. */
    private static final int MOST_STRETCH = 3;
    private static final long LEAST_LEDGER = 1L << 22;

    private final GeneratorPorts ports;
    private final GeneratorThread thread;
    private final long drainNs;
    private final Arena arena = Arena.ofShared();
    private final LatencyRecorder latency = new LatencyRecorder();
    private final LongSupplier deviceWaitNs;
    private final Runnable onTick;
    private Stream[] streams = {};
    private long ledgerCapacity;
    private int trial;
    private volatile double progress;

    /**
     * @param drainNs how long after the last frame no further one is waited for; RFC 2544 names 2 s
     * @param deviceWaitNs how long the device has had no core so far
     * @param onTick run now and then while a trial is under way
     */
    public Generator(GeneratorPorts ports, GeneratorThread thread, long drainNs, LongSupplier deviceWaitNs,
            Runnable onTick) {
        this.ports = ports;
        this.thread = thread;
        this.drainNs = drainNs;
        this.deviceWaitNs = deviceWaitNs;
        this.onTick = onTick;
    }

    @Override
    public TrialResult run(TrialPlan plan) {
        FlowFrames[][] frames = new FlowFrames[plan.bidirectional() ? 2 : 1][];
        try (Arena framesArena = Arena.ofShared()) {
            for (int direction = 0; direction < frames.length; direction++) {
                frames[direction] = frames(framesArena, plan.mix(), plan.transport(), direction == 1);
            }
            makeRoom(plan);
            return thread.call(() -> measure(plan, frames), onTick);
        }
    }

    /** How much of the present trial is over, 0 to 1. */
    public double progress() {
        return progress;
    }

    private static FlowFrames[] frames(Arena arena, FrameMix mix, Transport transport, boolean reversed) {
        return mix.cycle().stream().map(size -> new FlowFrames(arena, size, transport, reversed))
                .toArray(FlowFrames[]::new);
    }

    /** Ledgers for as many frames as the plan can have; kept for the next trial. */
    private void makeRoom(TrialPlan plan) {
        double most = 0;
        for (Phase phase : plan.phases()) {
            double rate = Math.min(phase.framesPerSecond(), MOST_PER_SECOND);
            most += phase.frames() > 0 ? phase.frames() : rate * phase.durationNs() / 1e9;
        }
        if (most < ledgerCapacity && streams.length == 2) {
            return;
        }
        ledgerCapacity = Math.max(LEAST_LEDGER, (long) (most * 1.25));
        List<Stream> made = new ArrayList<>();
        made.add(new Stream(arena, ports.left(), ports.right(), new Pacer(CATCH_UP_NS),
                new SequenceLedger(ledgerCapacity),
                latency));
        made.add(new Stream(arena, ports.right(), ports.left(), new Pacer(CATCH_UP_NS),
                new SequenceLedger(ledgerCapacity),
                latency));
        streams = made.toArray(Stream[]::new);
    }

    private TrialResult measure(TrialPlan plan, FlowFrames[][] frames) {
        trial++;
        latency.reset();
        for (int i = 0; i < streams.length; i++) {
            streams[i].begin(frames[Math.min(i, frames.length - 1)], plan, trial * 2 + i);
        }
        Clockwork clockwork = new Clockwork(streams, frames.length);
        CoreWait own = CoreWait.ofThisThread();
        long waitedNs = own.nanos() + deviceWaitNs.getAsLong();
        long startNs = System.nanoTime();
        long phaseNs = startNs;
        long lastPhaseNs = startNs;
        long[] sentBefore = new long[frames.length];
        long stalls = stalls(frames.length);
        long stalledNs = stalledNs(frames.length);
        for (Phase phase : plan.phases()) {
            lastPhaseNs = phaseNs;
            for (int i = 0; i < frames.length; i++) {
                sentBefore[i] = streams[i].sent();
                streams[i].pacer().begin(phaseNs, phase.framesPerSecond());
            }
            phaseNs = runPhase(clockwork, phase, startNs, plan.durationNs());
        }
        long endNs = phaseNs;
        drain(clockwork, frames.length);
        progress = 1;
        long activeNs = endNs - startNs - (stalledNs(frames.length) - stalledNs) / frames.length;
        return result(plan, frames.length, activeNs, recovered(frames.length, sentBefore, endNs - lastPhaseNs),
                stalls(frames.length) - stalls, stalledNs(frames.length) - stalledNs, clockwork.longestPauseNs,
                own.nanos() + deviceWaitNs.getAsLong() - waitedNs);
    }

    /** Returns when it ended. */
    private long runPhase(Clockwork clockwork, Phase phase, long startNs, long wholeNs) {
        long mostFrames = phase.frames() > 0 ? streams[0].sent() + phase.frames() : ledgerCapacity;
        long beganNs = System.nanoTime();
        long stalledBefore = streams[0].pacer().stalledNs();
        long endNs = beganNs + phase.durationNs();
        long nowNs = beganNs;
        int turn = 0;
        while (nowNs < endNs && (phase.frames() == 0 || streams[0].sent() < mostFrames)) {
            nowNs = clockwork.turn(mostFrames);
            // Time in which the generator had no core is made up for, within reason.
            endNs = beganNs + phase.durationNs()
                    + Math.min(streams[0].pacer().stalledNs() - stalledBefore, MOST_STRETCH * phase.durationNs());
            if ((++turn & 0xFFF) == 0) {
                progress = Math.min(1, (nowNs - startNs) / (double) wholeNs);
            }
        }
        return nowNs;
    }

    private void drain(Clockwork clockwork, int sending) {
        long lastNs = System.nanoTime();
        while (System.nanoTime() - lastNs < drainNs && !allBack(sending)) {
            if (clockwork.receive()) {
                lastNs = System.nanoTime();
            }
        }
    }

    private boolean allBack(int sending) {
        for (int i = 0; i < sending; i++) {
            if (streams[i].ledger().distinct() + streams[i].refused() < streams[i].sent()) {
                return false;
            }
        }
        return true;
    }

    /** How long after the last phase's begin the last frame was sent that is lost. */
    private long recovered(int sending, long[] sentBefore, long phaseNs) {
        long most = 0;
        for (int i = 0; i < sending; i++) {
            long inPhase = streams[i].sent() - sentBefore[i];
            long lost = streams[i].ledger().lastLost(streams[i].sent()) - sentBefore[i];
            most = Math.max(most, lost < 0 ? 0 : (long) ((lost + 1.0) / inPhase * phaseNs));
        }
        return most;
    }

    private TrialResult result(TrialPlan plan, int sending, long durationNs, long recoveredNs, long stalls,
            long stalledNs,
            long longestPauseNs, long waitedNs) {
        long sent = 0;
        long refused = 0;
        long received = 0;
        long duplicates = 0;
        long reordered = 0;
        for (int i = 0; i < sending; i++) {
            sent += streams[i].sent();
            refused += streams[i].refused();
            received += streams[i].ledger().distinct();
            duplicates += streams[i].ledger().duplicates();
            reordered += streams[i].ledger().reordered();
        }
        double perSecond = 1e9 / durationNs / sending;
        return new TrialResult(sent * perSecond, received * perSecond, sent, refused, received, duplicates, reordered,
                durationNs, plan.phases().size() > 1 ? recoveredNs : 0, stalls, stalledNs, longestPauseNs, waitedNs,
                latency.corrected().copy(), latency.raw().copy());
    }

    private long stalls(int sending) {
        long total = 0;
        for (int i = 0; i < sending; i++) {
            total += streams[i].pacer().stalls();
        }
        return total;
    }

    private long stalledNs(int sending) {
        long total = 0;
        for (int i = 0; i < sending; i++) {
            total += streams[i].pacer().stalledNs();
        }
        return total;
    }

    /** One turn of the generator: send what is due, take in what has arrived. Hot. */
    private static final class Clockwork {
        private final Stream[] streams;
        private final int sending;
        private long lastNs = System.nanoTime();
        private long longestPauseNs;

        Clockwork(Stream[] streams, int sending) {
            this.streams = streams;
            this.sending = sending;
        }

        long turn(long mostFrames) {
            long nowNs = System.nanoTime();
            longestPauseNs = Math.max(longestPauseNs, nowNs - lastNs);
            lastNs = nowNs;
            for (int i = 0; i < sending; i++) {
                streams[i].send(nowNs, mostFrames);
            }
            receive();
            return nowNs;
        }

        boolean receive() {
            boolean any = false;
            for (Stream stream : streams) {
                any |= stream.receive();
            }
            return any;
        }
    }
}
