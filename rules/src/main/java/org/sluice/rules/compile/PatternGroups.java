package org.sluice.rules.compile;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.sluice.rules.image.ScanGroup;
import org.sluice.rules.model.PortSet;

/**
 * Which windows are searched for together. Payload windows are grouped by protocol, direction and, for TCP, by the
 * server's port where that is one of the busiest; windows in buffers by buffer and direction. More groups than these
 * were found to cost compile time and memory without making a scan faster, because most windows belong to rules for any
 * port.
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

    /** Ports with groups of their own. */
    private static final int[] PORTS = {80, 443, 25, 445, 21};

    private final Map<Key, Map<PatternWindow, IntList>> groups = new TreeMap<>(Key.ORDER);

    /** Adds a rule that is searched for in payload of servers with these ports. */
    void addPayload(int rule, PatternWindow window, int protocol, int direction, PortSet serverPorts) {
        PortSet others = serverPorts;
        for (int i = 0; i < PORTS.length && protocol == ScanGroup.TCP; i++) {
            if (serverPorts.contains(PORTS[i])) {
                add(new Key(ScanGroup.PAYLOAD, protocol, direction, i + 1), window, rule);
                others = others.isAny() ? others : others.minus(PortSet.range(PORTS[i], PORTS[i]));
            }
        }
        if (!others.isEmpty()) {
            add(new Key(ScanGroup.PAYLOAD, protocol, direction, 0), window, rule);
        }
    }

    /** Adds a rule that is searched for in a buffer. */
    void addBuffer(int rule, PatternWindow window, int spec, int direction) {
        add(new Key(ScanGroup.BUFFER, 0, direction, spec), window, rule);
    }

    /** All groups: window to rules. */
    Map<Key, Map<PatternWindow, IntList>> groups() {
        return groups;
    }

    /** Ports with groups of their own: selector is index plus one. */
    static int[] ports() {
        return PORTS.clone();
    }

    private void add(Key key, PatternWindow window, int rule) {
        groups.computeIfAbsent(key, unused -> new LinkedHashMap<>()).computeIfAbsent(window, unused -> new IntList())
                .add(rule);
    }
}
