package org.sluice.control.cli;

import static org.sluice.control.config.DetectionSettings.ALERT_MAX;
import static org.sluice.control.config.DetectionSettings.APP_ERROR_POLICY;
import static org.sluice.control.config.DetectionSettings.APP_MAX_TX;
import static org.sluice.control.config.DetectionSettings.APP_MEMCAP;
import static org.sluice.control.config.DetectionSettings.BOMB_LIMIT;
import static org.sluice.control.config.DetectionSettings.BROTLI_MEMCAP;
import static org.sluice.control.config.DetectionSettings.DECOMPRESS_LAYERS;
import static org.sluice.control.config.DetectionSettings.DOUBLE_DECODE_PATH;
import static org.sluice.control.config.DetectionSettings.DOUBLE_DECODE_QUERY;
import static org.sluice.control.config.DetectionSettings.PATH_BESTFIT;
import static org.sluice.control.config.DetectionSettings.PCRE_MATCH_LIMIT;
import static org.sluice.control.config.DetectionSettings.REQUEST_BODY_LIMIT;
import static org.sluice.control.config.DetectionSettings.REQUEST_BODY_MINIMAL;
import static org.sluice.control.config.DetectionSettings.REQUEST_BODY_WINDOW;
import static org.sluice.control.config.DetectionSettings.RESPONSE_BODY_LIMIT;
import static org.sluice.control.config.DetectionSettings.RESPONSE_BODY_MINIMAL;
import static org.sluice.control.config.DetectionSettings.RESPONSE_BODY_WINDOW;
import static org.sluice.control.config.DetectionSettings.TLS_ENCRYPTION;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.DetectionSettings;
import org.sluice.control.config.OutputSettings;
import org.sluice.control.config.Policy;
import org.sluice.control.config.Setting;
import org.sluice.control.config.TrafficSettings;
import org.sluice.dataplane.app.AppPolicy;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.contract.PolicyAction;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.defrag.DefragSettings;
import org.sluice.dataplane.defrag.HostPolicy;
import org.sluice.dataplane.defrag.OverlapPolicy;
import org.sluice.dataplane.detect.DetectSettings;
import org.sluice.dataplane.flow.ExceptionPolicy;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.flow.FlowState;
import org.sluice.dataplane.flow.FlowTimeouts;
import org.sluice.dataplane.pipeline.InspectionSettings;
import org.sluice.dataplane.stream.ReceiverPolicy;
import org.sluice.dataplane.stream.StreamSettings;
import org.sluice.dataplane.stream.UrgentPolicy;
import org.sluice.dataplane.verdict.EventPublisher;

/**
 * From the configuration to the settings of one inspector. What the configuration gives for all workers together
 * (flows,
 * memory) is divided among them.
 */
final class InspectionWiring {
    private final Configuration configuration;
    private final int inspectors;
    private final boolean drops;

    private InspectionWiring(Configuration configuration, int inspectors, boolean drops) {
        this.configuration = configuration;
        this.inspectors = inspectors;
        this.drops = drops;
    }

    /**
     * Settings of each of so many inspectors.
     *
     * @param drops whether rules keep packets from passing
     */
    static InspectionSettings settings(Configuration configuration, int inspectors, boolean drops) {
        InspectionWiring wiring = new InspectionWiring(configuration, inspectors, drops);
        return new InspectionSettings().ips(drops).errorPolicy(wiring.policy(TrafficSettings.EXCEPTION_POLICY))
            .decoder(wiring.decoder()).defrag(wiring.defrag()).flow(wiring.flow()).stream(wiring.stream())
            .app(wiring.app()).detect(wiring.detect()).events(wiring.events());
    }

    private boolean validatesChecksums() {
        return configuration.get(TrafficSettings.CHECKSUM_VALIDATION);
    }

    private DecoderSettings decoder() {
        return DecoderSettings.defaults().withChecksums(validatesChecksums())
            .withMaxLayers(configuration.get(TrafficSettings.MAX_LAYERS))
            .withVxlanPorts(ports(TrafficSettings.VXLAN, TrafficSettings.VXLAN_PORTS))
            .withGenevePorts(ports(TrafficSettings.GENEVE, TrafficSettings.GENEVE_PORTS))
            .withTeredoPorts(ports(TrafficSettings.TEREDO, TrafficSettings.TEREDO_PORTS));
    }

    private List<Integer> ports(Setting<Boolean> enabled, Setting<List<Integer>> ports) {
        return configuration.get(enabled) ? configuration.get(ports) : List.of();
    }

    private DefragSettings defrag() {
        List<HostPolicy> hosts = new ArrayList<>();
        for (String system : configuration.names(TrafficSettings.HOST_OS_POLICY)) {
            for (String network : configuration.get(TrafficSettings.HOST_OS_POLICY, system)) {
                hosts.add(HostPolicy.of(network, OverlapPolicy.byName(system)));
            }
        }
        DefragSettings defaults = DefragSettings.defaults();
        return defaults.withLimits(Math.max(1, configuration.get(TrafficSettings.DEFRAG_TRACKERS) / inspectors),
            configuration.get(TrafficSettings.DEFRAG_MEMCAP) / inspectors,
            configuration.get(TrafficSettings.DEFRAG_TIMEOUT).toNanos()).withPolicies(defaults.defaultPolicy(), hosts)
            .withActions(fragmentAction(TrafficSettings.DEFRAG_OVERLAP_POLICY),
                fragmentAction(TrafficSettings.DEFRAG_MEMCAP_POLICY));
    }

    private List<ReceiverPolicy.Hosts> receivers() {
        List<ReceiverPolicy.Hosts> hosts = new ArrayList<>();
        for (String system : configuration.names(TrafficSettings.HOST_OS_POLICY)) {
            for (String network : configuration.get(TrafficSettings.HOST_OS_POLICY, system)) {
                hosts.add(new ReceiverPolicy.Hosts(HostPolicy.of(network, OverlapPolicy.byName(system)),
                    ReceiverPolicy.byName(system)));
            }
        }
        return hosts;
    }

    /** The policy of a packet without a flow: what the common one says of flows holds for the packet. */
    private PolicyAction fragmentAction(Setting<Policy> setting) {
        return switch (configuration.policy(setting, drops)) {
            case DROP_FLOW, REJECT, DROP_PACKET -> PolicyAction.DROP_PACKET;
            case PASS_FLOW, BYPASS, PASS_PACKET -> PolicyAction.PASS_PACKET;
            case AUTO, IGNORE -> PolicyAction.IGNORE;
        };
    }

    private int flows() {
        return Math.max(16, configuration.get(TrafficSettings.FLOW_CAPACITY) / inspectors);
    }

    private FlowSettings flow() {
        return new FlowSettings().capacity(flows()).variableStores(Math.clamp(flows() / 16, 1, 1 << 24))
            .timeouts(timeouts()).vlanTracking(configuration.get(TrafficSettings.VLAN_TRACKING))
            .emergencyRecoveryPercent(configuration.get(TrafficSettings.FLOW_EMERGENCY_RECOVERY))
            .fullPolicy(policy(TrafficSettings.FLOW_MEMCAP_POLICY), 0);
    }

    private FlowTimeouts timeouts() {
        FlowTimeouts timeouts = new FlowTimeouts();
        for (FlowTimeouts.Kind kind : FlowTimeouts.Kind.values()) {
            for (FlowState state : FlowState.values()) {
                Duration normal = timeout(kind, state.eveName());
                Duration emergency = timeout(kind, "emergency-" + state.eveName());
                if (normal != null || emergency != null) {
                    long seconds = normal != null ? normal.toSeconds()
                        : Duration.ofNanos(timeouts.timeoutNs(kind, state, false)).toSeconds();
                    long shorter = emergency != null ? emergency.toSeconds()
                        : Duration.ofNanos(timeouts.timeoutNs(kind, state, true)).toSeconds();
                    timeouts.set(kind, state, seconds, Math.min(seconds, shorter));
                }
            }
        }
        return timeouts;
    }

    private Duration timeout(FlowTimeouts.Kind kind, String state) {
        return configuration.get(TrafficSettings.FLOW_TIMEOUT, kind.name().toLowerCase(Locale.ROOT), state);
    }

    private StreamSettings stream() {
        return new StreamSettings().memcap(configuration.get(TrafficSettings.STREAM_MEMCAP) / inspectors, flows())
            .memcapPolicy(policy(TrafficSettings.STREAM_MEMCAP_POLICY))
            .midstream(configuration.get(TrafficSettings.MIDSTREAM))
            .midstreamPolicy(policy(TrafficSettings.MIDSTREAM_POLICY))
            .asyncOneSided(configuration.get(TrafficSettings.ASYNC_ONESIDE)).checksumValidation(validatesChecksums())
            .dropInvalid(configuration.get(TrafficSettings.DROP_INVALID))
            .maxSynAckQueued(configuration.get(TrafficSettings.MAX_SYNACK_QUEUED))
            .reassemblyMemcap(configuration.get(TrafficSettings.REASSEMBLY_MEMCAP) / inspectors)
            .reassemblyMemcapPolicy(policy(TrafficSettings.REASSEMBLY_MEMCAP_POLICY))
            .depth(configuration.get(TrafficSettings.REASSEMBLY_DEPTH))
            .receivers(receivers())
            .overlapPolicy(org.sluice.dataplane.stream.OverlapPolicy.valueOf(
                configuration.get(TrafficSettings.OVERLAP_POLICY).name()))
            .urgentPolicy(UrgentPolicy.valueOf(configuration.get(TrafficSettings.URGENT_POLICY).name()));
    }

    private AppSettings app() {
        return new AppSettings().sessions(Math.max(1_024, flows() / 4))
            .memcap(configuration.get(APP_MEMCAP) / inspectors)
            .transactionsPerFlow(configuration.get(APP_MAX_TX)).errorPolicy(appPolicy()).memcapPolicy(appPolicy())
            .requestBodyLimit(configuration.get(REQUEST_BODY_LIMIT))
            .responseBodyLimit(configuration.get(RESPONSE_BODY_LIMIT))
            .requestBodyMinimalInspectSize(bytes(REQUEST_BODY_MINIMAL))
            .responseBodyMinimalInspectSize(bytes(RESPONSE_BODY_MINIMAL))
            .requestBodyInspectWindow(bytes(REQUEST_BODY_WINDOW)).responseBodyInspectWindow(bytes(RESPONSE_BODY_WINDOW))
            .responseBodyDecompressLayerLimit(configuration.get(DECOMPRESS_LAYERS))
                .compressionBombLimit(bytes(BOMB_LIMIT)).brotliMemcap(configuration.get(BROTLI_MEMCAP) / inspectors)
            .doubleDecodePath(configuration.get(DOUBLE_DECODE_PATH))
            .doubleDecodeQuery(configuration.get(DOUBLE_DECODE_QUERY)).bestFitPath(configuration.get(PATH_BESTFIT))
            .storedFileLimit(configuration.get(OutputSettings.FILE_STORE)
                ? configuration.get(OutputSettings.FILE_STORE_DEPTH) : 0)
            .tlsBypassEncrypted(configuration.get(TLS_ENCRYPTION) == DetectionSettings.Encryption.BYPASS);
    }

    private int bytes(Setting<Long> setting) {
        return (int) Math.min(Integer.MAX_VALUE, configuration.get(setting));
    }

    private AppPolicy appPolicy() {
        Policy policy = configuration.policy(APP_ERROR_POLICY, drops);
        return policy == Policy.PASS_PACKET ? AppPolicy.IGNORE : AppPolicy.valueOf(policy.name());
    }

    private DetectSettings detect() {
        return new DetectSettings().packetAlertMax(configuration.get(ALERT_MAX)).ips(drops)
            .pcreMatchLimit(configuration.get(PCRE_MATCH_LIMIT));
    }

    private EventPublisher.Selection events() {
        return new EventPublisher.Selection(true, true, configuration.get(OutputSettings.ANOMALY_DECODE),
            configuration.get(OutputSettings.ANOMALY_STREAM));
    }

    private ExceptionPolicy policy(Setting<Policy> setting) {
        return ExceptionPolicy.valueOf(configuration.policy(setting, drops).name());
    }
}
