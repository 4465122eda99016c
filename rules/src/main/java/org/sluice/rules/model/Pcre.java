package org.sluice.rules.model;

import java.util.List;
import java.util.Set;

/**
 * A regular expression ({@code pcre}). Modifiers that choose a buffer have already placed it in its section.
 *
 * @param pattern between the slashes, one char a byte (ISO-8859-1)
 * @param flags how to compile it
 * @param relative begins at the end of the last match
 * @param negated matches when the expression does not
 * @param captures variables that take the capture groups, first for group 1
 */
public record Pcre(String pattern, Set<Flag> flags, boolean relative, boolean negated, List<Capture> captures)
        implements Match {

    /** PCRE2 compile options, by rule modifier. */
    public enum Flag {
        /** {@code i}. */
        CASELESS('i'),
        /** {@code m}. */
        MULTILINE('m'),
        /** {@code s}. */
        DOTALL('s'),
        /** {@code x}. */
        EXTENDED('x'),
        /** {@code A}. */
        ANCHORED('A'),
        /** {@code E}. */
        DOLLAR_ENDONLY('E'),
        /** {@code G}. */
        UNGREEDY('G'),
        /** {@code B}: the packet as it came. */
        RAW_BYTES('B'),
        /** {@code O}: the general match limit does not hold for it; ours always do. */
        NO_MATCH_LIMIT('O');

        private final char letter;

        Flag(char letter) {
            this.letter = letter;
        }

        /** The modifier's letter. */
        public char letter() {
            return letter;
        }
    }

    /**
     * A variable that takes a capture group.
     *
     * @param scope how long it lives
     * @param name its name, or the key of a {@code KEY_VALUE}
     */
    public record Capture(Scope scope, String name) {
        /** How long a variable lives. */
        public enum Scope {
            /** {@code flow:}. */
            FLOW,
            /** {@code pkt:}. */
            PACKET,
            /** {@code alert:}: shown in the alert only. */
            ALERT
        }
    }
}
