package org.sluice.dataplane.flow;

/**
 * The flowbits and flowints of one flow: two small sets kept as arrays, because a flow seldom has more than a handful.
 * Ids are the rule compiler's. Pooled; what finds it full is not kept, and counted.
 */
public final class FlowVariables {
    /** Most bits set at once. */
    public static final int MAX_BITS = 48;
    /** Most integers. */
    public static final int MAX_INTEGERS = 12;

    private final int[] bits = new int[MAX_BITS];
    private final int[] integerIds = new int[MAX_INTEGERS];
    private final long[] integers = new long[MAX_INTEGERS];
    private final FlowStatistics statistics;
    private int bitCount;
    private int integerCount;

    FlowVariables(FlowStatistics statistics) {
        this.statistics = statistics;
    }

    /** Whether bit {@code id} is set. */
    public boolean isSet(int id) {
        return bitAt(id) >= 0;
    }

    /** Sets bit {@code id}; false when there is no room for it. */
    public boolean set(int id) {
        if (bitAt(id) >= 0) {
            return true;
        }
        if (bitCount == MAX_BITS) {
            statistics.variablesOverflowed++;
            return false;
        }
        bits[bitCount++] = id;
        return true;
    }

    /** Clears bit {@code id}. */
    public void unset(int id) {
        int at = bitAt(id);
        if (at >= 0) {
            bits[at] = bits[--bitCount];
        }
    }

    /** Sets bit {@code id} if it is clear, clears it if it is set. */
    public void toggle(int id) {
        if (isSet(id)) {
            unset(id);
        } else {
            set(id);
        }
    }

    /** Bits set, in no order. */
    public int bitCount() {
        return bitCount;
    }

    /** The id of the {@code i}th bit set, 0 to {@link #bitCount()}-1. */
    public int bit(int i) {
        return bits[i];
    }

    /** Whether integer {@code id} has a value. */
    public boolean hasInteger(int id) {
        return integerAt(id) >= 0;
    }

    /** The value of integer {@code id}, 0 when it has none. */
    public long integer(int id) {
        int at = integerAt(id);
        return at < 0 ? 0 : integers[at];
    }

    /** Gives integer {@code id} a value; false when there is no room for it. */
    public boolean integer(int id, long value) {
        int at = integerAt(id);
        if (at < 0) {
            if (integerCount == MAX_INTEGERS) {
                statistics.variablesOverflowed++;
                return false;
            }
            at = integerCount++;
            integerIds[at] = id;
        }
        integers[at] = value;
        return true;
    }

    /** Integers that have a value, in the order they first got one. */
    public int integerCount() {
        return integerCount;
    }

    /** The id of the {@code i}th integer, 0 to {@link #integerCount()}-1. */
    public int integerId(int i) {
        return integerIds[i];
    }

    void clear() {
        bitCount = 0;
        integerCount = 0;
    }

    private int bitAt(int id) {
        for (int i = 0; i < bitCount; i++) {
            if (bits[i] == id) {
                return i;
            }
        }
        return -1;
    }

    private int integerAt(int id) {
        for (int i = 0; i < integerCount; i++) {
            if (integerIds[i] == id) {
                return i;
            }
        }
        return -1;
    }
}
