package org.sluice.dataplane.detect;

import java.util.Arrays;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.Op;
import org.sluice.rules.image.RuleLists;
import org.sluice.rules.image.ScanGroup;

/**
 * What must lie at a fixed place for a rule that is looked at without a search: up to eight bytes of a content whose
 * offset and depth leave it no choice. Most packets fail it, for the price of one comparison. Found in the rules'
 * programs when they are loaded; immutable.
 */
final class Places {
    private static final int NONE = -1;
    private static final int WORD_BYTES = 8;

    private final RuleSet rules;
    /** Row of each rule, or -1. */
    private final int[] rows;
    private int[] offsets = new int[256];
    private int[] counts = new int[256];
    private long[] values = new long[256];
    private long[] folds = new long[256];
    private int size;

    Places(RuleSet rules) {
        this.rules = rules;
        rows = new int[rules.ruleCount()];
        Arrays.fill(rows, NONE);
        for (int direction = 0; direction < 2; direction++) {
            for (int protocol = 0; protocol < ScanGroup.PROTOCOLS; protocol++) {
                takeList(RuleLists.packet(protocol, direction), NONE);
            }
            takeList(RuleLists.stream(direction), NONE);
            for (int spec = 0; spec < rules.specBuffers.length; spec++) {
                if (!rules.hasTransforms(spec)) {
                    takeList(RuleLists.buffer(spec, direction), spec);
                }
            }
        }
    }

    /** Whether the bytes that the rule needs at a place are there; true for a rule that needs none. */
    boolean fit(int rule, Subject subject) {
        int row = rows[rule];
        return row < 0 || subject == null || lie(row, subject);
    }

    private boolean lie(int row, Subject subject) {
        long at = offsets[row] - subject.streamOffset;
        if (at < 0 || at + counts[row] > subject.length) {
            return false;
        }
        long difference = (subject.word((int) at) | folds[row]) ^ values[row];
        return difference << 8 * (WORD_BYTES - counts[row]) == 0;
    }

    /** @param spec of the buffer that the list is for; -1 for payload */
    private void takeList(int list, int spec) {
        int at = rules.listFrom(list);
        while (at < rules.listTo(list)) {
            int count = rules.listWord(at);
            for (int i = 1; i <= count; i++) {
                takeRule(rules.listWord(at + i), spec);
            }
            at += count + 1;
        }
    }

    private void takeRule(int rule, int spec) {
        for (int i = rules.clauseOffsets[rule]; i < rules.clauseOffsets[rule + 1] && rows[rule] == NONE; i++) {
            int of = rules.clauses[2 * i];
            if (spec == NONE ? rules.specBuffers[of] == Buffer.PAYLOAD && !rules.hasTransforms(of) : of == spec) {
                takeClause(rule, rules.clauses[2 * i + 1]);
            }
        }
    }

    private void takeClause(int rule, int program) {
        int[] code = rules.code;
        for (int pc = program; (code[pc] & 0xff) != Op.END; pc += Op.length(code, pc)) {
            if (isAtOnePlace(code, pc)) {
                rows[rule] = add(code[pc + 4], code[pc + 2], code[pc + 1]);
                return;
            }
        }
    }

    private static boolean isAtOnePlace(int[] code, int pc) {
        int varies = Op.NEGATED | Op.RELATIVE | Op.OFFSET_VARIABLE | Op.VALUE_VARIABLE;
        return (code[pc] & 0xff) == Op.CONTENT && (code[pc] & varies) == 0 && (code[pc] & Op.HAS_DEPTH) != 0
                && code[pc + 4] >= 0 && code[pc + 5] - code[pc + 4] == code[pc + 2];
    }

    private int add(int offset, int length, int literal) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            folds = Arrays.copyOf(folds, 2 * size);
        }
        offsets[size] = offset;
        counts[size] = Math.min(length, WORD_BYTES);
        values[size] = rules.literals[literal];
        folds[size] = rules.literals[literal + (length + 7 >>> 3)];
        return size++;
    }
}
