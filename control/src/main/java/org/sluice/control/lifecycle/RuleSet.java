package org.sluice.control.lifecycle;

import java.util.List;

/**
 * A rule set that was compiled.
 *
 * @param digest   names its content: equal digests, equal images
 * @param total    rules read
 * @param loaded   rules in the image
 * @param refused  rules left out
 * @param warnings problems that did not stop it, each with file, line, column
 */
public record RuleSet(String digest, int total, int loaded, int refused, List<String> warnings) {
    /** Copies. */
    public RuleSet {
        warnings = List.copyOf(warnings);
    }
}
