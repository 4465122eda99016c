package org.sluice.dataplane.detect;

import org.sluice.dataplane.app.Transaction;
import org.sluice.rules.image.Op;

/**
 * What detection keeps of a transaction between packets: rules that matched (each does once), and rules that wait for
 * buffers that are not there yet, with the clauses that held so far. Rules are kept by direction: one that asks for
 * none may match each way. Rules' bits ({@code xbits} by transaction) are here, too. Pooled; hangs on
 * {@link Transaction#detectState}.
 */
final class TransactionState {
    /** Most rules of one transaction. */
    static final int RULES = 48;
    /** Clauses of a rule that can be remembered as having held. */
    static final int CLAUSES = 62;
    /** Most bits of one transaction that are set at a time. */
    static final int BITS = 16;
    /** Bit: the rule is done with this transaction. */
    private static final long DONE = 1L << 63;

    /** Hands states out, and takes them back. */
    static final class Pool {
        private final TransactionState[] free;
        private final DetectCounters counters;
        private int count;

        Pool(int size, DetectCounters counters) {
            this.counters = counters;
            free = new TransactionState[size];
            for (count = 0; count < size; count++) {
                free[count] = new TransactionState();
            }
        }

        /** The transaction's state, or null when none is left. */
        TransactionState claim(Transaction transaction, RuleSet rules) {
            TransactionState state = (TransactionState) transaction.detectState;
            if (state == null) {
                if (count == 0) {
                    counters.transactionStateOverflows++;
                    return null;
                }
                state = free[--count];
                state.size = 0;
                state.bitCount = 0;
                state.owner = rules;
                transaction.detectState = state;
            } else {
                state.adopt(rules);
            }
            return state;
        }

        /** Sets, clears or turns over a bit of a transaction; where there is no room, it stays clear (counted). */
        void change(Transaction transaction, RuleSet rules, int bit, int operation) {
            TransactionState state = operation == Op.UNSET ? (TransactionState) transaction.detectState
                    : claim(transaction, rules);
            if (state != null && !state.change(bit, operation)) {
                counters.transactionStateOverflows++;
            }
        }

        /** Takes the state of a transaction back. */
        void release(Transaction transaction) {
            if (transaction.detectState instanceof TransactionState state) {
                transaction.detectState = null;
                state.owner = null;
                free[count++] = state;
            }
        }

        int available() {
            return count;
        }
    }

    private final int[] rules = new int[RULES];
    private final long[] held = new long[RULES];
    private final int[] bits = new int[BITS];
    private RuleSet owner;
    private int size;
    private int bitCount;

    private TransactionState() {
    }

    /** Rule ids mean nothing to another rule set: what waited, waits no more. */
    void adopt(RuleSet ruleSet) {
        if (owner != ruleSet) {
            owner = ruleSet;
            size = 0;
        }
    }

    int size() {
        return size;
    }

    int rule(int i) {
        return rules[i] >>> 1;
    }

    /** Whether a rule set that bit. */
    boolean isBitSet(int bit) {
        return placeOf(bit) < bitCount;
    }

    private boolean change(int bit, int operation) {
        int at = placeOf(bit);
        if (at < bitCount) {
            if (operation != Op.SET) {
                bits[at] = bits[--bitCount];
            }
            return true;
        }
        if (operation != Op.UNSET) {
            if (bitCount == BITS) {
                return false;
            }
            bits[bitCount++] = bit;
        }
        return true;
    }

    private int placeOf(int bit) {
        int at = 0;
        while (at < bitCount && bits[at] != bit) {
            at++;
        }
        return at;
    }

    /** Whether entry {@code i} is a rule that waits in that direction. */
    boolean isWaiting(int i, int direction) {
        return held[i] >= 0 && (rules[i] & 1) == direction;
    }

    /** Index of a rule, or -1. */
    int find(int rule, int direction) {
        for (int i = 0; i < size; i++) {
            if (rules[i] == (rule << 1 | direction)) {
                return i;
            }
        }
        return -1;
    }

    boolean isDone(int rule, int direction) {
        int at = find(rule, direction);
        return at >= 0 && held[at] < 0;
    }

    /** Bits of the clauses that held so far. */
    long held(int rule, int direction) {
        int at = find(rule, direction);
        return at < 0 ? 0 : held[at];
    }

    /** Notes that a rule waits; false when there is no room. */
    boolean await(int rule, int direction, long clauses) {
        return note(rule, direction, clauses & ~DONE);
    }

    /** Notes that a rule has matched, or never will; false when there is no room. */
    boolean finish(int rule, int direction) {
        return note(rule, direction, DONE);
    }

    private boolean note(int rule, int direction, long value) {
        int at = find(rule, direction);
        if (at < 0) {
            if (size == RULES) {
                return false;
            }
            at = size++;
            rules[at] = rule << 1 | direction;
        }
        held[at] = value;
        return true;
    }
}
