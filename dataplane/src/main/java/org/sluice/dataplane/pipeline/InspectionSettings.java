package org.sluice.dataplane.pipeline;

import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.defrag.DefragSettings;
import org.sluice.dataplane.detect.DetectSettings;
import org.sluice.dataplane.flow.ExceptionPolicy;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.stream.StreamSettings;
import org.sluice.dataplane.verdict.EventPublisher;

/**
 * Settings of everything an inspector does, stage by stage. The same for live traffic and for a replay.
 */
public final class InspectionSettings {
    private boolean ips = true;
    private DecoderSettings decoder = DecoderSettings.defaults();
    private DefragSettings defrag = DefragSettings.defaults();
    private FlowSettings flow = new FlowSettings();
    private StreamSettings stream = new StreamSettings();
    private AppSettings app = new AppSettings();
    private DetectSettings detect = new DetectSettings();
    private EventPublisher.Selection events = EventPublisher.Selection.DEFAULT;
    private int alertPacketBytes = 2048;
    private int alertPayloadBytes = 4096;
    private ExceptionPolicy invalidPolicy = ExceptionPolicy.IGNORE;
    private ExceptionPolicy errorPolicy = ExceptionPolicy.IGNORE;

    /** Whether packets are dropped at all: off, every drop is only reported as an alert. Default on. */
    public InspectionSettings ips(boolean value) {
        ips = value;
        return this;
    }

    public boolean ips() {
        return ips;
    }

    /** Decoder. */
    public InspectionSettings decoder(DecoderSettings settings) {
        decoder = settings;
        return this;
    }

    public DecoderSettings decoder() {
        return decoder;
    }

    /** Defragmentation. */
    public InspectionSettings defrag(DefragSettings settings) {
        defrag = settings;
        return this;
    }

    public DefragSettings defrag() {
        return defrag;
    }

    /** Flow table, of each inspector. Not concluded: the inspector sets its instance and concludes a copy's worth. */
    public InspectionSettings flow(FlowSettings settings) {
        flow = settings;
        return this;
    }

    public FlowSettings flow() {
        return flow;
    }

    /** TCP streams. */
    public InspectionSettings stream(StreamSettings settings) {
        stream = settings;
        return this;
    }

    public StreamSettings stream() {
        return stream;
    }

    /** Application layer. */
    public InspectionSettings app(AppSettings settings) {
        app = settings;
        return this;
    }

    public AppSettings app() {
        return app;
    }

    /** Detection. */
    public InspectionSettings detect(DetectSettings settings) {
        detect = settings;
        return this;
    }

    public DetectSettings detect() {
        return detect;
    }

    /** Which events are published, beside alerts. */
    public InspectionSettings events(EventPublisher.Selection selection) {
        events = selection;
        return this;
    }

    public EventPublisher.Selection events() {
        return events;
    }

    /** Most bytes of packet and of payload an alert carries. Defaults 2,048 and 4,096. */
    public InspectionSettings alertBytes(int packet, int payload) {
        alertPacketBytes = packet;
        alertPayloadBytes = payload;
        return this;
    }

    public int alertPacketBytes() {
        return alertPacketBytes;
    }

    public int alertPayloadBytes() {
        return alertPayloadBytes;
    }

    /** What happens to packets that are malformed. Default: forwarded, with their events. */
    public InspectionSettings invalidPolicy(ExceptionPolicy policy) {
        invalidPolicy = policy;
        return this;
    }

    public ExceptionPolicy invalidPolicy() {
        return invalidPolicy;
    }

    /** What happens to a packet whose inspection failed by a defect of ours. Default: forwarded, and counted. */
    public InspectionSettings errorPolicy(ExceptionPolicy policy) {
        errorPolicy = policy;
        return this;
    }

    public ExceptionPolicy errorPolicy() {
        return errorPolicy;
    }
}
