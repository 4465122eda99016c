package org.sluice.dataplane.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.sluice.dataplane.decode.FlowHash;
import org.sluice.dataplane.port.Burst;

/**
 * Which thread runs which stage of which pipeline: the threading modes.
 *
 * <pre>
 *   shared     worker q:    receive q, inspect q, transmit q          (of both ends of each wire)
 *
 *   dedicated  I/O:         receive *, transmit *
 *              inspector i: inspect *, taking the frames with hash % k == i
 * </pre>
 */
public final class StagePlan {
    /** The stages of one thread, in the order they run. */
    public record ThreadRole(String name, Agent[] stages) {}

    private StagePlan() {}

    /**
     * One thread that runs every stage of the pipelines given, fused on each pipeline's ring. No burst ever waits, so
     * an overload is the device's to count.
     *
     * @param statistics one for each pipeline
     */
    public static ThreadRole shared(
            String name, List<Pipeline> pipelines, BurstInspector inspector, List<PipelineStatistics> statistics,
            ErrorHandler errors) {
        Agent[] stages = new Agent[pipelines.size()];
        for (int p = 0; p < stages.length; p++) {
            stages[p] = pipelines.get(p).fusedStages(inspector, statistics.get(p), errors);
        }
        return new ThreadRole(name, stages);
    }

    /**
     * One I/O thread and {@code inspectors.size()} inspector threads over the same rings. The I/O thread is the first
     * in the list.
     *
     * @param hash parts the frames among the inspectors
     */
    public static List<ThreadRole> dedicated(
            List<Pipeline> pipelines,
            List<? extends BurstInspector> inspectors,
            OverloadPolicy overload,
            List<PipelineStatistics> statistics,
            FlowHash hash,
            ErrorHandler errors) {
        List<Agent> io = new ArrayList<>();
        List<List<Agent>> inspection = new ArrayList<>();
        inspectors.forEach(inspector -> inspection.add(new ArrayList<>()));
        for (int p = 0; p < pipelines.size(); p++) {
            Pipeline pipeline = pipelines.get(p);
            Sequence[] inspected = new Sequence[inspectors.size()];
            for (int i = 0; i < inspected.length; i++) {
                EventPoller<Burst> poller = pipeline.inspectorPoller();
                InspectStage inspect = new InspectStage(poller, inspectors.get(i), errors);
                inspection.get(i).add(inspect);
                inspected[i] = inspect.sequence();
            }
            io.add(pipeline.receiveStage(overload, hash, statistics.get(p)));
            io.add(pipeline.transmitStage(inspected, statistics.get(p)));
        }
        List<ThreadRole> roles = new ArrayList<>();
        roles.add(new ThreadRole("io", io.toArray(Agent[]::new)));
        for (int i = 0; i < inspectors.size(); i++) {
            roles.add(new ThreadRole("inspector-" + i, inspection.get(i).toArray(Agent[]::new)));
        }
        return roles;
    }
}
