package org.sluice.rules.compile;

import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.RuleFlags;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Section;

/**
 * What makes a rule a candidate: a window of one of its contents, or, with none worth searching for, that its buffer is
 * there at all.
 *
 * @param section where, or null when the rule looks at no buffer that could say
 * @param window what is searched for, or null
 * @param content what the window is a part of, or null
 */
record Trigger(Section section, PatternWindow window, Content content) {
    /** Divides the rarity of windows in buffers whose values are mostly the same few. */
    private static final int COMMON_VALUES = 3;

    /**
     * The trigger of a rule: the content it chose itself, else the one with the rarest window. Negated contents never
     * are; a rule about transactions is triggered by them, not by payload.
     */
    static Trigger of(Rule rule, RuleShape shape, SharedGrams shared) {
        boolean transaction = shape.has(RuleFlags.ON_TRANSACTION);
        Trigger best = null;
        int bestScore = -1;
        Section fallback = null;
        for (Section section : rule.sections()) {
            if (section.buffer() == Buffer.BASE64_DATA
                    || transaction != RuleShape.isOfTransaction(section.buffer())) {
                continue;
            }
            if (section.matches().stream().anyMatch(match -> match instanceof Match.Absent)) {
                continue;
            }
            fallback = fallback == null ? section : fallback;
            for (Match match : section.matches()) {
                if (match instanceof Content content && !content.negated() && isSearched(section)) {
                    PatternWindow window = PatternWindow.of(content, shared);
                    int score = score(section, content, window);
                    if (score > bestScore) {
                        best = new Trigger(section, window, content);
                        bestScore = score;
                    }
                }
            }
        }
        return best != null && !best.window.isWeak() ? best : new Trigger(fallback, null, null);
    }

    /**
     * The buffer that the window is searched for in: a response's body is what {@code file.data} shows of it, too, so
     * that one search serves the rules of both.
     */
    Buffer searched() {
        boolean isBody = section.buffer() == Buffer.HTTP_RESPONSE_BODY && section.transforms().isEmpty();
        return isBody && window != null ? Buffer.FILE_DATA : section.buffer();
    }

    /** A choice of the rule's own wins over all but a weak window. */
    private static int score(Section section, Content content, PatternWindow window) {
        int score = hasCommonValues(section.buffer()) ? window.tenths() / COMMON_VALUES : window.tenths();
        boolean chosen = content.fastPattern().kind() != Content.FastPattern.Kind.NONE;
        return chosen && !window.isWeak() ? score + 100_000 : score;
    }

    /** Headers of packets are short and asked for by few rules: those are looked at without a search. */
    private static boolean isSearched(Section section) {
        return section.buffer() == Buffer.PAYLOAD || RuleShape.isOfTransaction(section.buffer());
    }

    private static boolean hasCommonValues(Buffer buffer) {
        return switch (buffer) {
            case HTTP_METHOD, HTTP_PROTOCOL, HTTP_STAT_CODE, HTTP_STAT_MSG, HTTP_CONNECTION, HTTP_HEADER_NAMES, HTTP_START,
                    HTTP_ACCEPT, HTTP_ACCEPT_ENC, HTTP_ACCEPT_LANG, HTTP_CONTENT_TYPE, TLS_VERSION -> true;
            default -> false;
        };
    }
}
