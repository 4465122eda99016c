package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluice.rules.image.Op;
import org.sluice.rules.model.ByteExtract;
import org.sluice.rules.model.ByteJump;
import org.sluice.rules.model.ByteMath;
import org.sluice.rules.model.ByteTest;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.DatasetMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.NumberFormat;
import org.sluice.rules.model.Operand;
import org.sluice.rules.model.Pcre;
import org.sluice.rules.model.Place;

/**
 * Writes the matches on one buffer as a program. Matches that do not depend on each other are put in the order of their
 * cost; a chain of relative ones stays together and in order. One per rule: its variables are known in all its clauses.
 */
final class ClauseWriter {
    private final IntList code;
    private final Literals literals;
    private final Expressions expressions;
    private final Content fast;
    private final DatasetTable datasets;
    private final Place place;
    private final Map<String, Integer> slots = new HashMap<>();

    /**
     * @param fast the content whose window makes the rule a candidate, or null
     * @param place of the rule, from which datasets' files are found
     */
    ClauseWriter(
            IntList code, Literals literals, Expressions expressions, Content fast, DatasetTable datasets, Place place) {
        this.fast = fast;
        this.datasets = datasets;
        this.place = place;
        this.code = code;
        this.literals = literals;
        this.expressions = expressions;
    }

    /** Writes a program; returns its offset. */
    int write(List<Match> matches) throws UnenforceableException {
        int start = code.size();
        List<Match> ordered = ordered(matches);
        for (int i = 0; i < ordered.size(); i++) {
            write(ordered.get(i), nextDepends(ordered, i));
        }
        code.add(Op.END);
        return start;
    }

    // The order.

    private List<Match> ordered(List<Match> matches) {
        if (matches.size() == 1) {
            return matches;
        }
        List<List<Match>> chains = new ArrayList<>();
        List<Match> moving = null;
        for (Match match : matches) {
            if (match instanceof ByteExtract || match instanceof ByteMath || match instanceof Match.Base64Decode
                    || match instanceof Match.Absent || match instanceof DatasetMatch) {
                return matches;
            }
            if (isRelative(match) && moving != null) {
                moving.add(match);
                continue;
            }
            List<Match> chain = new ArrayList<>(4);
            chain.add(match);
            chains.add(chain);
            if (movesCursor(match) || isRelative(match)) {
                moving = chain;
            }
        }
        chains.sort(Comparator.comparingInt(this::cost));
        List<Match> ordered = new ArrayList<>(matches.size());
        chains.forEach(ordered::addAll);
        return ordered;
    }

    /** The chain of the content that was searched for goes first: it is what candidates mostly fail at. */
    private int cost(List<Match> chain) {
        if (isRelative(chain.getFirst())) {
            return 0;
        }
        int cost = 2;
        for (Match match : chain) {
            cost = Math.max(cost, switch (match) {
                case Pcre unused -> 6;
                case Content content -> content.startsWith() || content.depth() != null || content.endsWith() ? 3
                        : content.negated() ? 5 : 4;
                default -> 2;
            });
        }
        for (Match match : chain) {
            cost = match == fast ? 1 : cost;
        }
        return cost;
    }

    static boolean isRelative(Match match) {
        return switch (match) {
            case Content content -> content.relative();
            case Pcre pcre -> pcre.relative();
            case ByteTest test -> test.relative();
            case ByteJump jump -> jump.relative();
            case ByteExtract extract -> extract.relative();
            case ByteMath math -> math.relative();
            case Match.IsDataAt at -> at.relative();
            case Match.Base64Decode decode -> decode.relative();
            case Match.Asn1 asn1 -> asn1.relative();
            default -> false;
        };
    }

    private static boolean movesCursor(Match match) {
        return switch (match) {
            case Content content -> !content.negated();
            case Pcre pcre -> !pcre.negated();
            case ByteJump unused -> true;
            case ByteExtract unused -> true;
            case ByteMath unused -> true;
            default -> false;
        };
    }

    /** Whether what comes after match {@code i} looks from where it ended. */
    private static boolean nextDepends(List<Match> matches, int i) {
        for (int j = i + 1; j < matches.size(); j++) {
            if (isRelative(matches.get(j))) {
                return true;
            }
            if (movesCursor(matches.get(j))) {
                return false;
            }
        }
        return false;
    }

    // The instructions.

    private void write(Match match, boolean nextDepends) throws UnenforceableException {
        switch (match) {
            case Content content -> write(content, nextDepends);
            case Pcre pcre -> {
                int id = expressions.add(pcre);
                code.addAll(Op.PCRE | flag(pcre.negated(), Op.NEGATED) | flag(pcre.relative(), Op.RELATIVE)
                        | flag(nextDepends && !pcre.negated(), Op.NEXT_RELATIVE), id);
            }
            case ByteTest test -> write(test);
            case ByteJump jump -> write(jump);
            case ByteExtract extract -> write(extract);
            case ByteMath math -> write(math);
            case Match.IsDataAt at -> code.addAll(Op.IS_DATA_AT | flag(at.negated(), Op.NEGATED)
                    | flag(at.relative(), Op.RELATIVE) | flag(at.at().isVariable(), Op.OFFSET_VARIABLE),
                    place(at.at(), 0));
            case Match.Bsize size -> {
                code.add(Op.BSIZE);
                writeTest(code, size.length());
            }
            case Match.Base64Decode decode -> code.addAll(
                    Op.BASE64_DECODE | flag(decode.relative(), Op.RELATIVE), clamp(decode.bytes()), clamp(decode.offset()));
            case Match.FileSize size -> {
                code.add(Op.FILE_SIZE);
                writeTest(code, size.size());
            }
            case Match.Exists unused -> { }
            case Match.Absent absent -> code.add(Op.ABSENT | flag(absent.orElse(), Op.NEGATED));
            case Match.Entropy entropy -> code.addAll(Op.ENTROPY | flag(entropy.negated(), Op.NEGATED),
                    entropy.offset(), entropy.bytes(), bound(entropy.low(), !entropy.lowIncluded(), 1),
                    bound(entropy.high(), !entropy.highIncluded(), -1));
            case Match.Asn1 asn1 -> {
                code.addAll(Op.ASN1 | flag(asn1.relative(), Op.RELATIVE), clamp(asn1.offset()),
                        flag(asn1.bitString(), Op.BIT_STRING_OVERFLOW) | flag(asn1.decimal(), Op.DECIMAL_OVERFLOW));
                code.addWide(asn1.oversize());
            }
            case DatasetMatch dataset -> write(dataset);
            default -> throw new UnenforceableException(keyword(match), "it is not enforced on a buffer");
        }
    }

    private void write(Content content, boolean nextDepends) throws UnenforceableException {
        if (content.bytes().length == 0) {
            throw new UnenforceableException("content", "it is empty");
        }
        int flags = flag(content.negated(), Op.NEGATED) | flag(content.relative(), Op.RELATIVE)
                | flag(content.within() != null, Op.HAS_WITHIN) | flag(content.endsWith(), Op.ENDS_WITH)
                | flag(content.depth() != null || content.startsWith(), Op.HAS_DEPTH)
                | flag(nextDepends && !content.negated(), Op.NEXT_RELATIVE) | flag(content.nocase(), Op.NOCASE)
                | flag(content == fast, Op.FAST)
                | flag(isVariable(content.offset()), Op.OFFSET_VARIABLE)
                | flag(isVariable(content.depth()), Op.VALUE_VARIABLE)
                | flag(isVariable(content.distance()), Op.DISTANCE_VARIABLE)
                | flag(isVariable(content.within()), Op.WITHIN_VARIABLE);
        int offset = place(content.offset(), 0);
        int depth = place(content.depth(), 0);
        if (content.startsWith()) {
            depth = content.bytes().length;
        } else if (content.depth() != null && !isVariable(content.depth()) && !isVariable(content.offset())) {
            depth = Math.max(depth, content.bytes().length) + offset;
        }
        code.addAll(Op.CONTENT | flags, literals.add(content), content.bytes().length,
                ByteRarity.rarest(content.bytes(), content.nocase()), offset, depth,
                place(content.distance(), 0), place(content.within(), 0));
    }

    private void write(ByteTest test) throws UnenforceableException {
        int operator = switch (test.operator()) {
            case EQUAL -> Op.EQUAL;
            case LESS -> Op.LESS;
            case LESS_OR_EQUAL -> Op.LESS_OR_EQUAL;
            case GREATER -> Op.GREATER;
            case GREATER_OR_EQUAL -> Op.GREATER_OR_EQUAL;
            case AND -> Op.AND;
            case NOT_AND -> Op.NOT_AND;
        };
        code.addAll(Op.BYTE_TEST | flag(test.negated(), Op.NEGATED) | flag(test.relative(), Op.RELATIVE)
                | format(test.format()) | flag(test.bytes().isVariable(), Op.WITHIN_VARIABLE)
                | flag(test.value().isVariable(), Op.VALUE_VARIABLE)
                | flag(test.offset().isVariable(), Op.OFFSET_VARIABLE), place(test.bytes(), 0), operator);
        code.addWide(test.value().isVariable() ? slot(test.value()) : test.value().value());
        code.addAll(place(test.offset(), 0), test.format().base());
        writeMask(test.bitmask());
    }

    private void write(ByteJump jump) throws UnenforceableException {
        code.addAll(Op.BYTE_JUMP | flag(jump.relative(), Op.RELATIVE) | format(jump.format())
                | flag(jump.bytes().isVariable(), Op.WITHIN_VARIABLE)
                | flag(jump.offset().isVariable(), Op.OFFSET_VARIABLE)
                | flag(jump.postOffset().isVariable(), Op.DISTANCE_VARIABLE) | flag(jump.align(), Op.ALIGN)
                | flag(jump.from() == ByteJump.From.BEGINNING, Op.FROM_BEGINNING)
                | flag(jump.from() == ByteJump.From.END, Op.FROM_END),
                place(jump.bytes(), 0), place(jump.offset(), 0), jump.format().base(), jump.multiplier(),
                place(jump.postOffset(), 0));
        writeMask(jump.bitmask());
    }

    private void write(ByteExtract extract) throws UnenforceableException {
        code.addAll(Op.BYTE_EXTRACT | flag(extract.relative(), Op.RELATIVE) | format(extract.format()),
                extract.bytes(), extract.offset(), extract.format().base(), extract.multiplier(), extract.align(),
                newSlot(extract.variable(), "byte_extract"));
    }

    private void write(ByteMath math) throws UnenforceableException {
        int operator = switch (math.operator()) {
            case ADD -> Op.ADD;
            case SUBTRACT -> Op.SUBTRACT;
            case MULTIPLY -> Op.MULTIPLY;
            case DIVIDE -> Op.DIVIDE;
            case SHIFT_LEFT -> Op.SHIFT_LEFT;
            case SHIFT_RIGHT -> Op.SHIFT_RIGHT;
        };
        code.addAll(Op.BYTE_MATH | flag(math.relative(), Op.RELATIVE) | format(math.format())
                | flag(math.bytes().isVariable(), Op.WITHIN_VARIABLE)
                | flag(math.right().isVariable(), Op.VALUE_VARIABLE),
                place(math.bytes(), 0), math.offset(), math.format().base(), operator);
        code.addWide(math.right().isVariable() ? slot(math.right()) : math.right().value());
        code.add(newSlot(math.variable(), "byte_math"));
        writeMask(math.bitmask());
    }

    private void write(DatasetMatch match) throws UnenforceableException {
        int index = datasets.add(match, place);
        switch (match.operation()) {
            case REPUTATION -> {
                code.addAll(Op.REPUTATION, index);
                writeTest(code, match.score());
            }
            case IS_SET -> code.addAll(Op.DATASET, index, Op.IN_SET);
            case IS_NOT_SET -> code.addAll(Op.DATASET, index, Op.NOT_IN_SET);
            case SET -> code.addAll(Op.DATASET, index, Op.ADD_TO_SET);
            case UNSET -> code.addAll(Op.DATASET, index, Op.REMOVE_FROM_SET);
        }
    }

    private void writeMask(long mask) {
        code.addWide(mask);
        code.add(mask == 0 ? 0 : Long.numberOfTrailingZeros(mask));
    }

    static void writeTest(IntList code, IntegerTest test) {
        code.add(switch (test.kind()) {
            case INSIDE -> Op.INSIDE;
            case OUTSIDE -> Op.OUTSIDE;
            case MASKED_EQUAL -> Op.MASKED_EQUAL;
            case MASKED_DIFFERENT -> Op.MASKED_DIFFERENT;
        });
        code.addWide(test.first());
        code.addWide(test.second());
    }

    private static int format(NumberFormat format) {
        return flag(format.isText(), Op.TEXT) | switch (format.order()) {
            case BIG -> 0;
            case LITTLE -> Op.LITTLE_ENDIAN;
            case DCE -> Op.DCE;
        };
    }

    private static int bound(double bits, boolean excluded, int inwards) {
        return (int) Math.round(bits * 65536) + (excluded ? inwards : 0);
    }

    static int flag(boolean set, int flag) {
        return set ? flag : 0;
    }

    static String keyword(Match match) {
        return match.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    // Places and variables.

    private static boolean isVariable(Operand operand) {
        return operand != null && operand.isVariable();
    }

    private int place(Operand operand, int absent) throws UnenforceableException {
        if (operand == null) {
            return absent;
        }
        return operand.isVariable() ? slot(operand) : clamp(operand.value());
    }

    private static int clamp(long value) {
        return Math.clamp(value, -(1 << 24), 1 << 24);
    }

    private int slot(Operand operand) throws UnenforceableException {
        Integer slot = slots.get(operand.variable());
        if (slot == null) {
            throw new UnenforceableException(operand.variable(), "no byte_extract or byte_math before it sets it");
        }
        return slot;
    }

    private int newSlot(String name, String keyword) throws UnenforceableException {
        Integer slot = slots.computeIfAbsent(name, unused -> slots.size());
        if (slot >= Op.SLOTS) {
            throw new UnenforceableException(keyword, "more than " + Op.SLOTS + " variables in one rule");
        }
        return slot;
    }
}
