package org.sluice.rules.text;

import java.util.List;

/**
 * A rule cut into its words.
 *
 * @param words action, protocol, addresses, ports and arrow, each with its place
 * @param options in the order written
 * @param optionsOffset where the opening parenthesis is
 */
record ScannedRule(List<Word> words, List<RuleOption> options, int optionsOffset) {
    /**
     * One word of the header.
     *
     * @param text as written
     * @param offset where it begins in the rule's text
     */
    record Word(String text, int offset) {}
}
