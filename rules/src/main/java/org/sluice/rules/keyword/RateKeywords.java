package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import org.sluice.rules.model.DetectionFilter;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Threshold;

/** How often a rule speaks, and what is logged after it did. */
final class RateKeywords {
    private static final String FAMILY = "Rate";
    private static final long UINT32 = 0xffff_ffffL;
    private static final long DEFAULT_TAGGED_PACKETS = 256;

    private RateKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("threshold", FAMILY, "How many matches make how many alerts.",
                "threshold:type limit|threshold|both|backoff, track by_src|by_dst|by_both|by_rule|by_flow, count n,"
                        + " seconds n[, multiplier n]",
                "threshold:type limit, track by_src, count 1, seconds 60;", RateKeywords::threshold));
        registry.add(Keyword.valued("detection_filter", FAMILY, "The rule matches only after so many matches.",
                "detection_filter:track by_src|by_dst|by_both|by_rule|by_flow, count n, seconds n",
                "detection_filter:track by_src, count 30, seconds 60;", RateKeywords::detectionFilter));
        registry.add(Keyword.valued("tag", FAMILY, "Logs the packets that follow.",
                "tag:session|host[, n, packets|bytes|seconds[, src|dst]] (256 packets, of the destination)",
                        "tag:session,20,packets;",
                RateKeywords::tag));
    }

    private static void threshold(Word value, RuleBuilder rule) {
        Threshold.Type type = null;
        Threshold.Track track = null;
        long count = -1;
        long seconds = 0;
        long multiplier = 0;
        for (Word word : entries(value, rule)) {
            Word[] pair = word.head();
            switch (pair[0].lower()) {
                case "type" -> type = type(pair[1]);
                case "track" -> track = track(pair[1]);
                case "count" -> count = pair[1].number("count", 0, UINT32);
                case "seconds" -> seconds = pair[1].number("seconds", 0, UINT32);
                case "multiplier" -> multiplier = pair[1].number("multiplier", 1, UINT32);
                default -> throw word.notOneOf("option", "type, track, count, seconds, multiplier");
            }
        }
        if (type == null || track == null || count < 0) {
            throw value.refuse("type, track and count are needed",
                    "write threshold:type limit, track by_src, count 1, seconds 60;");
        }
        if (count == 0) {
            throw value.refuse("count must be at least 1", "");
        }
        if (type == Threshold.Type.BACKOFF ? multiplier == 0 : seconds == 0) {
            throw value.refuse(type == Threshold.Type.BACKOFF ? "multiplier is missing" : "seconds is missing", "");
        }
        rule.set(new Threshold(type, track, count, seconds, multiplier), value);
    }

    /**
     * The entries of a threshold. After a forgotten semicolon the next option stands behind the last entry: Suricata
     * takes no notice of it, and neither do we, but say so.
     */
    private static List<Word> entries(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        for (int i = 0; i < words.size(); i++) {
            Word extra = words.get(i).head()[1].head()[1];
            if (!extra.isEmpty()) {
                rule.warn(extra, "this is ignored: " + value.text().substring(extra.offset() - value.offset()),
                        "is a ; missing before it?");
                List<Word> kept = new ArrayList<>(words.subList(0, i));
                kept.add(words.get(i).part(0, extra.offset() - words.get(i).offset()));
                return kept;
            }
        }
        return words;
    }

    private static Threshold.Type type(Word word) {
        return switch (word.lower()) {
            case "limit" -> Threshold.Type.LIMIT;
            case "threshold" -> Threshold.Type.THRESHOLD;
            case "both" -> Threshold.Type.BOTH;
            case "backoff" -> Threshold.Type.BACKOFF;
            default -> throw word.notOneOf("type", "limit, threshold, both, backoff");
        };
    }

    private static Threshold.Track track(Word word) {
        return switch (word.lower()) {
            case "by_src" -> Threshold.Track.BY_SRC;
            case "by_dst" -> Threshold.Track.BY_DST;
            case "by_both" -> Threshold.Track.BY_BOTH;
            case "by_rule" -> Threshold.Track.BY_RULE;
            case "by_flow" -> Threshold.Track.BY_FLOW;
            default -> throw word.notOneOf("thing to track", "by_src, by_dst, by_both, by_rule, by_flow");
        };
    }

    private static void detectionFilter(Word value, RuleBuilder rule) {
        Threshold.Track track = null;
        long count = 0;
        long seconds = 0;
        for (Word word : value.list(',')) {
            Word[] pair = word.head();
            switch (pair[0].lower()) {
                case "track" -> track = track(pair[1]);
                case "count" -> count = pair[1].number("count", 1, UINT32);
                case "seconds" -> seconds = pair[1].number("seconds", 1, UINT32);
                default -> throw word.notOneOf("option", "track, count, seconds");
            }
        }
        if (track == null || count == 0 || seconds == 0) {
            throw value.refuse("track, count and seconds are needed",
                    "write detection_filter:track by_src, count 30, seconds 60;");
        }
        rule.set(new DetectionFilter(track, count, seconds), value);
    }

    private static void tag(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        Effect.Tag.Scope scope = switch (words.getFirst().lower()) {
            case "session" -> Effect.Tag.Scope.SESSION;
            case "host" -> Effect.Tag.Scope.HOST;
            default -> throw words.getFirst().notOneOf("scope", "session, host");
        };
        if (words.size() == 2 || words.size() > 4) {
            throw value.refuse("a count and its unit are needed", "write tag:session,20,packets;");
        }
        long count = words.size() > 1 ? words.get(1).number("count", 1, UINT32) : DEFAULT_TAGGED_PACKETS;
        Effect.Tag.Unit unit = words.size() > 2 ? unit(words.get(2)) : Effect.Tag.Unit.PACKETS;
        Match.AddressSide side = Match.AddressSide.DESTINATION;
        if (words.size() == 4) {
            side = switch (words.get(3).lower()) {
                case "src" -> Match.AddressSide.SOURCE;
                case "dst" -> Match.AddressSide.DESTINATION;
                default -> throw words.get(3).notOneOf("side", "src, dst");
            };
        }
        rule.add(new Effect.Tag(scope, side, count, unit));
    }

    private static Effect.Tag.Unit unit(Word word) {
        return switch (word.lower()) {
            case "packets" -> Effect.Tag.Unit.PACKETS;
            case "bytes" -> Effect.Tag.Unit.BYTES;
            case "seconds" -> Effect.Tag.Unit.SECONDS;
            default -> throw word.notOneOf("unit", "packets, bytes, seconds");
        };
    }
}
