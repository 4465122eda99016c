package org.sluice.rules.keyword;

import java.util.List;

/**
 * One keyword of the rule language: its reference entry and its parser.
 *
 * @param name the spelling to use
 * @param aliases other spellings, older ones among them
 * @param family the heading it stands under in the reference
 * @param arity whether it takes a value
 * @param summary what it does, one sentence
 * @param syntax how it is written
 * @param example a use of it, as it stands in a rule
 * @param unenforced what is missing for it to be enforced, or "" when it is
 * @param parser turns its option into the rule
 */
public record Keyword(
        String name, List<String> aliases, String family, Arity arity, String summary, String syntax, String example,
        String unenforced, OptionParser parser) {

    /** The edition of Suricata's user guide that spellings and meanings follow. */
    public static final String GUIDE = "Suricata user guide 8.0";

    /** Whether a keyword takes a value. */
    public enum Arity {
        /** It must have none. */
        NONE,
        /** It may have one. */
        OPTIONAL,
        /** It must have one. */
        REQUIRED
    }

    /** Turns an option into the rule being built. */
    @FunctionalInterface
    interface OptionParser {
        /**
         * Takes one option.
         *
         * @param value its value; empty without one, and then standing where it would
         * @param rule takes what it means
         * @throws org.sluice.rules.text.RuleException when it is not as it must be
         */
        void parse(Word value, RuleBuilder rule);
    }

    /** A keyword that takes a value and is enforced. */
    static Keyword valued(String name, String family, String summary, String syntax, String example,
            OptionParser parser) {
        return new Keyword(name, List.of(), family, Arity.REQUIRED, summary, syntax, example, "", parser);
    }

    /** A keyword that takes no value and is enforced. */
    static Keyword bare(String name, String family, String summary, OptionParser parser) {
        return new Keyword(name, List.of(), family, Arity.NONE, summary, name, name + ";", "", parser);
    }

    /** The same with other spellings. */
    Keyword aka(String... others) {
        return new Keyword(name, List.of(others), family, arity, summary, syntax, example, unenforced, parser);
    }

    /** The same with a value that may be left out. */
    Keyword optional() {
        return new Keyword(name, aliases, family, Arity.OPTIONAL, summary, syntax, example, unenforced, parser);
    }

    /** The same, understood but not enforced. */
    Keyword unenforced(String reason) {
        return new Keyword(name, aliases, family, arity, summary, syntax, example, reason, parser);
    }

    /** Whether rules that use it are loaded. */
    public boolean isEnforced() {
        return unenforced.isEmpty();
    }
}
