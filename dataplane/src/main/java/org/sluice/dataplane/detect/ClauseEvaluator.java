package org.sluice.dataplane.detect;

import org.sluice.bindings.pcre2.CompiledPattern;
import org.sluice.bindings.pcre2.MatchContext;
import org.sluice.rules.image.Op;

/**
 * Evaluates a clause: a program of matches on one buffer. A content or expression that others are relative to is tried
 * at every place it occurs, until the rest holds from there, as in Suricata; so all of it runs on a budget of steps.
 *
 * <p>The cursor is the end of the last match; the reach is the furthest byte that any match has used, which tells
 * whether a match in a stream has anything to do with its new bytes.
 */
final class ClauseEvaluator {
    private static final int PCRE_STEPS = 64;

    private final DetectCounters counters;
    private final MatchContext pcre;
    private final int pcreSubjectBytes;
    private final long[] slots = new long[Op.SLOTS];
    private final NumberReader number = new NumberReader();
    private final Base64Buffer base64;
    private final Findings findings;
    private final Entropy entropy = new Entropy();
    private final BerWalk ber = new BerWalk();
    private int[] code;
    private LiteralSearch search;
    private CompiledPattern[] expressions;
    private Dataset[] datasets;
    private final Subject decodedBytes = new Subject();
    private Subject subject;
    private int decodedProgram = -1;
    private int steps;
    /** No place of an earlier match can make the rest hold. */
    private boolean hopeless;
    /** A variable was set, so that what follows may depend on an earlier match without being relative to it. */
    private boolean variablesSet;
    private boolean fastFound;
    private boolean fastMissing;

    ClauseEvaluator(DetectSettings settings, DetectCounters counters, Base64Buffer base64, Findings findings) {
        this.counters = counters;
        this.base64 = base64;
        this.findings = findings;
        pcreSubjectBytes = settings.pcreSubjectBytes();
        pcre = new MatchContext(1, settings.pcreMatchLimit(), settings.pcreDepthLimit(), 64, 64 * 1024);
    }

    /** Sets the rule set whose programs are to be run. */
    void use(RuleSet rules) {
        code = rules.code;
        search = new LiteralSearch(rules.literals, rules.literalBytes());
        expressions = rules.expressions;
        datasets = rules.datasets;
    }

    /**
     * Begins a rule with that many steps.
     *
     * @param decoded program for what base64_decode decodes, or -1: a decoding that it does not hold on is tried
     *     elsewhere
     */
    void begin(int budget, int decoded) {
        steps = budget;
        decodedProgram = decoded;
        variablesSet = false;
    }

    /** Steps left: negative when the budget did not suffice, and nothing is known of whether the rule matches. */
    int stepsLeft() {
        return steps;
    }

    /**
     * Whether the content that made the rule a candidate was found in the last evaluation: if it was, and the clause
     * does not hold, more bytes may make it hold; if it was not, they would make the rule a candidate anew.
     */
    boolean fastFound() {
        return fastFound;
    }

    /** Whether that content was looked for and not found. */
    boolean fastMissing() {
        return fastMissing && !fastFound;
    }

    /** Whether the clause holds on the subject. */
    boolean holds(int program, Subject on) {
        subject = on;
        fastFound = false;
        fastMissing = false;
        hopeless = false;
        return run(program, 0, 0);
    }

    void close() {
        pcre.close();
    }

    private boolean run(int from, int startCursor, int startReach) {
        int pc = from;
        int cursor = startCursor;
        int reach = startReach;
        while (true) {
            int word = code[pc];
            if (--steps < 0) {
                hopeless = true;
                return false;
            }
            switch (word & 0xff) {
                case Op.END -> {
                    return subject.fresh == 0 || reach == 0 || reach > subject.fresh;
                }
                case Op.CONTENT -> {
                    if ((word & Op.NEGATED) != 0) {
                        if (findContent(pc, word, cursor, 0) >= 0) {
                            return giveUp(word);
                        }
                    } else if ((word & Op.NEXT_RELATIVE) != 0 || subject.fresh != 0) {
                        return tryPlaces(pc, word, cursor, reach);
                    } else {
                        int at = findContent(pc, word, cursor, 0);
                        if (at < 0) {
                            return giveUp(word);
                        }
                        cursor = at + code[pc + 2];
                        reach = Math.max(reach, cursor);
                    }
                    pc += 8;
                }
                case Op.PCRE -> {
                    if ((word & Op.NEXT_RELATIVE) != 0 || subject.fresh != 0 && (word & Op.NEGATED) == 0) {
                        return tryMatches(pc, word, cursor, reach);
                    }
                    boolean found = matchExpression(pc, word, cursor, 0);
                    if (found == ((word & Op.NEGATED) != 0)) {
                        return giveUp(word);
                    }
                    if (found) {
                        cursor = matchEnd;
                        reach = Math.max(reach, cursor);
                    } else if (limitHit) {
                        return giveUp(word);
                    }
                    pc += 2;
                }
                case Op.BYTE_TEST -> {
                    if (!byteTest(pc, word, cursor)) {
                        return false;
                    }
                    reach = Math.max(reach, numberEnd);
                    pc += 10;
                }
                case Op.BYTE_JUMP -> {
                    int target = byteJump(pc, word, cursor);
                    if (target < 0) {
                        return false;
                    }
                    cursor = target;
                    reach = Math.max(reach, numberEnd);
                    pc += 9;
                }
                case Op.BYTE_EXTRACT -> {
                    if (!byteExtract(pc, word, cursor)) {
                        return false;
                    }
                    cursor = numberEnd;
                    reach = Math.max(reach, cursor);
                    pc += 7;
                }
                case Op.BYTE_MATH -> {
                    if (!byteMath(pc, word, cursor)) {
                        return false;
                    }
                    cursor = numberEnd;
                    reach = Math.max(reach, cursor);
                    pc += 11;
                }
                case Op.IS_DATA_AT -> {
                    if (isDataAt(pc, word, cursor) == ((word & Op.NEGATED) != 0)) {
                        return giveUp(word);
                    }
                    pc += 2;
                }
                case Op.BSIZE -> {
                    if (!subject.complete || !Op.test(code, pc + 1, subject.streamOffset + subject.length)) {
                        return giveUp(word);
                    }
                    pc += 1 + Op.TEST_WORDS;
                }
                case Op.FILE_SIZE -> {
                    if (!subject.fitsFileSize(code, pc + 1)) {
                        return giveUp(word);
                    }
                    pc += 1 + Op.TEST_WORDS;
                }
                case Op.BASE64_DECODE -> {
                    if (!decodeBase64(pc, word, cursor) || decodedProgram >= 0 && !decodedHolds()) {
                        return false;
                    }
                    pc += 3;
                }
                case Op.ABSENT -> {
                    // The buffer is there: that is fine only for "absent, or else".
                    if ((word & Op.NEGATED) == 0) {
                        return giveUp(word);
                    }
                    pc += 1;
                }
                case Op.ENTROPY -> {
                    steps -= subject.length >>> 5;
                    double value = entropy.of(subject, code[pc + 1], code[pc + 2]);
                    if (value >= 0) {
                        findings.add(value);
                    }
                    if (Entropy.isInside(value, code[pc + 3], code[pc + 4]) == ((word & Op.NEGATED) != 0)) {
                        return giveUp(word);
                    }
                    pc += 5;
                }
                case Op.ASN1 -> {
                    long at = ((word & Op.RELATIVE) != 0 ? cursor : 0) + (long) code[pc + 1];
                    boolean malformed = ber.findsMalformed(subject, at, code[pc + 2], Op.wide(code, pc + 3));
                    steps -= ber.elements();
                    if (!malformed) {
                        return giveUp(word);
                    }
                    pc += 5;
                }
                case Op.DATASET -> {
                    if (!subject.complete || !isMember(datasets[code[pc + 1]], code[pc + 2])) {
                        return giveUp(word);
                    }
                    pc += 3;
                }
                case Op.REPUTATION -> {
                    if (!subject.complete || !hasScore(datasets[code[pc + 1]], pc + 2)) {
                        return giveUp(word);
                    }
                    pc += 2 + Op.TEST_WORDS;
                }
                default -> {
                    return false;
                }
            }
        }
    }

    // Sets.

    /** Asks or changes a set; a lookup costs steps by the length of what is looked up. */
    private boolean isMember(Dataset set, int operation) {
        steps -= subject.length >>> 5;
        return switch (operation) {
            case Op.IN_SET -> {
                int entry = set.find(subject);
                if (entry >= 0 && set.contextLength(entry) > 0 && !set.contextKey().isEmpty()) {
                    findings.add(set, entry);
                }
                yield entry >= 0;
            }
            case Op.NOT_IN_SET -> set.find(subject) < 0;
            case Op.ADD_TO_SET -> {
                Dataset.Added added = set.add(subject);
                counters.datasetOverflows += added == Dataset.Added.FULL ? 1 : 0;
                yield added == Dataset.Added.NEW;
            }
            default -> set.remove(subject);
        };
    }

    private boolean hasScore(Dataset set, int test) {
        steps -= subject.length >>> 5;
        int entry = set.find(subject);
        return entry >= 0 && Op.test(code, test, set.score(entry));
    }

    /** What does not depend on where earlier matches were can not be mended by trying them elsewhere. */
    private boolean giveUp(int word) {
        if ((word & Op.RELATIVE) == 0 && !variablesSet) {
            hopeless = true;
        }
        return false;
    }

    // Contents.

    private boolean tryPlaces(int pc, int word, int cursor, int reach) {
        int length = code[pc + 2];
        int from = 0;
        while (true) {
            int at = findContent(pc, word, cursor, from);
            if (at < 0) {
                return giveUp(word);
            }
            int end = at + length;
            if (run(pc + 8, end, Math.max(reach, end))) {
                return true;
            }
            if (hopeless) {
                return false;
            }
            from = at + 1;
        }
    }

    /** First place of a content at or after {@code atLeast}, or -1. */
    private int findContent(int pc, int word, int cursor, int atLeast) {
        int length = code[pc + 2];
        long low = place(pc + 4, word, Op.OFFSET_VARIABLE);
        long high = subject.length;
        boolean bounded = (word & Op.HAS_DEPTH) != 0;
        long depth = bounded ? place(pc + 5, word, Op.VALUE_VARIABLE) : 0;
        if ((word & (Op.OFFSET_VARIABLE | Op.VALUE_VARIABLE)) != 0) {
            depth += low;
        }
        if ((word & Op.RELATIVE) != 0) {
            long distance = place(pc + 6, word, Op.DISTANCE_VARIABLE);
            low = Math.max(low, Math.max(0, cursor + distance));
            if ((word & Op.HAS_WITHIN) != 0) {
                long before = cursor == 0 ? subject.streamOffset : 0;
                high = Math.min(high, cursor + distance + place(pc + 7, word, Op.WITHIN_VARIABLE) - before);
            }
            if (bounded) {
                high = Math.min(high, cursor + depth);
            }
        } else if (bounded) {
            high = Math.min(high, depth - subject.streamOffset);
            low = Math.max(0, low - subject.streamOffset);
        } else {
            low = Math.max(0, low - subject.streamOffset);
        }
        if ((word & Op.ENDS_WITH) != 0) {
            if (high < subject.length) {
                fastMissing |= (word & Op.FAST) != 0;
                return -1;
            }
            low = Math.max(low, subject.length - (long) length);
        }
        low = Math.max(low, atLeast);
        if (low > high - length) {
            fastMissing |= (word & Op.FAST) != 0;
            return -1;
        }
        int at = search.find(subject, (int) low, (int) high, code[pc + 1], length, code[pc + 3]);
        steps -= ((at < 0 ? (int) high : at) - (int) low) >>> 5;
        if ((word & Op.FAST) != 0) {
            fastFound |= at >= 0;
            fastMissing |= at < 0;
        }
        return at;
    }

    private long place(int at, int word, int variable) {
        return (word & variable) != 0 ? slots[code[at]] : code[at];
    }

    // Regular expressions.

    private int matchStart;
    private int matchEnd;
    private boolean limitHit;

    private boolean tryMatches(int pc, int word, int cursor, int reach) {
        int from = 0;
        while (true) {
            if (!matchExpression(pc, word, cursor, from)) {
                return giveUp(word);
            }
            int start = matchStart;
            int end = matchEnd;
            if (run(pc + 2, end, Math.max(reach, end))) {
                return true;
            }
            if (hopeless || start + 1 > subject.length) {
                return false;
            }
            from = start + 1;
        }
    }

    /** Matches at or after {@code atLeast}; a relative expression sees nothing before the cursor. */
    private boolean matchExpression(int pc, int word, int cursor, int atLeast) {
        int base = (word & Op.RELATIVE) != 0 ? cursor : 0;
        int length = subject.length - base;
        boolean cut = length > pcreSubjectBytes;
        if (cut) {
            length = pcreSubjectBytes;
        }
        limitHit = false;
        int start = Math.max(0, atLeast - base);
        if (start > length) {
            return false;
        }
        steps -= PCRE_STEPS + (length >>> 5);
        int result = pcre.match(expressions[code[pc + 1]], subject.address(base), length, start);
        if (result > 0) {
            matchStart = base + pcre.groupStart(0);
            matchEnd = base + pcre.groupEnd(0);
            return true;
        }
        if (result < 0) {
            limitHit = true;
            counters.pcreLimits++;
        } else if (cut) {
            counters.pcreSubjectsCut++;
        }
        return false;
    }

    // Numbers.

    private int numberEnd;

    private boolean readNumber(int pc, int word, int cursor, long offset, int base) {
        long at = ((word & Op.RELATIVE) != 0 ? cursor : 0) + offset;
        long bytes = place(pc + 1, word, Op.WITHIN_VARIABLE);
        if (!number.read(subject, at, bytes, word, base)) {
            return false;
        }
        numberEnd = (int) at + number.taken;
        return true;
    }

    private boolean byteTest(int pc, int word, int cursor) {
        if (!readNumber(pc, word, cursor, place(pc + 5, word, Op.OFFSET_VARIABLE), code[pc + 6])) {
            return false;
        }
        long left = masked(number.value, pc + 7);
        long right = (word & Op.VALUE_VARIABLE) != 0 ? slots[code[pc + 3]] : Op.wide(code, pc + 3);
        boolean holds = switch (code[pc + 2]) {
            case Op.EQUAL -> left == right;
            case Op.LESS -> Long.compareUnsigned(left, right) < 0;
            case Op.LESS_OR_EQUAL -> Long.compareUnsigned(left, right) <= 0;
            case Op.GREATER -> Long.compareUnsigned(left, right) > 0;
            case Op.GREATER_OR_EQUAL -> Long.compareUnsigned(left, right) >= 0;
            case Op.AND -> (left & right) != 0;
            case Op.NOT_AND -> (left & right) == 0;
            default -> left != right;
        };
        return holds != ((word & Op.NEGATED) != 0);
    }

    /** The value and-ed with the mask at {@code at}, shifted down by the mask's trailing zeros. */
    private long masked(long value, int at) {
        long mask = Op.wide(code, at);
        return mask == 0 ? value : (value & mask) >>> code[at + 2];
    }

    /** Where the cursor goes, or -1. */
    private int byteJump(int pc, int word, int cursor) {
        if (!readNumber(pc, word, cursor, place(pc + 2, word, Op.OFFSET_VARIABLE), code[pc + 3])) {
            return -1;
        }
        long jump = masked(number.value, pc + 6) * Math.max(1, code[pc + 4]);
        if ((word & Op.ALIGN) != 0) {
            jump = jump + 3 & ~3L;
        }
        jump += place(pc + 5, word, Op.DISTANCE_VARIABLE);
        long from = (word & Op.FROM_BEGINNING) != 0 ? 0 : (word & Op.FROM_END) != 0 ? subject.length : numberEnd;
        long target = from + jump;
        return target > subject.length ? -1 : (int) Math.max(0, target);
    }

    private boolean byteExtract(int pc, int word, int cursor) {
        if (!readNumber(pc, word, cursor, code[pc + 2], code[pc + 3])) {
            return false;
        }
        long value = number.value * Math.max(1, code[pc + 4]);
        int align = code[pc + 5];
        if (align > 1) {
            value = (value + align - 1) / align * align;
        }
        slots[code[pc + 6]] = value;
        variablesSet = true;
        return true;
    }

    private boolean byteMath(int pc, int word, int cursor) {
        if (!readNumber(pc, word, cursor, code[pc + 2], code[pc + 3])) {
            return false;
        }
        long left = masked(number.value, pc + 8);
        long right = (word & Op.VALUE_VARIABLE) != 0 ? slots[code[pc + 5]] : Op.wide(code, pc + 5);
        if (code[pc + 4] == Op.DIVIDE && right == 0) {
            return false;
        }
        slots[code[pc + 7]] = switch (code[pc + 4]) {
            case Op.ADD -> left + right;
            case Op.SUBTRACT -> left - right;
            case Op.MULTIPLY -> left * right;
            case Op.DIVIDE -> Long.divideUnsigned(left, right);
            case Op.SHIFT_LEFT -> right < Long.SIZE ? left << right : 0;
            default -> right < Long.SIZE ? left >>> right : 0;
        };
        variablesSet = true;
        return true;
    }

    private boolean isDataAt(int pc, int word, int cursor) {
        long at = place(pc + 1, word, Op.OFFSET_VARIABLE);
        return (word & Op.RELATIVE) != 0 ? cursor + at <= subject.length && cursor + at >= 0
                : at >= 0 && at < subject.streamOffset + subject.length;
    }

    private boolean decodedHolds() {
        if (!base64.get(decodedBytes)) {
            return false;
        }
        Subject outer = subject;
        subject = decodedBytes;
        boolean holds = run(decodedProgram, 0, 0);
        subject = outer;
        hopeless = steps < 0;
        return holds;
    }

    private boolean decodeBase64(int pc, int word, int cursor) {
        long from = ((word & Op.RELATIVE) != 0 ? cursor : 0) + (long) code[pc + 2];
        if (from < 0 || from >= subject.length) {
            return false;
        }
        int bytes = subject.length - (int) from;
        if (code[pc + 1] > 0) {
            bytes = Math.min(bytes, code[pc + 1]);
        }
        steps -= bytes >>> 3;
        return base64.decode(subject, (int) from, bytes) > 0;
    }
}
