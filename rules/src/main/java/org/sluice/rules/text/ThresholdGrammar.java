package org.sluice.rules.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.sluice.rules.model.Action;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.RateFilter;
import org.sluice.rules.model.Suppression;
import org.sluice.rules.model.Threshold;

/** One line of a threshold file: a word, then {@code name value} pairs parted by commas. */
final class ThresholdGrammar {
    private static final long UINT32 = 0xffff_ffffL;

    private final ThresholdConfig config;
    private final GroupGrammar<AddressSet> addresses;

    /** The pairs of the line being read. */
    private TreeMap<String, Value> values = new TreeMap<>();
    private int lineEnd;

    private record Value(String text, int offset) {}

    ThresholdGrammar(ThresholdConfig config, RuleVariables variables) {
        this.config = config;
        addresses = new GroupGrammar<>(Reason.ADDRESS, "address", variables.addressGroups(), AddressGrammar::parse,
                AddressSet.ANY, AddressSet.NONE, AddressSet::union, AddressSet::complement, AddressSet::isEmpty);
    }

    void take(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) > ' ') {
            end++;
        }
        lineEnd = line.length();
        String kind = line.substring(0, end).toLowerCase(Locale.ROOT);
        switch (kind) {
            case "threshold", "event_filter" -> {
                read(line, end, Set.of("gen_id", "sig_id", "type", "track", "count", "seconds", "multiplier"));
                config.add(target(), threshold());
            }
            case "suppress" -> {
                read(line, end, Set.of("gen_id", "sig_id", "track", "ip"));
                config.add(target(), suppression());
            }
            case "rate_filter" -> {
                read(line, end, Set.of("gen_id", "sig_id", "track", "count", "seconds", "new_action", "timeout"));
                config.add(target(), rateFilter());
            }
            default -> throw problem(0, "\"" + kind + "\" begins no entry of a threshold file",
                    "entries begin with threshold, event_filter, suppress or rate_filter");
        }
    }

    private void read(String line, int from, Set<String> known) {
        values = new TreeMap<>();
        for (int[] part : parts(line, from)) {
            int nameEnd = part[0];
            while (nameEnd < part[1] && line.charAt(nameEnd) > ' ') {
                nameEnd++;
            }
            String name = line.substring(part[0], nameEnd).toLowerCase(Locale.ROOT);
            int valueStart = nameEnd;
            while (valueStart < part[1] && line.charAt(valueStart) <= ' ') {
                valueStart++;
            }
            if (!known.contains(name)) {
                throw problem(part[0], "\"" + name + "\" is not known here", Spelling.nearest(name, known)
                        .map(near -> "did you mean \"" + near + "\"?").orElse("known: " + String.join(", ", known)));
            }
            if (values.put(name, new Value(line.substring(valueStart, part[1]).trim(), valueStart)) != null) {
                throw problem(part[0], name + " twice", "");
            }
        }
    }

    /** Begin and end of the pieces between commas outside of brackets, blanks around them left out. */
    private static List<int[]> parts(String line, int from) {
        List<int[]> parts = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int i = from; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : ',';
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && (depth <= 0 || i == line.length())) {
                int first = start;
                int last = i;
                while (first < last && line.charAt(first) <= ' ') {
                    first++;
                }
                while (last > first && line.charAt(last - 1) <= ' ') {
                    last--;
                }
                parts.add(new int[] {first, last});
                start = i + 1;
            }
        }
        return parts;
    }

    private ThresholdConfig.Target target() {
        long gid = number("gen_id", 0, UINT32);
        long sid = number("sig_id", 0, UINT32);
        if (gid == 0 && sid != 0) {
            throw problem(value("gen_id").offset(), "gen_id 0 goes with sig_id 0 only", "the usual gen_id is 1");
        }
        return new ThresholdConfig.Target(gid, sid);
    }

    private Threshold threshold() {
        Threshold.Type type = switch (value("type").text().toLowerCase(Locale.ROOT)) {
            case "limit" -> Threshold.Type.LIMIT;
            case "threshold" -> Threshold.Type.THRESHOLD;
            case "both" -> Threshold.Type.BOTH;
            case "backoff" -> Threshold.Type.BACKOFF;
            default -> throw notOneOf("type", "limit, threshold, both, backoff");
        };
        boolean backoff = type == Threshold.Type.BACKOFF;
        return new Threshold(type, track(), number("count", 1, UINT32), backoff ? 0 : number("seconds", 1, UINT32),
                backoff ? number("multiplier", 1, UINT32) : 0);
    }

    private Threshold.Track track() {
        return switch (value("track").text().toLowerCase(Locale.ROOT)) {
            case "by_src" -> Threshold.Track.BY_SRC;
            case "by_dst" -> Threshold.Track.BY_DST;
            case "by_both" -> Threshold.Track.BY_BOTH;
            case "by_rule" -> Threshold.Track.BY_RULE;
            case "by_flow" -> Threshold.Track.BY_FLOW;
            default -> throw notOneOf("track", "by_src, by_dst, by_both, by_rule, by_flow");
        };
    }

    private Suppression suppression() {
        if (!values.containsKey("track") && !values.containsKey("ip")) {
            return new Suppression(Match.AddressSide.ANY, AddressSet.ANY);
        }
        Match.AddressSide side = switch (value("track").text().toLowerCase(Locale.ROOT)) {
            case "by_src" -> Match.AddressSide.SOURCE;
            case "by_dst" -> Match.AddressSide.DESTINATION;
            case "by_either" -> Match.AddressSide.ANY;
            default -> throw notOneOf("track", "by_src, by_dst, by_either");
        };
        Value ip = value("ip");
        String text = ip.text().indexOf(',') >= 0 && !ip.text().startsWith("[") && !ip.text().startsWith("!")
                ? '[' + ip.text() + ']' : ip.text();
        return new Suppression(side, addresses.parse(text, ip.offset()));
    }

    private RateFilter rateFilter() {
        Action action = Action.byName(value("new_action").text().toLowerCase(Locale.ROOT))
                .filter(a -> a != Action.CONFIG).orElseThrow(() -> notOneOf("new_action", "alert, drop, pass, reject"));
        return new RateFilter(track(), number("count", 1, UINT32), number("seconds", 1, UINT32), action,
                number("timeout", 1, UINT32));
    }

    private Value value(String name) {
        Value value = values.get(name);
        if (value == null) {
            throw problem(Math.max(0, lineEnd - 1), name + " is missing", "");
        }
        return value;
    }

    private long number(String name, long least, long most) {
        Value value = value(name);
        try {
            long number = Long.parseLong(value.text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of bounds is.
        }
        throw problem(value.offset(), name + " must be " + least + " to " + most, "");
    }

    private RuleException notOneOf(String name, String allowed) {
        return problem(value(name).offset(), "\"" + value(name).text() + "\" is no " + name, "allowed: " + allowed);
    }

    private RuleException problem(int offset, String message, String hint) {
        return new RuleException(Reason.CONFIGURATION, Math.min(offset, Math.max(0, lineEnd - 1)), message, hint);
    }
}
