package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.RuleFlags;
import org.sluice.rules.image.RuleLists;
import org.sluice.rules.image.ScanGroup;
import org.sluice.rules.model.Header;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.PortSet;
import org.sluice.rules.model.Rule;

/** Files every rule under what makes it a candidate: a window in a scan group, or a list. */
final class TriggerTable {
    /** A list's place among those whose number is only known when all buffers and address sets are. */
    private record IpOnly(int addressSet, int side) {
    }

    private final PatternGroups groups = new PatternGroups();
    private final Map<Integer, IntList> lists = new LinkedHashMap<>();
    private final Map<IpOnly, IntList> ipOnly = new LinkedHashMap<>();
    private final List<String> costly = new ArrayList<>();

    PatternGroups groups() {
        return groups;
    }

    List<String> costly() {
        return costly;
    }

    /**
     * Files a rule.
     *
     * @param spec number of the trigger's buffer spec, where it has a section
     * @param protocols application protocols the rule is about
     */
    void add(int id, Rule rule, RuleShape shape, Trigger trigger, int spec, long protocols, int[] addressSets)
            throws UnenforceableException {
        if (shape.has(RuleFlags.IP_ONLY)) {
            addIpOnly(id, shape, addressSets);
        } else if (shape.has(RuleFlags.PROTOCOL_ONLY)) {
            addPerDirection(id, shape, RuleLists::protocolFound);
        } else if (!addEvent(id, rule)) {
            if (shape.has(RuleFlags.ON_TRANSACTION)) {
                addTransaction(id, rule, shape, trigger, spec, protocols);
            } else {
                addPacket(id, rule, shape, trigger);
            }
        }
    }

    private void addIpOnly(int id, RuleShape shape, int[] addressSets) {
        int source = addressSets[0];
        int destination = addressSets[1];
        if (shape.has(RuleFlags.BIDIRECTIONAL)) {
            int set = source != 0 ? source : destination;
            ipOnly(set, 0).add(id);
            if (set != 0) {
                ipOnly(set, 1).add(id);
            }
        } else if (source != 0 && (destination == 0 || source > destination)) {
            ipOnly(source, 0).add(id);
        } else {
            ipOnly(destination, destination == 0 ? 0 : 1).add(id);
        }
    }

    private IntList ipOnly(int set, int side) {
        return ipOnly.computeIfAbsent(new IpOnly(set, side), unused -> new IntList());
    }

    private boolean addEvent(int id, Rule rule) throws UnenforceableException {
        for (Match match : rule.matches()) {
            switch (match) {
                case Match.DecodeEvent event -> list(RuleLists.decoderEvent(Events.decoder(event.name()))).add(id);
                case Match.StreamEvent event -> list(RuleLists.streamEvent(Events.stream(event.name()))).add(id);
                case Match.AppLayerEvent event ->
                        list(RuleLists.appEvent(Events.app(event.protocol(), event.name()))).add(id);
                default -> {
                    continue;
                }
            }
            return true;
        }
        return false;
    }

    private void addTransaction(int id, Rule rule, RuleShape shape, Trigger trigger, int spec, long protocols) {
        for (int direction = 0; direction < 2; direction++) {
            boolean goes = shape.goes(direction);
            if (trigger.section() == null) {
                for (int protocol = 0; goes && protocol < AppProtocol.values().length; protocol++) {
                    if (protocols == 0 || (protocols >>> protocol & 1) != 0) {
                        list(RuleLists.transaction(protocol, direction)).add(id);
                    }
                }
            } else if (isFilled(trigger.section().buffer(), direction) && (goes || isOneWay(trigger.section().buffer()))) {
                if (trigger.window() == null) {
                    list(RuleLists.buffer(spec, direction)).add(id);
                } else {
                    groups.addBuffer(id, trigger.window(), spec, direction);
                }
            }
        }
        if (trigger.window() == null) {
            costly.add(rule.place() + ": rule " + rule.id() + ": looked at for every "
                    + (trigger.section() == null ? "transaction" : trigger.section().buffer().ruleName()));
        }
    }

    /** A query's name is looked for in queries alone, although responses repeat it. */
    private static boolean isFilled(Buffer buffer, int direction) {
        if (buffer == Buffer.DNS_QUERY) {
            return direction == 0;
        }
        return switch (buffer.direction()) {
            case BOTH -> true;
            case TO_SERVER -> direction == 0;
            case TO_CLIENT -> direction == 1;
        };
    }

    private static boolean isOneWay(Buffer buffer) {
        return buffer.direction() != Buffer.Direction.BOTH;
    }

    private void addPacket(int id, Rule rule, RuleShape shape, Trigger trigger) {
        if (shape.isAboutProtocol()) {
            addPerDirection(id, shape, RuleLists::flowEnd);
        }
        PatternWindow window = trigger.section() != null && trigger.section().buffer() == Buffer.PAYLOAD
                ? trigger.window() : null;
        for (int protocol = 0; protocol < ScanGroup.PROTOCOLS; protocol++) {
            for (int direction = 0; direction < 2; direction++) {
                if (!shape.isFor(protocol) || !shape.goes(direction)) {
                    continue;
                }
                if (window != null) {
                    groups.addPayload(id, window, protocol, direction, serverPorts(rule.header(), direction));
                    continue;
                }
                boolean tcp = protocol == ScanGroup.TCP;
                if (tcp && shape.has(RuleFlags.ON_STREAM)) {
                    list(RuleLists.stream(direction)).add(id);
                }
                if (!tcp || !shape.has(RuleFlags.HAS_PAYLOAD_CLAUSE) || shape.has(RuleFlags.ON_TCP_PACKET)) {
                    list(RuleLists.packet(protocol, direction)).add(id);
                }
            }
        }
        if (window == null) {
            costly.add(rule.place() + ": rule " + rule.id() + ": looked at for every packet of "
                    + rule.header().protocolName());
        }
    }

    private static PortSet serverPorts(Header header, int direction) {
        if (header.direction() == Header.Direction.BOTH) {
            return header.sourcePorts().union(header.destinationPorts());
        }
        return direction == 0 ? header.destinationPorts() : header.sourcePorts();
    }

    private interface ListOfDirection {
        int list(int direction);
    }

    private void addPerDirection(int id, RuleShape shape, ListOfDirection lists) {
        for (int direction = 0; direction < 2; direction++) {
            if (shape.goes(direction)) {
                list(lists.list(direction)).add(id);
            }
        }
    }

    private IntList list(int index) {
        return lists.computeIfAbsent(index, unused -> new IntList());
    }

    /** The lists as a CSR pair: offsets, then runs of rules with equal guards, each after its length. */
    int[][] lists(int specs, int addressSets, RuleColumns columns) {
        ipOnly.forEach((key, rules) -> lists.put(RuleLists.ipOnly(specs, key.addressSet, key.side), rules));
        int count = RuleLists.count(specs, addressSets);
        IntList offsets = new IntList();
        IntList rules = new IntList();
        offsets.add(0);
        for (int i = 0; i < count; i++) {
            IntList list = lists.get(i);
            if (list != null) {
                Map<List<Integer>, IntList> runs = new LinkedHashMap<>();
                for (int rule : list.toArray()) {
                    runs.computeIfAbsent(columns.guard(rule), unused -> new IntList()).add(rule);
                }
                for (IntList run : runs.values()) {
                    rules.add(run.size());
                    rules.addAll(run.toArray());
                }
            }
            offsets.add(rules.size());
        }
        return new int[][] {offsets.toArray(), rules.toArray()};
    }
}
