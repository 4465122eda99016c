package org.sluice.rules.image;

/** Checks programs instruction by instruction: what the interpreter takes on trust. */
final class ProgramValidator {
    /** Conditions on packet and flow. */
    static final int CHECKS = 0;
    /** Conditions on a buffer. */
    static final int CLAUSES = 1;
    /** What is done at a match. */
    static final int EFFECTS = 2;

    private static final int FIRST_CHECK = 32;
    private static final int FIRST_EFFECT = 64;
    private static final int MAX_INSTRUCTIONS = 4096;
    private static final int MAX_TEXT_BYTES = 64;

    private final int[] code;
    private final int codeLength;
    private final int literals;
    private final int expressions;
    private final int variables;
    private final int datasets;
    private final int addressSets;

    ProgramValidator(int[] code, int codeLength, int literals, int expressions, int variables, int datasets,
            int addressSets) {
        this.code = code;
        this.codeLength = codeLength;
        this.literals = literals;
        this.expressions = expressions;
        this.variables = variables;
        this.datasets = datasets;
        this.addressSets = addressSets;
    }

    /** What is wrong with the program at {@code at}, or null. */
    String check(int at, int sort) {
        int pc = at;
        for (int i = 0; i < MAX_INSTRUCTIONS; i++) {
            if (pc < 0 || pc >= codeLength) {
                return "runs out of the code";
            }
            int opcode = code[pc] & 0xff;
            int length = Op.length(code, pc);
            if (length == 0 || length > codeLength - pc) {
                return "no instruction " + opcode + " at " + pc;
            }
            if (opcode == Op.END) {
                return null;
            }
            int sortOf = opcode < FIRST_CHECK ? CLAUSES : opcode < FIRST_EFFECT ? CHECKS : EFFECTS;
            if (sortOf != sort || !operandsFit(opcode, pc)) {
                return "instruction " + opcode + " at " + pc + " does not fit";
            }
            pc += length;
        }
        return "longer than " + MAX_INSTRUCTIONS + " instructions";
    }

    private boolean operandsFit(int opcode, int pc) {
        return switch (opcode) {
            case Op.CONTENT -> content(pc);
            case Op.PCRE -> in(code[pc + 1], expressions);
            case Op.BYTE_TEST -> number(pc, pc + 1) && in(code[pc + 2], Op.DIFFERENT + 1)
                    && slot(pc, Op.VALUE_VARIABLE, pc + 3) && slot(pc, Op.OFFSET_VARIABLE, pc + 5) && base(pc, code[pc + 6])
                    && in(code[pc + 9], Long.SIZE);
            case Op.BYTE_JUMP -> number(pc, pc + 1) && slot(pc, Op.OFFSET_VARIABLE, pc + 2) && base(pc, code[pc + 3])
                    && slot(pc, Op.DISTANCE_VARIABLE, pc + 5) && in(code[pc + 8], Long.SIZE);
            case Op.BYTE_EXTRACT -> number(pc, pc + 1) && base(pc, code[pc + 3]) && in(code[pc + 5], 1 << 16)
                    && in(code[pc + 6], Op.SLOTS);
            case Op.BYTE_MATH -> number(pc, pc + 1) && base(pc, code[pc + 3]) && in(code[pc + 4], Op.SHIFT_RIGHT + 1)
                    && slot(pc, Op.VALUE_VARIABLE, pc + 5) && in(code[pc + 7], Op.SLOTS) && in(code[pc + 10], Long.SIZE);
            case Op.IS_DATA_AT -> slot(pc, Op.OFFSET_VARIABLE, pc + 1);
            case Op.BSIZE, Op.FILE_SIZE -> in(code[pc + 1], Op.MASKED_DIFFERENT + 1);
            case Op.DATASET -> in(code[pc + 1], datasets) && in(code[pc + 2], Op.REMOVE_FROM_SET + 1);
            case Op.REPUTATION -> in(code[pc + 1], datasets) && in(code[pc + 2], Op.MASKED_DIFFERENT + 1);
            case Op.FIELD -> in(code[pc + 1], PacketField.count()) && in(code[pc + 2], Op.MASKED_DIFFERENT + 1);
            case Op.DECODER_EVENT -> in(code[pc + 1], RuleLists.DECODER_EVENTS);
            case Op.STREAM_EVENT -> in(code[pc + 1], RuleLists.STREAM_EVENTS);
            case Op.APP_EVENT -> in(code[pc + 1], RuleLists.APP_EVENTS);
            case Op.APP_PROTOCOL -> in(code[pc + 1], AppProtocol.values().length) && in(code[pc + 2], Op.SIDE_ORIGINAL + 1);
            case Op.ADDRESS -> in(code[pc + 1], addressSets) && in(code[pc + 2], Op.SIDE_EITHER + 1);
            case Op.HOOK -> in(code[pc + 1], AppHook.values().length);
            case Op.STREAM_SIZE, Op.APP_FIELD -> in(code[pc + 1], AppField.count()) && in(code[pc + 2], Op.MASKED_DIFFERENT + 1);
            case Op.APP_FIELD_LIST -> in(code[pc + 1], AppField.count()) && tests(pc + 4, code[pc + 3]);
            case Op.CERTIFICATE_VALIDITY -> in(code[pc + 1], 2);
            case Op.VLAN_ID -> in(code[pc + 2], Op.MASKED_DIFFERENT + 1);
            case Op.FLOW_BITS -> variables(pc + 2, code[pc + 1]);
            case Op.HOST_BITS -> in(code[pc + 1], Op.TRANSACTION + 1) && variables(pc + 3, code[pc + 2]);
            case Op.FLOW_INT -> in(code[pc + 1], variables) && in(code[pc + 2], Op.IS_NOT_SET + 1) && other(pc);
            case Op.SET_FLOW_BIT -> in(code[pc + 1], variables) && in(code[pc + 2], Op.TOGGLE + 1);
            case Op.SET_FLOW_INT -> in(code[pc + 1], variables) && in(code[pc + 2], Op.ASSIGN + 1) && other(pc);
            case Op.SET_HOST_BIT -> in(code[pc + 1], Op.TRANSACTION + 1) && in(code[pc + 2], variables)
                    && in(code[pc + 3], Op.TOGGLE + 1) && code[pc + 4] >= 0;
            case Op.TAG -> in(code[pc + 1], Op.OF_FLOW + 1) && code[pc + 2] > 0 && in(code[pc + 3], Op.SECONDS + 1);
            default -> true;
        };
    }

    private boolean content(int pc) {
        int at = code[pc + 1];
        int length = code[pc + 2];
        return length > 0 && length <= 0xffff && at >= 0 && at <= literals - 2 * ((length + 7) / 8)
                && in(code[pc + 3], length) && slot(pc, Op.OFFSET_VARIABLE, pc + 4) && slot(pc, Op.VALUE_VARIABLE, pc + 5)
                && slot(pc, Op.DISTANCE_VARIABLE, pc + 6) && slot(pc, Op.WITHIN_VARIABLE, pc + 7);
    }

    private boolean number(int pc, int at) {
        return slot(pc, Op.WITHIN_VARIABLE, at) && ((code[pc] & Op.WITHIN_VARIABLE) != 0
                || code[at] >= 0 && code[at] <= MAX_TEXT_BYTES);
    }

    private boolean base(int pc, int base) {
        return (code[pc] & Op.TEXT) == 0 || base == 8 || base == 10 || base == 16;
    }

    private boolean slot(int pc, int flag, int at) {
        return (code[pc] & flag) == 0 || in(code[at], Op.SLOTS);
    }

    private boolean other(int pc) {
        return (code[pc] & Op.VALUE_VARIABLE) == 0 || in(code[pc + 3], variables);
    }

    private boolean tests(int from, int count) {
        for (int i = 0; i < count; i++) {
            if (!in(code[from + Op.TEST_WORDS * i], Op.MASKED_DIFFERENT + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean variables(int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!in(code[i], variables)) {
                return false;
            }
        }
        return true;
    }

    private static boolean in(int value, int bound) {
        return value >= 0 && value < bound;
    }
}
