package org.sluice.rules.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The notation that addresses and ports share: {@code word}, {@code !word}, {@code $VARIABLE}, {@code [a, !b, [c, d]]}.
 * In a group, what is negated is taken away from what is not; a group of negated words alone is taken away from
 * everything. Results are remembered by their text, since a rule set has few distinct ones.
 *
 * @param <S> the kind of set
 */
final class GroupGrammar<S> {
    private static final int DEEPEST = 16;

    private final Reason reason;
    private final String kind;
    private final Map<String, String> variables;
    private final Function<String, S> word;
    private final S any;
    private final S none;
    private final BinaryOperator<S> union;
    private final UnaryOperator<S> complement;
    private final Predicate<S> isEmpty;
    private final Map<String, S> known = new HashMap<>();

    GroupGrammar(
            Reason reason, String kind, Map<String, String> variables, Function<String, S> word, S any, S none,
            BinaryOperator<S> union, UnaryOperator<S> complement, Predicate<S> isEmpty) {
        this.reason = reason;
        this.kind = kind;
        this.variables = variables;
        this.word = word;
        this.any = any;
        this.none = none;
        this.union = union;
        this.complement = complement;
        this.isEmpty = isEmpty;
    }

    /**
     * The set a header's word stands for.
     *
     * @param text the word
     * @param offset where it begins in the rule's text
     * @throws RuleException when it is none, or empty
     */
    S parse(String text, int offset) {
        S set = known.get(text);
        if (set == null) {
            set = new Reading(text, offset, Set.of()).all();
            if (isEmpty.test(set)) {
                throw new RuleException(reason, offset, "no " + kind + " is left of " + clipped(text),
                        "what is negated covers all that is named");
            }
            known.put(text, set);
        }
        return set;
    }

    private static String clipped(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    /** One pass over one text: a header's word, or a variable's value. */
    private final class Reading {
        private final String text;
        private final int offset;
        private final boolean inVariable;
        private final Set<String> within;
        private int at;
        private int depth;

        Reading(String text, int offset, Set<String> within) {
            this.text = text;
            this.offset = offset;
            this.within = within;
            this.inVariable = !within.isEmpty();
        }

        S all() {
            S set = item();
            skipBlanks();
            if (at < text.length()) {
                throw problem(reason, at, text.charAt(at) == ','
                        ? "several " + kind + "s need brackets" : "unexpected \"" + text.charAt(at) + "\"",
                        "write a group as [a, b, !c]");
            }
            return set;
        }

        private S item() {
            skipBlanks();
            if (at < text.length() && text.charAt(at) == '!') {
                int start = at++;
                S set = item();
                if (set.equals(any)) {
                    throw problem(reason, start, "\"not any\" leaves no " + kind,
                            "leave the negation or the whole rule out");
                }
                return complement.apply(set);
            }
            if (at < text.length() && text.charAt(at) == '[') {
                return group();
            }
            return single();
        }

        private S group() {
            int open = at++;
            if (++depth > DEEPEST) {
                throw problem(reason, open, "groups nested deeper than " + DEEPEST, "");
            }
            S wanted = none;
            S unwanted = none;
            boolean anyWanted = false;
            while (true) {
                skipBlanks();
                boolean negated = at < text.length() && text.charAt(at) == '!';
                if (negated) {
                    at++;
                    unwanted = union.apply(unwanted, item());
                } else {
                    wanted = union.apply(wanted, item());
                    anyWanted = true;
                }
                skipBlanks();
                if (at == text.length()) {
                    throw problem(reason, open, "a [ without its ]", "");
                }
                char c = text.charAt(at++);
                if (c == ']') {
                    break;
                }
                if (c != ',') {
                    throw problem(reason, at - 1, "expected , or ]", "");
                }
            }
            depth--;
            S from = anyWanted ? wanted : any;
            // What names no exception is not to be taken for a set made by leaving out.
            return unwanted.equals(none) ? from : complement.apply(union.apply(complement.apply(from), unwanted));
        }

        private S single() {
            int start = at;
            while (at < text.length() && ",[]! \t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(start, at);
            if (name.isEmpty()) {
                throw problem(reason, start, "expected " + (kind.equals("address") ? "an " : "a ") + kind, "");
            }
            if (name.charAt(0) == '$') {
                return variable(name.substring(1), start);
            }
            S set = word.apply(name);
            if (set == null) {
                throw problem(reason, start, "\"" + clipped(name) + "\" is no " + kind, kind.equals("address")
                        ? "write any, 10.0.0.1, 10.0.0.0/8, 10.0.0.1-10.0.0.9 or the same in IPv6"
                        : "write any, 80, 80:90, 80: or :90; 0 to 65535");
            }
            return set;
        }

        private S variable(String name, int start) {
            String value = variables.get(name);
            if (value == null) {
                String hint = Spelling.nearest(name, variables.keySet()).map(near -> "did you mean $" + near + "?")
                        .orElse("define it under vars." + kind + "-groups in the configuration");
                throw problem(Reason.VARIABLE, start, "$" + clipped(name) + " is not defined", hint);
            }
            if (within.contains(name) || within.size() >= DEEPEST) {
                throw problem(Reason.VARIABLE, start, "$" + name + " is defined by itself",
                        "chain: " + String.join(", ", within));
            }
            Set<String> nested = new TreeSet<>(within);
            nested.add(name);
            return new Reading(value, inVariable ? offset : offset + start, nested).all();
        }

        /** Inside a variable all places are where the rule names it, and the message says in which one. */
        private RuleException problem(Reason why, int place, String message, String hint) {
            if (!inVariable) {
                return new RuleException(why, offset + place, message, hint);
            }
            return new RuleException(why, offset, "in variable $" + String.join(", $", within) + ": " + message, hint);
        }

        private void skipBlanks() {
            while (at < text.length() && text.charAt(at) <= ' ') {
                at++;
            }
        }
    }
}
