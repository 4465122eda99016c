package org.sluice.control.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks values against each other, once each is right by itself. */
final class ConfigurationCheck {
    private static final Set<String> TIMEOUT_KINDS = Set.of("default", "tcp", "udp", "icmp");
    private static final Set<String> TIMEOUT_STATES = Set.of("new", "established", "closed", "bypassed",
        "emergency-new", "emergency-established", "emergency-closed", "emergency-bypassed");
    private static final Set<String> SYSTEMS = Set.of("windows", "bsd", "bsd-right", "old-linux", "linux",
        "old-solaris",
        "solaris", "hpux10", "hpux11", "irix", "macos", "vista", "windows2k3");

    private static final Set<Policy> FRAGMENT_POLICIES =
        Set.of(Policy.AUTO, Policy.IGNORE, Policy.PASS_PACKET, Policy.DROP_PACKET);

    private final Map<String, Configuration.Given> given;
    private final Configuration configuration;
    private final List<Problem> problems;

    ConfigurationCheck(Map<String, Configuration.Given> given, List<Problem> problems) {
        this.given = given;
        this.configuration = new Configuration(given);
        this.problems = problems;
    }

    void check() {
        checkNames();
        checkFragmentPolicies();
        checkWires();
        checkInline();
        checkCores();
    }

    private void checkNames() {
        given.forEach((key, value) -> {
            List<String> names = List.of(key.split("\\."));
            if (value.setting() == TrafficSettings.FLOW_TIMEOUT) {
                requireName(key, value, names.get(1), TIMEOUT_KINDS);
                requireName(key, value, names.get(2), TIMEOUT_STATES);
            } else if (value.setting() == TrafficSettings.HOST_OS_POLICY) {
                requireName(key, value, names.get(1), SYSTEMS);
            }
        });
    }

    /** A fragment has no flow: what happens to it is a matter of packets. */
    private void checkFragmentPolicies() {
        for (Setting<Policy> setting : List.of(TrafficSettings.DEFRAG_MEMCAP_POLICY,
            TrafficSettings.DEFRAG_OVERLAP_POLICY)) {
            if (configuration.isGiven(setting) && !FRAGMENT_POLICIES.contains(configuration.get(setting))) {
                problems.add(Problem.error(configuration.origin(setting.key()), setting.key(),
                    setting.type().printer().apply(configuration.get(setting)),
                    "a fragment has no flow; allowed: auto, ignore, pass-packet, drop-packet"));
            }
        }
    }

    /** On a wire nothing goes on uninspected. */
    private void checkInline() {
        boolean passive = switch (configuration.get(TrafficSettings.STREAM_INLINE)) {
            case NO, FALSE -> true;
            case AUTO, YES, TRUE -> false;
        };
        if (passive && given.keySet().stream().anyMatch(key -> key.startsWith("wires."))) {
            String key = TrafficSettings.STREAM_INLINE.key();
            problems.add(Problem.warning(configuration.origin(key), key, "no",
                "not in force on a wire, where data is inspected before it is forwarded; replays go by it"));
        }
    }

    private void requireName(String key, Configuration.Given value, String name, Set<String> known) {
        if (!known.contains(name)) {
            problems.add(Problem.error(value.origin(), key, null, "no such setting; " + name + " is none of "
                + String.join(", ", known.stream().sorted().toList()) + Spelling.hint(name, known)));
        }
    }

    private void checkWires() {
        Map<String, String> owners = new HashMap<>();
        Set<String> indices = new LinkedHashSet<>();
        for (String key : given.keySet()) {
            if (key.startsWith("wires.")) {
                indices.add(key.split("\\.")[1]);
            }
        }
        for (String index : indices) {
            for (Setting<String> end : List.of(PortSettings.WIRE_LEFT, PortSettings.WIRE_RIGHT)) {
                checkEnd(index, end, owners);
            }
        }
    }

    private void checkEnd(String index, Setting<String> end, Map<String, String> owners) {
        String key = end.key().replace("*", index);
        String device = configuration.get(end, index);
        if (device == null) {
            boolean isReported = problems.stream().anyMatch(problem -> problem.key().equals(key));
            if (!isReported) {
                problems.add(Problem.error(anyOrigin("wires." + index + "."), key, null,
                    "missing; a wire has two ends. allowed: " + end.type().allowed()));
            }
            return;
        }
        String name = device.split(",", 2)[0];
        String before = owners.putIfAbsent(name, key);
        if (before != null) {
            problems.add(Problem.error(configuration.origin(key), key, device,
                "the device " + name + " is already " + before + "; each end needs a device of its own"));
        }
    }

    private Origin anyOrigin(String prefix) {
        return given.entrySet().stream().filter(entry -> entry.getKey().startsWith(prefix)).findFirst()
            .map(entry -> entry.getValue().origin()).orElse(Origin.DEFAULT);
    }

    private void checkCores() {
        List<Integer> cores = configuration.get(PortSettings.CORES);
        if (cores.isEmpty()) {
            return;
        }
        boolean isShared = configuration.get(PortSettings.MODE) == PortSettings.Mode.SHARED;
        int needed = 1 + configuration.get(PortSettings.INSPECTORS);
        if (isShared) {
            needed = 1;
            for (String index : configuration.names(PortSettings.WIRE_QUEUES)) {
                needed = Math.max(needed, configuration.get(PortSettings.WIRE_QUEUES, index));
            }
        }
        if (cores.size() < needed) {
            problems.add(Problem.error(configuration.origin(PortSettings.CORES.key()), PortSettings.CORES.key(),
                cores.toString(), "names " + cores.size() + " cores; " + needed + " are needed: "
                    + (isShared ? "one for each queue" : "one to move packets and one for each inspector")));
        }
    }
}
