package org.sluice.rules.compile;

import static org.sluice.rules.compile.ClauseWriter.flag;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluice.rules.image.Op;
import org.sluice.rules.image.PacketField;
import org.sluice.rules.image.VariableKind;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.FlowInt;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerList;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.StateBits;

/** Writes a rule's conditions on packet and flow, and its effects, as programs. */
final class ChecksWriter {
    private final IntList target;
    private final Names names;
    private final AddressLists addresses;
    private final Map<List<Integer>, Integer> written = new HashMap<>();
    /** The program being written. */
    private IntList code = new IntList();

    ChecksWriter(IntList code, Names names, AddressLists addresses) {
        this.target = code;
        this.names = names;
        this.addresses = addresses;
    }

    /** Writes the conditions that the columns do not hold; returns the program's offset, or -1 when there are none. */
    int writeChecks(List<Match> matches) throws UnenforceableException {
        code = new IntList();
        for (Match match : matches) {
            writeCheck(match);
        }
        return end();
    }

    /** Writes what a rule does besides its action; returns the program's offset, or -1 when it does nothing. */
    int writeEffects(List<Effect> effects) throws UnenforceableException {
        code = new IntList();
        for (Effect effect : effects) {
            writeEffect(effect);
        }
        return end();
    }

    /** Equal programs are stored once, so that rules with equal conditions are known by the offset. */
    private int end() {
        if (code.size() == 0) {
            return -1;
        }
        code.add(Op.END);
        return written.computeIfAbsent(code.toList(), unused -> {
            int start = target.size();
            target.addAll(code.toArray());
            return start;
        });
    }

    private void writeCheck(Match match) throws UnenforceableException {
        switch (match) {
            case IntegerMatch integer when integer.field().scope() != IntegerField.Scope.TRANSACTION -> {
                PacketField field = PacketField.byName(integer.field().ruleName()).orElseThrow(() ->
                        new UnenforceableException(integer.field().ruleName(), "this number is not known"));
                code.addAll(Op.FIELD, field.ordinal());
                ClauseWriter.writeTest(code, integer.test());
            }
            case IntegerMatch integer -> {
                code.addAll(Op.APP_FIELD, Events.appField(integer.field()));
                ClauseWriter.writeTest(code, integer.test());
            }
            case IntegerList list when list.field() == IntegerField.VLAN_ID -> {
                code.addAll(Op.VLAN_ID, list.index());
                ClauseWriter.writeTest(code, list.tests().getFirst());
            }
            case IntegerList list -> {
                if (list.tests().isEmpty() || list.tests().size() > Op.MAX_BITS) {
                    throw new UnenforceableException(list.field().ruleName(), "1 to " + Op.MAX_BITS + " values are possible");
                }
                code.addAll(Op.APP_FIELD_LIST, Events.appField(list.field()), list.index(), list.tests().size());
                list.tests().forEach(test -> ClauseWriter.writeTest(code, test));
            }
            case Match.TcpFlags flags -> code.addAll(Op.TCP_FLAGS | mode(flags.mode()), flags.wanted(), flags.ignored());
            case Match.FragBits bits -> code.addAll(Op.FRAG_BITS | mode(bits.mode()), bits.wanted());
            case Match.IpOption option -> code.addAll(Op.IP_OPTION, Events.ipOption(option.name()));
            case Match.DecodeEvent event -> code.addAll(Op.DECODER_EVENT, Events.decoder(event.name()));
            case Match.StreamEvent event -> code.addAll(Op.STREAM_EVENT, Events.stream(event.name()));
            case Match.AppLayerEvent event -> code.addAll(Op.APP_EVENT, Events.app(event.protocol(), event.name()));
            case Match.AppLayerProtocol protocol -> code.addAll(
                    Op.APP_PROTOCOL | flag(protocol.negated(), Op.NEGATED), protocol.protocol().ordinal(),
                    side(protocol.side()));
            case Match.StreamSize size -> {
                code.addAll(Op.STREAM_SIZE, switch (size.side()) {
                    case CLIENT -> Op.SIDE_CLIENT;
                    case SERVER -> Op.SIDE_SERVER;
                    case BOTH -> Op.SIDE_BOTH;
                    case EITHER -> Op.SIDE_EITHER;
                });
                ClauseWriter.writeTest(code, size.size());
            }
            case Match.TlsVersions versions -> {
                int mask = 0;
                for (int version : versions.versions()) {
                    mask |= Op.tlsVersionBit(version);
                }
                code.addAll(Op.TLS_VERSION | flag(versions.negated(), Op.NEGATED), mask);
            }
            case Match.CertificateValidity validity -> code.addAll(Op.CERTIFICATE_VALIDITY, validity.expired() ? 1 : 0);
            case Match.AtHook at -> code.addAll(Op.HOOK, at.hook().ordinal());
            case StateBits bits -> writeCheck(bits);
            case FlowInt number -> {
                code.addAll(Op.FLOW_INT | flag(number.otherName() != null, Op.VALUE_VARIABLE),
                        names.add(VariableKind.FLOW_INT, number.name()), operator(number.operation()));
                writeOther(number);
            }
            case Match.SameIp unused -> { }
            case Match.Checksum unused -> { }
            case Match.GeoIp country -> code.addAll(Op.ADDRESS, addresses.set(country), side(country.side()));
            case Match.IpReputation reputation -> code.addAll(Op.ADDRESS, addresses.set(reputation),
                    side(reputation.side()));
            case Match.Bypassed unused -> throw new UnenforceableException("bypassed", "it is not enforced");
            default -> throw new UnenforceableException(ClauseWriter.keyword(match), "it needs a buffer");
        }
    }

    private static int mode(Match.BitsMode mode) {
        return switch (mode) {
            case EXACT -> Op.MODE_EXACT;
            case ALL -> Op.MODE_ALL;
            case ANY -> Op.MODE_ANY;
            case NONE -> Op.MODE_NONE;
        };
    }

    private static int side(Match.AddressSide side) {
        return switch (side) {
            case SOURCE -> Op.SOURCE;
            case DESTINATION -> Op.DESTINATION;
            case BOTH -> Op.SIDE_BOTH;
            case ANY -> Op.SIDE_EITHER;
        };
    }

    private static int side(Match.ProtocolSide side) {
        return switch (side) {
            case DIRECTION -> Op.SIDE_DIRECTION;
            case FINAL -> Op.SIDE_FINAL;
            case ORIGINAL -> Op.SIDE_ORIGINAL;
            case EITHER -> Op.SIDE_EITHER;
            case TO_SERVER -> Op.SIDE_CLIENT;
            case TO_CLIENT -> Op.SIDE_SERVER;
        };
    }

    private void writeCheck(StateBits bits) throws UnenforceableException {
        int negated = flag(bits.operation() == StateBits.Operation.IS_NOT_SET, Op.NEGATED);
        if (bits.names().size() > Op.MAX_BITS) {
            throw new UnenforceableException("flowbits", "more than " + Op.MAX_BITS + " names");
        }
        if (bits.scope() == StateBits.Scope.FLOW) {
            code.addAll(Op.FLOW_BITS | negated, bits.names().size());
        } else {
            code.addAll(Op.HOST_BITS | negated, scope(bits.scope()), bits.names().size());
        }
        for (String name : bits.names()) {
            code.add(names.add(kind(bits.scope()), name));
        }
    }

    private void writeEffect(Effect effect) throws UnenforceableException {
        switch (effect) {
            case StateBits bits -> {
                for (String name : bits.names()) {
                    int variable = names.add(kind(bits.scope()), name);
                    int operation = switch (bits.operation()) {
                        case SET -> Op.SET;
                        case UNSET -> Op.UNSET;
                        default -> Op.TOGGLE;
                    };
                    if (bits.scope() == StateBits.Scope.FLOW) {
                        code.addAll(Op.SET_FLOW_BIT, variable, operation);
                    } else {
                        code.addAll(Op.SET_HOST_BIT, scope(bits.scope()), variable, operation,
                                (int) Math.min(bits.expireSeconds(), Integer.MAX_VALUE));
                    }
                }
            }
            case FlowInt number -> {
                code.addAll(Op.SET_FLOW_INT | flag(number.otherName() != null, Op.VALUE_VARIABLE),
                        names.add(VariableKind.FLOW_INT, number.name()), operator(number.operation()));
                writeOther(number);
            }
            case Effect.Tag tag -> code.addAll(Op.TAG, tag.scope() == Effect.Tag.Scope.SESSION ? Op.OF_FLOW
                    : tag.direction() == Match.AddressSide.SOURCE ? Op.SOURCE : Op.DESTINATION,
                    (int) Math.min(tag.count(), Integer.MAX_VALUE), switch (tag.unit()) {
                        case PACKETS -> Op.PACKETS;
                        case BYTES -> Op.BYTES;
                        case SECONDS -> Op.SECONDS;
                    });
            case Effect.StoreFile unused -> code.add(Op.STORE_FILE);
            case Effect.Bypass unused -> { }
            case Effect.Configure unused -> throw new UnenforceableException("config", "it is not enforced");
        }
    }

    private void writeOther(FlowInt number) {
        code.addWide(number.otherName() == null ? number.value()
                : names.add(VariableKind.FLOW_INT, number.otherName()));
    }

    private static VariableKind kind(StateBits.Scope scope) {
        return switch (scope) {
            case FLOW -> VariableKind.FLOW_BIT;
            case SOURCE, DESTINATION -> VariableKind.HOST_BIT;
            case PAIR -> VariableKind.PAIR_BIT;
            case TRANSACTION -> VariableKind.TRANSACTION_BIT;
        };
    }

    private static int scope(StateBits.Scope scope) {
        return switch (scope) {
            case SOURCE -> Op.SOURCE;
            case DESTINATION -> Op.DESTINATION;
            case PAIR -> Op.PAIR;
            case TRANSACTION -> Op.TRANSACTION;
            case FLOW -> throw new IllegalArgumentException("bits of flows are others");
        };
    }

    private static int operator(FlowInt.Operation operation) {
        return switch (operation) {
            case SET -> Op.ASSIGN;
            case ADD -> Op.ADD;
            case SUBTRACT -> Op.SUBTRACT;
            case LESS -> Op.LESS;
            case LESS_OR_EQUAL -> Op.LESS_OR_EQUAL;
            case EQUAL -> Op.EQUAL;
            case DIFFERENT -> Op.DIFFERENT;
            case GREATER_OR_EQUAL -> Op.GREATER_OR_EQUAL;
            case GREATER -> Op.GREATER;
            case IS_SET -> Op.IS_SET;
            case IS_NOT_SET -> Op.IS_NOT_SET;
        };
    }
}
