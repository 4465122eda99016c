package org.sluice.rules.model;

/**
 * A question about an unsigned number, all of Suricata's notations brought to four forms.
 *
 * @param kind the form
 * @param first lower bound (included), or mask
 * @param second upper bound (included), or masked value
 */
public record IntegerTest(Kind kind, long first, long second) {
    /** The form of the question. */
    public enum Kind {
        /** {@code first <= n <= second}; never true when first is greater. */
        INSIDE,
        /** {@code n < first || n > second}. */
        OUTSIDE,
        /** {@code (n & first) == second}. */
        MASKED_EQUAL,
        /** {@code (n & first) != second}. */
        MASKED_DIFFERENT
    }

    /** {@code n == value}. */
    public static IntegerTest equal(long value) {
        return new IntegerTest(Kind.INSIDE, value, value);
    }

    /** {@code n != value}. */
    public static IntegerTest different(long value) {
        return new IntegerTest(Kind.OUTSIDE, value, value);
    }

    /** {@code low <= n <= high}. */
    public static IntegerTest inside(long low, long high) {
        return new IntegerTest(Kind.INSIDE, low, high);
    }

    /** {@code n > value}. */
    public static IntegerTest greater(long value) {
        return value == Long.MAX_VALUE ? inside(1, 0) : inside(value + 1, Long.MAX_VALUE);
    }

    /** {@code n >= value}. */
    public static IntegerTest atLeast(long value) {
        return inside(value, Long.MAX_VALUE);
    }

    /** {@code n < value}. */
    public static IntegerTest less(long value) {
        return value == 0 ? inside(1, 0) : inside(0, value - 1);
    }

    /** {@code n <= value}. */
    public static IntegerTest atMost(long value) {
        return inside(0, value);
    }

    /** The opposite question. */
    public IntegerTest negate() {
        return new IntegerTest(switch (kind) {
            case INSIDE -> Kind.OUTSIDE;
            case OUTSIDE -> Kind.INSIDE;
            case MASKED_EQUAL -> Kind.MASKED_DIFFERENT;
            case MASKED_DIFFERENT -> Kind.MASKED_EQUAL;
        }, first, second);
    }

    /** Whether the answer for {@code n} (0 to {@code Long.MAX_VALUE}) is yes. */
    public boolean test(long n) {
        return switch (kind) {
            case INSIDE -> first <= n && n <= second;
            case OUTSIDE -> n < first || n > second;
            case MASKED_EQUAL -> (n & first) == second;
            case MASKED_DIFFERENT -> (n & first) != second;
        };
    }

    /** Whether exactly one number is asked for. */
    public boolean isEqual() {
        return kind == Kind.INSIDE && first == second;
    }
}
