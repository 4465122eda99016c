package org.sluice.rules.model;

/**
 * Named numbers kept on a flow ({@code flowint}): a condition or an effect.
 *
 * @param name the variable
 * @param operation what is asked or done
 * @param value the number's other side; 0 for IS_SET and IS_NOT_SET
 * @param otherName the variable that holds the other side, or null
 */
public record FlowInt(String name, Operation operation, long value, String otherName) implements Match, Effect {
    /** What is asked or done. */
    public enum Operation {
        /** {@code =}. */
        SET,
        /** {@code +}. */
        ADD,
        /** {@code -}. */
        SUBTRACT,
        /** {@code <}. */
        LESS,
        /** {@code <=}. */
        LESS_OR_EQUAL,
        /** {@code ==}. */
        EQUAL,
        /** {@code !=}. */
        DIFFERENT,
        /** {@code >=}. */
        GREATER_OR_EQUAL,
        /** {@code >}. */
        GREATER,
        /** {@code isset}. */
        IS_SET,
        /** {@code notset}. */
        IS_NOT_SET
    }

    /** Whether this asks rather than does. */
    public boolean isCondition() {
        return operation != Operation.SET && operation != Operation.ADD && operation != Operation.SUBTRACT;
    }
}
