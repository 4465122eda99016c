package org.sluice.rules.model;

/**
 * A number in a rule, or the name of a {@code byte_extract} or {@code byte_math} variable that holds it at run time.
 *
 * @param value the number; 0 with a variable
 * @param variable the variable's name, or null
 */
public record Operand(long value, String variable) {
    /** That number. */
    public static Operand of(long value) {
        return new Operand(value, null);
    }

    /** That variable's value. */
    public static Operand variable(String name) {
        return new Operand(0, name);
    }

    /** Whether it is only known at run time. */
    public boolean isVariable() {
        return variable != null;
    }

    @Override
    public String toString() {
        return isVariable() ? variable : Long.toString(value);
    }
}
