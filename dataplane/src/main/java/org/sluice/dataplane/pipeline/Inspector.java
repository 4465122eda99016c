package org.sluice.dataplane.pipeline;

import java.lang.foreign.MemorySegment;
import org.agrona.ErrorHandler;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.BodyWindow;
import org.sluice.dataplane.app.StoredFile;
import org.sluice.dataplane.app.StoredFiles;
import org.sluice.dataplane.contract.Counter;
import org.sluice.dataplane.contract.CounterName;
import org.sluice.dataplane.contract.Counters;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.dataplane.defrag.Defragmenter;
import org.sluice.dataplane.detect.DetectEngine;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.flow.ExceptionPolicy;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowEnd;
import org.sluice.dataplane.flow.FlowListener;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.dataplane.flow.TcpState;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.stream.StreamEngine;
import org.sluice.dataplane.stream.StreamListener;
import org.sluice.dataplane.stream.StreamWindow;
import org.sluice.dataplane.verdict.EventPublisher;
import org.sluice.dataplane.verdict.VerdictStage;

/**
 * A packet's way, told in one place. All state of inspection belongs to an inspector, an inspector to one thread; it
 * allocates nothing and shares nothing but the rule set, which it takes from the exchange between two bursts.
 */
public final class Inspector implements BurstInspector, FlowListener, StreamListener, StoredFiles.Sink {
    private static final int NOT_PREPARED = -1;
    /** Position of a packet whose frame was glanced at before it was decoded. */
    private static final int GLANCED = -2;
    private static final int TCP = 6;
    /** A power of two. A poll of an idle queue takes some 25 ns, so a tick comes every 0.1 ms or more. */
    private static final int IDLE_POLLS_PER_TICK = 4096;
    private static final int DATAGRAMS_PER_TICK = 64;
    /** Packets decoded while the flow table's memory is fetched for the ones before. */
    private static final int LOOKAHEAD = 16;

    private final int index;
    private final FrameShare share;
    private final RuleSetExchange exchange;
    private final ErrorHandler errors;
    private final ExceptionPolicy invalidPolicy;
    private final ExceptionPolicy errorPolicy;
    private final InspectorStatistics statistics;
    private final Counter generation;

    private final PacketList packets;
    private final Packet flowEndPacket = new Packet();
    private final Decoder decoder;
    private final Defragmenter defrag;
    private final FlowTable flows;
    private final StreamEngine streams;
    private final AppFeed app;
    private final DetectEngine detect;
    private final VerdictStage verdict;
    private final EventPublisher events;
    private final SettledDatagrams datagrams;

    private RuleSet rules;
    private Packet current;
    private boolean appChanged;
    private boolean streamTook;
    private int idlePolls;

    Inspector(InspectorParts parts) {
        index = parts.index();
        share = parts.share();
        exchange = parts.exchange();
        errors = parts.errors();
        invalidPolicy = parts.settings().invalidPolicy();
        errorPolicy = parts.settings().errorPolicy();
        statistics = parts.statistics();
        generation = new Counters(parts.registry()).get(CounterName.DETECT_GENERATION);
        decoder = parts.decoder();
        // Every packet found in another one costs it a layer, so that no frame can take the place of the next.
        packets = new PacketList((parts.settings().decoder().maxLayers() + 1) * Burst.CAPACITY);
        defrag = parts.defrag(decoder);
        flows = parts.flows(this);
        streams = parts.streams(flows);
        app = parts.app(flows);
        detect = parts.detect(flows, streams);
        app.listener((session, transaction) -> detect.onTransactionEnd(transaction));
        verdict = parts.verdict(flows, streams, detect);
        events = parts.events();
        detect.onQuarantine(events::ruleQuarantined);
        app.storedFiles().sink(this);
        datagrams = new SettledDatagrams(decoder, flows, share);
    }

    @Override
    public void onBurst(Burst burst) {
        try {
            inspectBurst(burst);
        } catch (Throwable defect) {
            // Of which packet is not known: the policy is for them all.
            errors.onError(defect);
            statistics.inspectionErrors++;
            if (errorPolicy.drops() && verdict.drops()) {
                dropMine(burst);
            }
        }
    }

    private void dropMine(Burst burst) {
        for (int i = 0; i < burst.count; i++) {
            if (share.isMine(burst, i)) {
                burst.verdict(i, Burst.DROP);
            }
        }
    }

    private void inspectBurst(Burst burst) {
        adoptRules();
        if (burst.count == 0) {
            return;
        }
        long glanced = rules == null ? datagrams.look(burst) : 0;
        decode(burst, glanced);
        // Not further than the first frame: in a capture the others of a burst may lie minutes behind it.
        flows.advance(burst.timestampsNs[0]);
        flows.locate();
        int settled = glanced == 0 ? inspectPackets() : inspectInOrder(burst, glanced);
        verdict.accept(settled + datagrams.finish());
        if (settled < packets.size() && verdict.drops()) {
            setVerdicts(burst);
        }
    }

    /** Returns how many packets go on whose verdict is to be counted. */
    private int inspectPackets() {
        int settled = 0;
        for (int i = 0, count = packets.size(); i < count; i++) {
            settled += inspectGuarded(packets.get(i), i);
        }
        return settled;
    }

    /** The same where some frames were only glanced at: each in its turn is settled, or decoded after all. */
    private int inspectInOrder(Burst burst, long glanced) {
        int settled = 0;
        int next = 0;
        int decoded = packets.size();
        for (int i = 0; i < burst.count; ) {
            if ((glanced >>> i & 1) == 0) {
                for (; next < decoded && packets.get(next).frame == i; next++) {
                    settled += inspectGuarded(packets.get(next), next);
                }
                i++;
                continue;
            }
            int end = datagrams.pass(burst, glanced, i);
            if (end == i) {
                settled += inspectGlanced(burst, i);
                end++;
            }
            i = end;
        }
        return settled;
    }

    private int inspectGlanced(Burst burst, int frame) {
        Packet packet = packets.claim();
        if (packet == null) {
            statistics.packetsNotInspected++;
            return 0;
        }
        decode(burst, frame, packet);
        return inspectGuarded(packet, GLANCED);
    }

    private void setVerdicts(Burst burst) {
        for (int i = 0; i < packets.size(); i++) {
            Packet packet = packets.get(i);
            if (packet.drop) {
                burst.verdict(packet.frame, Burst.DROP);
            }
        }
    }

    /** Each frame's packet, and behind it those found inside it; what was glanced at is left for later. */
    private void decode(Burst burst, long glanced) {
        packets.clear();
        int hashed = 0;
        for (int i = 0; i < burst.count; i++) {
            if ((glanced >>> i & 1) != 0 || !share.isMine(burst, i)) {
                continue;
            }
            Packet packet = packets.claim();
            if (packet == null) {
                statistics.packetsNotInspected++;
                continue;
            }
            decode(burst, i, packet);
            if (packets.size() - hashed >= LOOKAHEAD) {
                flows.lookAhead(packets, hashed);
                hashed = packets.size();
            }
        }
        flows.lookAhead(packets, hashed);
    }

    private void decode(Burst burst, int frame, Packet packet) {
        packet.frame = frame;
        packet.frameNumber = burst.firstFrameNumber + frame;
        packet.portIndex = burst.portIndex;
        packet.timestampNs = burst.timestampsNs[frame];
        decoder.decodeFrame(packet, burst.memory(frame), burst.offset(frame), burst.length(frame),
                burst.linkTypes[frame], burst.isTruncated(frame), packets);
        packet.inPlace = burst.isInPlace(frame);
    }

    /** 1 when the packet goes on and its verdict is to be counted, 0 when all is done. */
    private int inspectGuarded(Packet packet, int position) {
        try {
            return inspect(packet, position);
        } catch (Throwable defect) {
            errors.onError(defect);
            statistics.inspectionErrors++;
            if (errorPolicy.drops()) {
                packet.drop(DropReason.INSPECTION_ERROR.ordinal());
            }
            return 0;
        }
    }

    /** The way: defrag, flow, stream, app, detect, verdict. Returns as {@link #inspectGuarded}. */
    private int inspect(Packet packet, int position) {
        current = packet;
        appChanged = false;
        streamTook = false;
        Flow flow = null;
        if (packet.isFragment) {
            defragment(packet);
            current = packet;
        } else if (packet.ipVersion != 0 && !packet.invalid) {
            int flowIndex = position == GLANCED
                    ? flows.assignGlanced(packet, packet.frame) : flows.assign(packet, position);
            if (isSettled(packet)) {
                return 1;
            }
            flow = flowIndex == FlowTable.NONE ? null : flows.at(flowIndex);
        }
        inspectContent(packet, flow);
        return 0;
    }

    /**
     * Whether no stage has any use for the packet once its flow has counted it: no rules are in force, it has no
     * stream, the application layer has given its flow up, and nothing was odd about it.
     */
    private boolean isSettled(Packet packet) {
        return rules == null && !packet.hasEvents && !packet.drop && !packet.isTcp()
                && (!packet.isUdp() || packet.payloadLength == 0 || packet.appIdle);
    }

    private void inspectContent(Packet packet, Flow flow) {
        if (packet.invalid && invalidPolicy.drops()) {
            packet.drop(DropReason.DECODE_ERROR.ordinal());
        }
        boolean inspected = !packet.skipInspection;
        if (inspected) {
            detect.begin(packet);
            if (flow != null) {
                followPayload(packet, flow);
            }
            AppSession session = flow == null || !appChanged && rules == null ? null : app.session(flow.index());
            detect.onPacket(packet, flow, session, streamTook, verdict);
            if (session != null && (appChanged || session.isLive())) {
                app.onInspected(packet, session);
            }
        }
        if (packet.hasEvents) {
            events.anomalies(packet, flow);
        }
        verdict.conclude(packet, flow, inspected);
    }

    private void followPayload(Packet packet, Flow flow) {
        if (packet.isTcp()) {
            streams.onPacket(packet, flow, this);
        } else if (packet.payloadLength > 0 && packet.isUdp() && !packet.carriesPacket && !packet.drop) {
            appChanged = app.onDatagram(packet, flow);
        }
    }

    /** Completed datagrams are inspected at once: what they meet, the completing fragment meets. */
    private void defragment(Packet fragment) {
        int before = packets.size();
        defrag.onFragment(fragment, packets);
        int after = packets.size();
        for (int i = before; i < after; i++) {
            Packet datagram = packets.get(i);
            verdict.accept(inspect(datagram, NOT_PREPARED));
            if (datagram.drop && verdict.drops()) {
                defrag.onDropped(datagram.origin == Packet.REASSEMBLED ? datagram : fragment);
            }
        }
    }

    @Override
    public void onData(Flow flow, int direction, StreamWindow window) {
        app.onData(current, flow, direction, window);
        appChanged = true;
        streamTook = true;
        if (!window.deferred) {
            onDeferred(flow, direction, window);
        }
    }

    @Override
    public boolean beginsAsServer(Packet packet) {
        return app.beginsAsServer(packet);
    }

    @Override
    public void onDeferred(Flow flow, int direction, StreamWindow window) {
        streamTook = true;
        detect.onStream(current, flow, app.session(flow.index()), window.memory, window.offset, window.length,
                window.streamOffset, window.newOffset, window.end);
    }

    @Override
    public void onGap(Flow flow, int direction, int bytes) {
        app.onGap(current, flow, direction, bytes);
        appChanged = true;
    }

    @Override
    public void onDepthReached(Flow flow, int direction) {
        statistics.depthReached++;
    }

    @Override
    public void onEnd(Flow flow, int direction) {
        app.onEnd(current, flow, direction);
        appChanged = true;
    }

    @Override
    public void onFileData(StoredFile file, long position, MemorySegment memory, long offset, int length) {
        events.fileData(current, file, position, memory, offset, length);
    }

    @Override
    public void onFileEnd(StoredFile file, BodyWindow window) {
        events.fileEnd(current, current.flowIndex < 0 ? null : flows.at(current.flowIndex), file, window);
    }

    @Override
    public void onFlowEnd(Flow flow, FlowEnd reason) {
        Packet interrupted = current;
        boolean interruptedChange = appChanged;
        boolean interruptedTook = streamTook;
        if (flow.protocol() == TCP) {
            inspectFlowEnd(flow);
        }
        events.flowEnd(flow, reason);
        app.close(flow);
        current = interrupted;
        appChanged = interruptedChange;
        streamTook = interruptedTook;
    }

    /**
     * What is still to be inspected of a flow that ends, once in each direction: bytes that waited for others, and
     * transactions that end unfinished. Where there are none, and TCP has closed the session, the end is no packet; rules
     * about packets never see it.
     */
    private void inspectFlowEnd(Flow flow) {
        streamTook = false;
        boolean open = flow.tcpState().compareTo(TcpState.ESTABLISHED) >= 0 && flow.tcpState() != TcpState.CLOSED;
        for (int direction = Packet.TO_SERVER; direction <= Packet.TO_CLIENT; direction++) {
            FlowEndPackets.shape(flowEndPacket, flow, direction);
            current = flowEndPacket;
            appChanged = false;
            detect.begin(flowEndPacket);
            streams.finish(flow, direction, this);
            AppSession session = app.session(flow.index());
            if (session != null) {
                flowEndPacket.cutShort = open || session.transactions().hasUnfinished(direction);
                app.onEnd(flowEndPacket, flow, direction);
                if (flowEndPacket.cutShort || streamTook || session.transactions().first() != null || session.frames().first() != null || session.eventsChanged()) {
                    detect.onPacket(flowEndPacket, flow, session, true, verdict);
                }
                app.onInspected(flowEndPacket, session);
            }
        }
        streams.onFlowEnd(flow, this);
    }

    private void adoptRules() {
        RuleSet published = exchange.published();
        if (published != rules) {
            detect.use(published);
            detect.wantFrames(app.frames());
            detect.wantDigests(app.digests(), app.storedFiles().isTaken());
            detect.wantMagic(app.magic());
            rules = published;
            exchange.adopted(index, published);
            generation.setOrdered(published.generation());
        }
    }

    @Override
    public int onIdle() {
        adoptRules();
        if ((++idlePolls & IDLE_POLLS_PER_TICK - 1) == 0) {
            long nowNs = System.currentTimeMillis() * 1_000_000L;
            flows.advance(nowNs);
            defrag.expire(nowNs, DATAGRAMS_PER_TICK);
        }
        return 0;
    }

    /** Frees what it has off heap; its thread has ended. */
    void close() {
        detect.close();
    }

    /** Ends every flow: the engine stops, or a replay is over. */
    void endFlows() {
        flows.endAll();
    }
}
