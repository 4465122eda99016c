package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sluice.rules.image.ScanGroup;
import org.sluice.rules.model.PortSet;

/**
 * Which windows are searched for together. Payload windows are grouped by protocol, direction and, for the few ports that
 * most rules name, by the server's port; windows in buffers by buffer and direction.
 */
final class PatternGroups {
    /**
     * A group's name.
     *
     * @param kind of {@link ScanGroup}
     * @param protocol of {@link ScanGroup}
     * @param direction 0 or 1
     * @param selector port index plus one, or buffer spec
     */
    record Key(int kind, int protocol, int direction, int selector) {
        static final Comparator<Key> ORDER = Comparator.comparingInt(Key::kind).thenComparingInt(Key::protocol)
                .thenComparingInt(Key::direction).thenComparingInt(Key::selector);
    }

    /** A rule whose payload is searched, until the ports are known. */
    private record PayloadRule(int rule, PatternWindow window, int kind, int protocol, int direction, PortSet ports) {
    }

    /** Ports with groups of their own. */
    static final int PORTS = 12;

    private final List<PayloadRule> payloadRules = new ArrayList<>();
    private final Map<Key, Map<PatternWindow, IntList>> groups = new TreeMap<>(Key.ORDER);
    private final List<Integer> ports = new ArrayList<>();

    /** Adds a rule that is searched for in payload of servers with these ports. */
    void addPayload(int rule, PatternWindow window, int kind, int protocol, int direction, PortSet serverPorts) {
        payloadRules.add(new PayloadRule(rule, window, kind, protocol, direction, serverPorts));
    }

    /** Adds a rule that is searched for in a buffer. */
    void addBuffer(int rule, PatternWindow window, int spec, int direction) {
        add(new Key(ScanGroup.BUFFER, 0, direction, spec), window, rule);
    }

    /** All groups: window to rules, once every rule was added. */
    Map<Key, Map<PatternWindow, IntList>> build() {
        choosePorts();
        for (PayloadRule payload : payloadRules) {
            PortSet others = payload.ports;
            for (int i = 0; i < ports.size(); i++) {
                if (payload.ports.contains(ports.get(i))) {
                    add(new Key(payload.kind, payload.protocol, payload.direction, i + 1), payload.window, payload.rule);
                    others = others.minus(PortSet.range(ports.get(i), ports.get(i)));
                }
            }
            if (!others.isEmpty()) {
                add(new Key(payload.kind, payload.protocol, payload.direction, 0), payload.window, payload.rule);
            }
        }
        payloadRules.clear();
        return groups;
    }

    /** The ports of {@link #build}. */
    int[] ports() {
        return ports.stream().mapToInt(Integer::intValue).toArray();
    }

    private void choosePorts() {
        Map<Integer, Integer> uses = new HashMap<>();
        for (PayloadRule payload : payloadRules) {
            for (int i = 0; i < payload.ports.rangeCount(); i++) {
                if (payload.ports.first(i) == payload.ports.last(i)) {
                    uses.merge(payload.ports.first(i), 1, Integer::sum);
                }
            }
        }
        uses.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(PORTS).forEach(entry -> ports.add(entry.getKey()));
    }

    private void add(Key key, PatternWindow window, int rule) {
        groups.computeIfAbsent(key, unused -> new LinkedHashMap<>()).computeIfAbsent(window, unused -> new IntList())
                .add(rule);
    }
}
