package org.sluice.control.lifecycle;

import java.util.List;

/** A rule set that is not taken; the one in force stays. */
public final class RuleSetRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /**
     * @param message  what was refused and why
     * @param problems each with file, line, column, caret and hint
     */
    public RuleSetRefusedException(final String message, final List<String> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /** @return each with file, line, column, caret and hint */
    public List<String> problems() {
        return problems;
    }
}
