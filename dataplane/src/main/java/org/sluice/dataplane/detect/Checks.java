package org.sluice.dataplane.detect;

import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.dataplane.flow.FlowVariables;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppHook;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Op;
import org.sluice.rules.image.PacketField;

/** Evaluates a rule's conditions on packet, flow and transaction, and carries out its effects. Reused. */
final class Checks {
    private static final PacketField[] FIELDS = PacketField.values();
    private static final AppField[] APP_FIELDS = AppField.values();
    private static final AppHook[] APP_HOOKS = AppHook.values();
    private static final AppEvent[] APP_EVENTS = AppEvent.values();
    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** What a packet or flow does not have. */
    private static final long ABSENT = Long.MIN_VALUE;
    private static final int MAX_INSTANCES = 64;

    private final FlowTable flows;
    private final HostBits hostBits;
    private final PacketHeader header;
    private final TransactionState.Pool states;
    private RuleSet rules;
    private AddressClasses addresses;
    private int[] code;
    private int[] variables;
    private Packet packet;
    private Flow flow;
    private AppSession session;
    private StreamSizes sizes;

    /**
     * @param flows whose variables rules set, or null when there are no flows
     * @param header knows the classes of the packet's addresses
     * @param states keep the bits of transactions
     */
    Checks(FlowTable flows, HostBits hostBits, PacketHeader header, TransactionState.Pool states) {
        this.flows = flows;
        this.hostBits = hostBits;
        this.header = header;
        this.states = states;
    }

    void use(RuleSet rules) {
        this.rules = rules;
        code = rules.code;
        variables = rules.variables;
        addresses = rules.addresses;
    }

    void read(Packet packet, Flow flow, AppSession session, StreamSizes sizes) {
        this.packet = packet;
        this.flow = flow;
        this.session = session;
        this.sizes = sizes;
    }

    /** Whether all conditions hold. */
    boolean hold(int program, Transaction transaction) {
        int pc = program;
        while (true) {
            int word = code[pc];
            if ((word & 0xff) == Op.END) {
                return true;
            }
            if (!holds(pc, word, transaction)) {
                return false;
            }
            pc += Op.length(code, pc);
        }
    }

    /** False when a condition fails that no rule of this packet can change; -1 is no program, which holds. */
    boolean mayHold(int program) {
        int pc = program;
        while (pc >= 0 && (code[pc] & 0xff) != Op.END) {
            switch (code[pc] & 0xff) {
                case Op.FIELD, Op.TCP_FLAGS, Op.FRAG_BITS, Op.STREAM_SIZE, Op.ADDRESS, Op.VLAN_ID -> {
                    if (!holds(pc, code[pc], null)) {
                        return false;
                    }
                }
                default -> { }
            }
            pc += Op.length(code, pc);
        }
        return true;
    }

    private boolean holds(int pc, int word, Transaction transaction) {
        boolean negated = (word & Op.NEGATED) != 0;
        return switch (word & 0xff) {
            case Op.FIELD -> field(pc);
            case Op.TCP_FLAGS -> packet.isTcp()
                    && bits(packet.tcpFlags & 0xff & ~code[pc + 2], code[pc + 1] & ~code[pc + 2], word);
            case Op.FRAG_BITS -> packet.ipVersion == 4 && bits((packet.moreFragments ? 1 : 0)
                    | (packet.dontFragment ? 2 : 0) | (packet.reservedBit ? 4 : 0), code[pc + 1], word);
            case Op.ADDRESS -> packet.ipVersion != 0 && address(code[pc + 1], code[pc + 2]);
            case Op.IP_OPTION -> hasIpOption(code[pc + 1]);
            case Op.DECODER_EVENT -> bit(packet.decoderEvents, code[pc + 1]);
            case Op.STREAM_EVENT -> bit(packet.streamEvents, code[pc + 1]);
            case Op.APP_EVENT -> appEvent(APP_EVENTS[code[pc + 1]], transaction);
            case Op.APP_PROTOCOL -> appProtocol(code[pc + 1], code[pc + 2], negated);
            case Op.STREAM_SIZE -> streamSize(pc);
            case Op.VLAN_ID -> vlanId(code[pc + 1], pc + 2);
            case Op.FLOW_BITS -> flow != null && isAnySet(pc + 2, code[pc + 1]) != negated;
            case Op.FLOW_INT -> flow != null && flowInt(pc, word);
            case Op.HOST_BITS -> code[pc + 1] == Op.TRANSACTION
                    ? transaction != null && isAnyBitSet(transaction, pc + 3, code[pc + 2]) != negated
                    : isAnyHostBitSet(code[pc + 1], pc + 3, code[pc + 2]) != negated;
            case Op.APP_FIELD -> transaction != null && appField(APP_FIELDS[code[pc + 1]], pc + 2, transaction);
            case Op.APP_FIELD_LIST -> transaction != null && appFieldList(pc, transaction);
            case Op.HOOK -> transaction != null && transaction.reached(APP_HOOKS[code[pc + 1]]);
            case Op.CERTIFICATE_VALIDITY -> transaction != null && certificate(code[pc + 1] != 0, transaction);
            case Op.TLS_VERSION -> transaction != null && tlsVersion(code[pc + 1], negated, transaction);
            default -> false;
        };
    }

    // Packet.

    private boolean field(int pc) {
        PacketField field = FIELDS[code[pc + 1]];
        if (field == PacketField.FLOW_PKTS_EITHER || field == PacketField.FLOW_BYTES_EITHER) {
            return flow != null && (Op.test(code, pc + 2, either(field, Packet.TO_SERVER))
                    || Op.test(code, pc + 2, either(field, Packet.TO_CLIENT)));
        }
        boolean isOfFlow = field.ordinal() >= PacketField.FLOW_AGE.ordinal()
                && field.ordinal() <= PacketField.FLOW_ELEPHANT.ordinal();
        long value = isOfFlow ? ofFlow(field) : ofPacket(field);
        return value != ABSENT && Op.test(code, pc + 2, value);
    }

    private boolean vlanId(int layer, int test) {
        int passed = 0;
        for (int i = 0; i < packet.vlanCount; i++) {
            boolean meant = layer == Op.ANY_INDEX || layer == Op.ALL_INDEXES
                    || i == layer || i - packet.vlanCount == layer;
            passed += meant && Op.test(code, test, packet.vlans[i]) ? 1 : 0;
        }
        return layer == Op.ALL_INDEXES ? passed > 0 && passed == packet.vlanCount : passed > 0;
    }

    private long either(PacketField field, int direction) {
        return field == PacketField.FLOW_PKTS_EITHER ? flow.packets(direction) : flow.bytes(direction);
    }

    private long ofPacket(PacketField field) {
        boolean ip = packet.ipVersion != 0;
        boolean icmp = packet.transportOffset >= 0 && (packet.protocol == 1 || packet.protocol == 58);
        boolean tcp = packet.isTcp();
        return switch (field) {
            case DSIZE -> packet.payloadLength;
            case TTL -> ip ? packet.ttl : ABSENT;
            case TOS -> ip ? packet.tos : ABSENT;
            case IP_ID -> packet.ipVersion == 4 ? packet.ipId : ABSENT;
            case IP_PROTO -> ip ? packet.protocol : ABSENT;
            case FRAG_OFFSET -> ip ? packet.fragmentOffset >>> 3 : ABSENT;
            case ITYPE -> icmp ? packet.icmpType : ABSENT;
            case ICODE -> icmp ? packet.icmpCode : ABSENT;
            case ICMP_ID -> icmp ? packet.icmpId : ABSENT;
            case ICMP_SEQ -> icmp ? packet.icmpSequence : ABSENT;
            case ICMPV6_MTU -> icmp && packet.protocol == 58 && packet.icmpType == 2 ? bigEndian(packet.transportOffset + 4)
                    : ABSENT;
            case IGMP_TYPE -> ip && packet.protocol == 2 && packet.transportOffset >= 0
                    ? packet.memory.get(ValueLayout.JAVA_BYTE, packet.offset + packet.transportOffset) & 0xff : ABSENT;
            case TCP_SEQ -> tcp ? packet.tcpSequence & 0xffff_ffffL : ABSENT;
            case TCP_ACK -> tcp ? packet.tcpAcknowledgement & 0xffff_ffffL : ABSENT;
            case TCP_WINDOW -> tcp ? packet.tcpWindow : ABSENT;
            case TCP_MSS -> tcp && packet.tcpMss >= 0 ? packet.tcpMss : ABSENT;
            case TCP_WSCALE -> tcp && packet.tcpWindowScale >= 0 ? packet.tcpWindowScale : ABSENT;
            case VLAN_ID -> packet.vlanCount > 0 ? packet.vlans[0] : ABSENT;
            case VLAN_LAYERS -> packet.vlanCount;
            case L3_PROTO -> ip ? packet.ipVersion : ABSENT;
            default -> ABSENT;
        };
    }

    private long bigEndian(int at) {
        if (at + 4 > packet.length) {
            return ABSENT;
        }
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | packet.memory.get(ValueLayout.JAVA_BYTE, packet.offset + at + i) & 0xff;
        }
        return value;
    }

    private long ofFlow(PacketField field) {
        if (flow == null) {
            return ABSENT;
        }
        return switch (field) {
            case FLOW_AGE -> Math.max(0, (packet.timestampNs - flow.startNs()) / NS_PER_SECOND);
            case FLOW_PKTS_TOSERVER -> flow.packets(Packet.TO_SERVER);
            case FLOW_PKTS_TOCLIENT -> flow.packets(Packet.TO_CLIENT);
            case FLOW_BYTES_TOSERVER -> flow.bytes(Packet.TO_SERVER);
            case FLOW_BYTES_TOCLIENT -> flow.bytes(Packet.TO_CLIENT);
            default -> ABSENT;
        };
    }

    private static boolean bits(int have, int wanted, int word) {
        return switch (word & Op.MODE_MASK) {
            case Op.MODE_EXACT -> have == wanted;
            case Op.MODE_ALL -> (have & wanted) == wanted;
            case Op.MODE_ANY -> (have & wanted) != 0;
            default -> (have & wanted) != wanted;
        };
    }

    private boolean address(int set, int side) {
        return switch (side) {
            case Op.SOURCE -> addresses.contains(set, header.sourceClass());
            case Op.DESTINATION -> addresses.contains(set, header.destinationClass());
            case Op.SIDE_BOTH -> addresses.contains(set, header.sourceClass())
                    && addresses.contains(set, header.destinationClass());
            default -> addresses.contains(set, header.sourceClass())
                    || addresses.contains(set, header.destinationClass());
        };
    }

    /** Walks the IPv4 options for one of that number, or, with -1, for any. */
    private boolean hasIpOption(int wanted) {
        if (packet.ipVersion != 4 || packet.ipHeaderLength <= 20) {
            return false;
        }
        long at = packet.offset + packet.ipOffset + 20;
        long end = Math.min(packet.offset + packet.length, packet.offset + packet.ipOffset + packet.ipHeaderLength);
        while (at < end) {
            int number = packet.memory.get(ValueLayout.JAVA_BYTE, at) & 0xff;
            if (number == wanted || wanted == -1) {
                return true;
            }
            if (number == 0) {
                return false;
            }
            int length = number == 1 ? 1 : at + 1 < end ? packet.memory.get(ValueLayout.JAVA_BYTE, at + 1) & 0xff : 0;
            if (length < 1 || number != 1 && length < 2) {
                return false;
            }
            at += length;
        }
        return false;
    }

    private static boolean bit(long[] words, int ordinal) {
        int word = ordinal >>> 6;
        return word < words.length && (words[word] >>> ordinal & 1) != 0;
    }

    // Application.

    private boolean appEvent(AppEvent event, Transaction transaction) {
        return transaction != null && transaction.has(event) || session != null && session.has(event);
    }

    private boolean appProtocol(int wanted, int side, boolean negated) {
        if (session == null) {
            return false;
        }
        AppProtocol found = switch (side) {
            case Op.SIDE_CLIENT -> session.protocol(Packet.TO_SERVER);
            case Op.SIDE_SERVER -> session.protocol(Packet.TO_CLIENT);
            case Op.SIDE_FINAL -> session.protocol(packet.direction) == AppProtocol.UNKNOWN
                    ? AppProtocol.UNKNOWN : session.protocol();
            case Op.SIDE_ORIGINAL -> session.originalProtocol();
            case Op.SIDE_EITHER -> session.protocol(Packet.TO_SERVER).ordinal() == wanted
                    ? session.protocol(Packet.TO_SERVER) : session.protocol(Packet.TO_CLIENT);
            default -> session.protocol(packet.direction);
        };
        boolean known = found != AppProtocol.UNKNOWN;
        return negated ? known && found.ordinal() != wanted : found.ordinal() == wanted;
    }

    private boolean appField(AppField field, int test, Transaction transaction) {
        for (int instance = 0; instance < MAX_INSTANCES; instance++) {
            long value = transaction.integer(field, packet.direction, instance);
            if (value == Transaction.ABSENT) {
                return false;
            }
            if (Op.test(code, test, value)) {
                return true;
            }
            if (!field.multiple()) {
                return false;
            }
        }
        return false;
    }

    private boolean appFieldList(int pc, Transaction transaction) {
        AppField field = APP_FIELDS[code[pc + 1]];
        int index = code[pc + 2];
        if (index < 0) {
            int count = 0;
            while (count < MAX_INSTANCES && transaction.integer(field, packet.direction, count) != Transaction.ABSENT) {
                count++;
            }
            index += count;
            return index >= 0 && anyTest(pc, transaction.integer(field, packet.direction, index));
        }
        if (index < Op.ANY_INDEX) {
            return index < MAX_INSTANCES && anyTest(pc, transaction.integer(field, packet.direction, index));
        }
        boolean all = index == Op.ALL_INDEXES;
        for (int instance = 0; instance < MAX_INSTANCES; instance++) {
            long value = transaction.integer(field, packet.direction, instance);
            if (value == Transaction.ABSENT) {
                return all && instance > 0;
            }
            if (anyTest(pc, value) != all) {
                return !all;
            }
        }
        return all;
    }

    private boolean anyTest(int pc, long value) {
        for (int i = 0; value != Transaction.ABSENT && i < code[pc + 3]; i++) {
            if (Op.test(code, pc + 4 + Op.TEST_WORDS * i, value)) {
                return true;
            }
        }
        return false;
    }

    private boolean tlsVersion(int mask, boolean negated, Transaction transaction) {
        long version = transaction.integer(AppField.TLS_VERSION, packet.direction, 0);
        return version != Transaction.ABSENT && (mask & Op.tlsVersionBit((int) version)) != 0 != negated;
    }

    private boolean certificate(boolean expired, Transaction transaction) {
        long first = transaction.integer(AppField.TLS_CERT_NOTBEFORE, packet.direction, 0);
        long last = transaction.integer(AppField.TLS_CERT_NOTAFTER, packet.direction, 0);
        if (first == Transaction.ABSENT || last == Transaction.ABSENT) {
            return false;
        }
        long nowSeconds = packet.timestampNs / NS_PER_SECOND;
        return expired ? nowSeconds > last : nowSeconds >= first && nowSeconds <= last;
    }

    private boolean streamSize(int pc) {
        if (flow == null || sizes == null) {
            return false;
        }
        long client = sizes.bytes(flow, Packet.TO_SERVER);
        long server = sizes.bytes(flow, Packet.TO_CLIENT);
        return switch (code[pc + 1]) {
            case Op.SIDE_CLIENT -> Op.test(code, pc + 2, client);
            case Op.SIDE_SERVER -> Op.test(code, pc + 2, server);
            case Op.SIDE_BOTH -> Op.test(code, pc + 2, client) && Op.test(code, pc + 2, server);
            default -> Op.test(code, pc + 2, client) || Op.test(code, pc + 2, server);
        };
    }

    // Variables.

    private FlowVariables variablesOfFlow() {
        return flows == null || packet.flowIndex < 0 ? null : flows.variables(packet.flowIndex);
    }

    private boolean isAnySet(int from, int count) {
        FlowVariables held = variablesOfFlow();
        if (held == null) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            if (held.isSet(variables[code[i]])) {
                return true;
            }
        }
        return false;
    }

    private boolean flowInt(int pc, int word) {
        FlowVariables held = variablesOfFlow();
        int id = variables[code[pc + 1]];
        boolean set = held != null && held.hasInteger(id);
        if (code[pc + 2] == Op.IS_SET) {
            return set;
        }
        if (code[pc + 2] == Op.IS_NOT_SET) {
            return !set;
        }
        if (!set) {
            return false;
        }
        long left = held.integer(id);
        long right = other(pc, word, held);
        return switch (code[pc + 2]) {
            case Op.EQUAL -> left == right;
            case Op.LESS -> Long.compareUnsigned(left, right) < 0;
            case Op.LESS_OR_EQUAL -> Long.compareUnsigned(left, right) <= 0;
            case Op.GREATER -> Long.compareUnsigned(left, right) > 0;
            case Op.GREATER_OR_EQUAL -> Long.compareUnsigned(left, right) >= 0;
            default -> left != right;
        };
    }

    private long other(int pc, int word, FlowVariables held) {
        return (word & Op.VALUE_VARIABLE) != 0 ? held.integer(variables[code[pc + 3]]) : Op.wide(code, pc + 3);
    }

    private boolean isAnyBitSet(Transaction transaction, int from, int count) {
        TransactionState state = (TransactionState) transaction.detectState;
        for (int i = from; state != null && i < from + count; i++) {
            if (state.isBitSet(variables[code[i]])) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnyHostBitSet(int scope, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (hostBits.isSet(packet, scope, variables[code[i]])) {
                return true;
            }
        }
        return false;
    }

    // Effects.

    /**
     * Does what a rule does besides its action.
     *
     * @param transaction what it matched in, or null
     */
    void perform(int program, Transaction transaction) {
        int pc = program;
        while ((code[pc] & 0xff) != Op.END) {
            int word = code[pc];
            switch (word & 0xff) {
                case Op.SET_FLOW_BIT -> setFlowBit(variables[code[pc + 1]], code[pc + 2]);
                case Op.SET_FLOW_INT -> setFlowInt(pc, word);
                case Op.SET_HOST_BIT -> {
                    if (code[pc + 1] != Op.TRANSACTION) {
                        hostBits.change(packet, code[pc + 1], variables[code[pc + 2]], code[pc + 3], code[pc + 4]);
                    } else if (transaction != null) {
                        states.change(transaction, rules, variables[code[pc + 2]], code[pc + 3]);
                    }
                }
                case Op.STORE_FILE -> {
                    if (transaction != null) {
                        transaction.storeFiles();
                    }
                }
                default -> { }
            }
            pc += Op.length(code, pc);
        }
    }

    private void setFlowBit(int id, int operation) {
        if (flows == null || packet.flowIndex < 0) {
            return;
        }
        FlowVariables held = operation == Op.UNSET ? flows.variables(packet.flowIndex)
                : flows.claimVariables(packet.flowIndex);
        if (held == null) {
            return;
        }
        switch (operation) {
            case Op.SET -> held.set(id);
            case Op.UNSET -> held.unset(id);
            default -> held.toggle(id);
        }
    }

    private void setFlowInt(int pc, int word) {
        FlowVariables held = flows == null || packet.flowIndex < 0 ? null : flows.claimVariables(packet.flowIndex);
        if (held == null) {
            return;
        }
        int id = variables[code[pc + 1]];
        long other = other(pc, word, held);
        held.integer(id, switch (code[pc + 2]) {
            case Op.ADD -> held.integer(id) + other;
            case Op.SUBTRACT -> held.integer(id) - other;
            default -> other;
        });
    }
}
