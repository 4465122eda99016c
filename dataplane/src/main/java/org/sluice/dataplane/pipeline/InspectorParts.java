package org.sluice.dataplane.pipeline;

import java.lang.foreign.Arena;
import org.agrona.ErrorHandler;
import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.AppLayer;
import org.sluice.dataplane.app.protocols.Parsers;
import org.sluice.dataplane.contract.CounterRegistry;
import org.sluice.dataplane.contract.Counters;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.contract.EventWriter;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.defrag.Defragmenter;
import org.sluice.dataplane.detect.DetectEngine;
import org.sluice.dataplane.flow.FlowListener;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.dataplane.stream.StreamEngine;
import org.sluice.dataplane.verdict.EventPublisher;
import org.sluice.dataplane.verdict.InjectionQueue;
import org.sluice.dataplane.verdict.RejectFrames;
import org.sluice.dataplane.verdict.VerdictStage;

/**
 * What an inspector is made of. Builds its stages, each with what it needs of those before it, and has their statistics
 * exported. Cold.
 *
 * @param index of the inspector, from 0
 * @param share of the frames it takes
 * @param arena owner of all its native memory
 * @param writer of its event ring
 * @param registry of its counters
 * @param export where its stages' statistics are copied from
 * @param injections takes the frames that reject sends
 */
record InspectorParts(
        int index, FrameShare share, InspectionSettings settings, RuleSetExchange exchange, ErrorHandler errors, Arena arena,
        EventPublisher events, CounterRegistry registry, StatisticsExport export, InjectionQueue injections,
        InspectorStatistics statistics) {

    static InspectorParts of(
            int index, FrameShare share, InspectionSettings settings, RuleSetExchange exchange, ErrorHandler errors,
            Arena arena, EventWriter writer, CounterRegistry registry, StatisticsExport export, InjectionQueue injections) {
        EventPublisher events = new EventPublisher(
                writer, settings.events(), settings.alertPacketBytes(), settings.alertPayloadBytes());
        InspectorStatistics statistics = new InspectorStatistics();
        export.addFields(registry, "inspector", statistics);
        export.addFields(registry, "reject", injections.statistics());
        return new InspectorParts(
                index, share, settings, exchange, errors, arena, events, registry, export, injections, statistics);
    }

    Decoder decoder() {
        Decoder decoder = new Decoder(settings.decoder());
        export.addNamed(registry, "decoder.", decoder.counters()::forEach);
        return decoder;
    }

    Defragmenter defrag(Decoder decoder) {
        Defragmenter defrag = new Defragmenter(settings.defrag(), decoder, LargeMemory.of(arena));
        export.addFields(registry, "defrag", defrag.counters());
        return defrag;
    }

    FlowTable flows(FlowListener listener) {
        settings.flow().instance(index).fullPolicy(settings.flow().fullPolicy(), DropReason.FLOW_MEMCAP.ordinal());
        FlowTable flows = new FlowTable(settings.flow().conclude(), LargeMemory.inHugePages(arena), listener);
        export.addFields(registry, "flow", flows.statistics());
        export.add(registry.gauge("flow.active", "Flows in the table"), flows::size);
        return flows;
    }

    StreamEngine streams(FlowTable flows) {
        StreamEngine streams = new StreamEngine(settings.stream(), flows, LargeMemory.of(arena));
        export.addFields(registry, "tcp", streams.statistics());
        return streams;
    }

    AppFeed app(FlowTable flows) {
        AppLayer layer = Parsers.appLayer(settings.app(), arena);
        for (AppCounter counter : AppCounter.values()) {
            export.add(registry.counter(counter.statName(), counter.statName()), () -> layer.counters().get(counter));
        }
        return new AppFeed(layer, flows);
    }

    DetectEngine detect(FlowTable flows, StreamEngine streams) {
        settings.detect().dropReason(DropReason.RULES.ordinal()).rateDropReason(DropReason.RULES_THRESHOLD.ordinal());
        DetectEngine detect = new DetectEngine(settings.detect(), flows, streams::bytes);
        export.addFields(registry, "detect", detect.counters());
        return detect;
    }

    VerdictStage verdict(FlowTable flows, StreamEngine streams, DetectEngine detect) {
        return new VerdictStage(
                settings.ips(), events, flows, streams, detect, new RejectFrames(arena), injections,
                new Counters(registry));
    }
}
