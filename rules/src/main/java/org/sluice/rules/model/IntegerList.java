package org.sluice.rules.model;

import java.util.List;

/**
 * Asks for a number that a transaction or a packet may have several of: one of them must pass one of the tests.
 *
 * @param field which
 * @param tests what they may be
 * @param index the one that is meant: 0 is the first, -1 the last; {@link #ANY}, or {@link #ALL} of them
 */
public record IntegerList(IntegerField field, List<IntegerTest> tests, int index) implements Match {
    /** Any of the numbers. */
    public static final int ANY = 1 << 20;
    /** All of the numbers, and at least one. */
    public static final int ALL = 1 << 21;

    /** Copies the list. */
    public IntegerList {
        tests = List.copyOf(tests);
    }

    /** Any of the numbers must pass one of the tests. */
    public static IntegerList any(IntegerField field, List<IntegerTest> tests) {
        return new IntegerList(field, tests, ANY);
    }
}
