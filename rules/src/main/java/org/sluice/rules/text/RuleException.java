package org.sluice.rules.text;

/**
 * Ends the parsing of one option or header with a reason. Never leaves the parser: it becomes a {@link Problem}.
 * Carries
 * no stack trace, since it is about the rule's text and not about our code.
 */
public final class RuleException extends RuntimeException {
    private final Reason reason;
    private final int offset;
    private final String hint;

    /**
     * A problem at a place of a rule's text.
     *
     * @param reason the category
     * @param offset chars from the beginning of the rule's text
     * @param message what is wrong
     * @param hint how to mend it, or ""
     */
    public RuleException(Reason reason, int offset, String message, String hint) {
        super(message, null, false, false);
        this.reason = reason;
        this.offset = offset;
        this.hint = hint;
    }

    /** The category. */
    public Reason reason() {
        return reason;
    }

    /** Chars from the beginning of the rule's text. */
    public int offset() {
        return offset;
    }

    /** How to mend it, or "". */
    public String hint() {
        return hint;
    }
}
