package org.sluice.control.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationLoaderTest {
    @TempDir
    Path folder;

    private ConfigurationLoader.Loaded load(String yaml, String... overrides) throws IOException {
        return ConfigurationLoader.load(Files.writeString(folder.resolve("s.yaml"), yaml), List.of(overrides));
    }

    private List<String> problems(ConfigurationLoader.Loaded loaded) {
        return loaded.problems().stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
    }

    @Test
    void shouldReadValuesOfEveryKind() throws IOException {
        ConfigurationLoader.Loaded loaded = load("""
            wires:
              - name: lab
                left: net_af_packet0,iface=eth1
                right: "0000:01:00.1"
                mtu: 9000
            threading:
              mode: dedicated
              cores: 2-4,7
              inspectors: 3
            stream: {midstream: true, reassembly: {depth: 2mb}}
            rule-files:
              - a.rules
              - b.rules
            flow-timeouts: {tcp: {new: 2m}}
            vars:
              address-groups:
                HOME_NET: [10.0.0.0/8, [192.168.1.1, "!192.168.1.2"]]
            """);
        Configuration configuration = loaded.configuration();

        assertEquals(List.of(), problems(loaded));
        assertEquals(List.of(new Wire("lab", "net_af_packet0,iface=eth1", "0000:01:00.1", 9000, 1)),
            configuration.wires());
        assertEquals(PortSettings.Mode.DEDICATED, configuration.get(PortSettings.MODE));
        assertEquals(List.of(2, 3, 4, 7), configuration.get(PortSettings.CORES));
        assertTrue(configuration.get(TrafficSettings.MIDSTREAM));
        assertEquals(2L << 20, configuration.get(TrafficSettings.REASSEMBLY_DEPTH));
        assertEquals(List.of("a.rules", "b.rules"), configuration.get(DetectionSettings.RULE_FILES));
        assertEquals(Duration.ofMinutes(2), configuration.get(TrafficSettings.FLOW_TIMEOUT, "tcp", "new"));
        assertEquals("[10.0.0.0/8,[192.168.1.1,!192.168.1.2]]", configuration.addressGroups().get("HOME_NET"));
        assertEquals("!$HOME_NET", configuration.addressGroups().get("EXTERNAL_NET"));
    }

    @Test
    void shouldReportEveryProblemAtOnceWithItsPlaceAndWhatIsAllowed() throws IOException {
        ConfigurationLoader.Loaded loaded = load("""
            threading:
              mode: shred
              inspectors: 0
            flow:
              capacitty: 5
            strem:
              midstream: maybe
            packet-alert-max: [1, 2]
            """);

        assertFalse(loaded.isUsable());
        assertEquals(List.of(
            "s.yaml:2:9: error: threading.mode: shred: allowed: one of shared, dedicated; did you mean shared?",
            "s.yaml:3:15: error: threading.inspectors: 0: allowed: a whole number, 1 to 62",
            "s.yaml:5:3: error: flow.capacitty: 5: no such setting; did you mean flow.capacity?",
            "s.yaml:6:1: error: strem: no such setting; did you mean stream?",
            "s.yaml:8:19: error: packet-alert-max: is a list; allowed: a whole number, 1 to 255"), problems(loaded));
    }

    @Test
    void shouldSayWhereTheYamlItselfIsBroken() throws IOException {
        List<String> problems = problems(load("flow:\n  capacity: [1\nstream: {}\n"));

        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().startsWith("s.yaml:3:"), problems.getFirst());
        assertTrue(problems.getFirst().contains("not YAML"), problems.getFirst());
    }

    @Test
    void shouldRefuseAKeyWrittenTwice() throws IOException {
        assertEquals(List.of("s.yaml:2:1: error: packet-alert-max: written twice; first at s.yaml:1:1"),
            problems(load("packet-alert-max: 3\npacket-alert-max: 4\n")));
    }

    @Test
    void shouldWantTwoDifferentEndsOfAWire() throws IOException {
        assertEquals(List.of(
            "s.yaml:2:11: error: wires.0.right: missing; a wire has two ends. allowed: "
                + PortSettings.WIRE_RIGHT.type().allowed(),
            "s.yaml:4:12: error: wires.1.right: net_null0,size=64: the device net_null0 is already wires.1.left; "
                + "each end needs a device of its own"),
            problems(load("""
                wires:
                  - left: net_null7
                  - left: net_null0
                    right: net_null0,size=64
                """)));
    }

    @Test
    void shouldWantACoreForEachThread() throws IOException {
        assertEquals(List.of("s.yaml:1:52: error: threading.cores: [1, 2]: names 2 cores; 4 are needed: one to move "
            + "packets "
            + "and one for each inspector"), problems(load("threading: {mode: dedicated, inspectors: 3, cores: [1, "
            + "2]}\n")));
    }

    @Test
    void shouldTellThatAnExclamationMarkMustBeQuoted() throws IOException {
        List<String> problems = problems(load("vars:\n  address-groups:\n    EXTERNAL_NET: !$HOME_NET\n"));

        assertEquals(List.of("s.yaml:3:19: error: vars.address-groups.EXTERNAL_NET: : empty; a value that begins "
            + "with ! must "
            + "be quoted: \"!$X\""), problems);
    }

    @Test
    void shouldLetTheCommandLineOverrideTheFile() throws IOException {
        ConfigurationLoader.Loaded loaded = load("stream: {midstream: no}\n", "stream.midstream=true",
            "wires.0.left=net_null0", "wires.0.right=net_null1", "rule-files=a.rules,b.rules");

        assertEquals(List.of(), problems(loaded));
        assertTrue(loaded.configuration().get(TrafficSettings.MIDSTREAM));
        assertEquals(Origin.COMMAND_LINE, loaded.configuration().origin("stream.midstream"));
        assertEquals("net_null1", loaded.configuration().wires().getFirst().right());
        assertEquals(List.of("a.rules", "b.rules"), loaded.configuration().get(DetectionSettings.RULE_FILES));
    }

    @Test
    void shouldRefuseAnUnknownOverrideUnlessItIsAReplay() {
        List<String> foreign = List.of("nosuch.thing=1", "stream.reassembly.toserver-chunk-size=10");

        assertFalse(ConfigurationLoader.load(null, foreign).isUsable());
        ConfigurationLoader.Loaded replay = ConfigurationLoader.loadForReplay(null, foreign);
        assertTrue(replay.isUsable());
        assertEquals(2, replay.problems().size());
    }

    @Test
    void shouldOnlyWarnOfSettingsOfSuricataThatHaveNoEffectHere() throws IOException {
        ConfigurationLoader.Loaded loaded = load("max-pending-packets: 1024\naf-packet:\n  - interface: eth0\n");

        assertTrue(loaded.isUsable());
        assertEquals(2, loaded.problems().size());
    }

    @ParameterizedTest
    @CsvSource({
        "app-layer.protocols.http.libhtp.default-config.response-body-decompress-layer-limit, 3",
        "app-layer.protocols.http.libhtp.default-config.response-body-limit, 1mb",
        "stream.midstream, true", "stream.inline, true", "stream.midstream-policy, pass-flow",
        "threshold-file, /x/threshold.config", "stream.async-oneside, true", "app-layer.protocols.sip.enabled, yes",
        "stats.decoder-events, true", "datasets.enabled, yes", "stream.reassembly.depth, 0",
        "stream.reassembly.depth, 8kb",
        "detect.guess-applayer-tx, true", "stream.reassembly.urgent.policy, oob", "app-layer.error-policy, ignore",
        "exception-policy, auto", "decoder.vxlan.enabled, true", "app-layer.protocols.http2.enabled, true"})
    void shouldKnowTheSettingsThatReplaysSet(String key, String value) {
        ConfigurationLoader.Loaded loaded = ConfigurationLoader.load(null, List.of(key + "=" + value));

        assertTrue(loaded.isUsable(), loaded.problems().toString());
        assertEquals(Origin.COMMAND_LINE, loaded.configuration().origin(key));
    }

    @Test
    void shouldWarnOfAKnownSettingWhoseValueIsNotInForce() throws IOException {
        ConfigurationLoader.Loaded loaded =
            load("app-layer: {protocols: {dns: {enabled: no}, tls: {enabled: true}}}\ndatasets: {enabled: yes}\n");

        assertEquals(List.of("s.yaml:1:40: warning: app-layer.protocols.dns.enabled: no: not in force: this version "
            + "always does as with yes"), problems(loaded));
    }

    @Test
    void shouldWarnThatAWireIsAlwaysInline() throws IOException {
        String inline = "stream: {inline: no}\n";

        assertEquals(List.of(), problems(load(inline)));
        assertEquals(List.of("s.yaml:1:18: warning: stream.inline: no: not in force on a wire, where data is inspected before "
            + "it is forwarded; replays go by it"), problems(load(inline + "wires: [{left: net_ring0, right: net_ring1}]\n")));
    }

    @Test
    void shouldRefuseAFlowPolicyForFragments() throws IOException {
        assertEquals(List.of("s.yaml:1:25: error: defrag.memcap-policy: drop-flow: a fragment has no flow; allowed: "
            + "auto, ignore, pass-packet, drop-packet"), problems(load("defrag: {memcap-policy: drop-flow}\n")));
    }

    @Test
    void shouldTakeAutoForTheStrictPolicyWherePacketsCanBeDropped() throws IOException {
        Configuration auto = load("exception-policy: auto\nstream: {midstream: no}\n").configuration();
        Configuration midstream = load("exception-policy: auto\n").configuration();

        assertEquals(Policy.DROP_FLOW, auto.policy(TrafficSettings.MIDSTREAM_POLICY, true));
        assertEquals(Policy.IGNORE, auto.policy(TrafficSettings.MIDSTREAM_POLICY, false));
        assertEquals(Policy.IGNORE, midstream.policy(TrafficSettings.MIDSTREAM_POLICY, true));
        assertEquals(Policy.DROP_FLOW, midstream.policy(TrafficSettings.FLOW_MEMCAP_POLICY, true));
    }

    @Test
    void shouldTakeAnotherDefaultOnlyWhereNothingWasGiven() throws IOException {
        Configuration given = load("stream: {midstream: yes}\n").configuration();

        assertTrue(given.orElse(TrafficSettings.MIDSTREAM, false).get(TrafficSettings.MIDSTREAM));
        assertFalse(Configuration.defaults().orElse(TrafficSettings.MIDSTREAM, false).get(TrafficSettings.MIDSTREAM));
    }

    @Test
    void shouldResolvePoliciesToTheCommonOne() throws IOException {
        Configuration configuration = load("exception-policy: drop-flow\nstream: {midstream-policy: bypass}\n")
            .configuration();

        assertEquals(Policy.BYPASS, configuration.policy(TrafficSettings.MIDSTREAM_POLICY, true));
        assertEquals(Policy.DROP_FLOW, configuration.policy(TrafficSettings.FLOW_MEMCAP_POLICY, true));
        assertEquals(Policy.IGNORE, Configuration.defaults().policy(TrafficSettings.FLOW_MEMCAP_POLICY, true));
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        ConfigurationLoader.Loaded loaded = ConfigurationLoader.load(Path.of("/nowhere/s.yaml"), List.of());

        assertEquals("/nowhere/s.yaml: error: no such file", loaded.problems().getFirst().toString());
    }
}
