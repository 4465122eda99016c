package org.sluice.perf.cli;

import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.perf.conversation.ConversationPlan;
import org.sluice.perf.conversation.ConversationResult;
import org.sluice.perf.conversation.Conversations;
import org.sluice.perf.device.Device;
import org.sluice.perf.device.SluiceDevice;
import org.sluice.perf.generate.Phase;
import org.sluice.perf.generate.TrialPlan;
import org.sluice.perf.report.Figures;
import org.sluice.perf.traffic.FlowTraffic.Transport;
import org.sluice.perf.traffic.FrameMix;

/** A lab that holds conversations, ready to: its device forwards and has its rules. */
final class ConversationLab implements AutoCloseable {
    /** Loss of more than this share of a run's time to other programs disturbs it. */
    private static final double UNDISTURBED = 0.001;
    private static final long DRAIN_NS = 500_000_000L;

    private final Device device;
    private final Lab lab;
    private int nextNumber;

    ConversationLab(Device device, int core, int mtu, PrintWriter err) {
        this.device = device;
        lab = new Lab(device, core, mtu, DRAIN_NS, err);
        TrialPlan probe = new TrialPlan(FrameMix.of(64), Transport.UDP, 16, false, List.of(Phase.of(1, 1)));
        try {
            lab.awaitDevice(probe);
            if (device instanceof SluiceDevice sluice) {
                sluice.awaitRules();
            }
        } catch (RuntimeException refused) {
            lab.close();
            throw refused;
        }
    }

    Lab lab() {
        return lab;
    }

    /** Holds conversations once. */
    ConversationResult hold(String name, ConversationPlan plan) {
        try (Arena arena = Arena.ofShared()) {
            Conversations conversations = new Conversations(arena, lab.ports().left(), lab.ports().right(), plan,
                    device::waitedNs, nextNumber);
            ConversationResult result = lab.thread().call(conversations::run, device::check);
            nextNumber = conversations.nextNumber();
            lab.say(String.format("%-22s %9s/s wished, %9s/s completed, failed %s, sent again %s%s%s", name,
                    Figures.scaled(plan.perSecond()), Figures.scaled(result.completedPerSecond()),
                            Figures.whole(result.failed()),
                    Figures.whole(result.retransmissions()), result.beganLate()
                            ? "; the generator could not begin as many" : "",
                    result.waitedNs() < 1_000_000 ? "" : String.format("; had no core for %.0f ms",
                            result.waitedNs() / 1e6)));
            return result;
        }
    }

    /** Whether other programs disturbed a run. */
    static boolean disturbed(ConversationResult result) {
        return result.waitedNs() > UNDISTURBED * result.durationNs();
    }

    /** What the report tells of where. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("device under test", device.description());
        facts.put("ports", device.leftPort() + "  and  " + device.rightPort());
        if (device instanceof SluiceDevice) {
            facts.put("shared machine", Lab.SHARED);
        }
        facts.put("notes", lab.notes().isEmpty() ? "none" : String.join("; ", lab.notes()));
        return facts;
    }

    @Override
    public void close() {
        lab.close();
    }
}
