package org.sluice.rules.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.AddressSet.Range;

/**
 * What lists say of addresses: a categories file of lines {@code id,short name,description}, ids 0 to 59, and
 * reputation files of lines {@code address[/prefix],id,score}, scores 0 to 127. In each category the longest prefix
 * that holds an
 * address gives its score; of two lines about the same prefix the later one counts. Immutable.
 */
public final class Reputations {
    /** No lists. */
    public static final Reputations NONE = new Reputations(Map.of());

    private static final int CATEGORIES = 60;
    private static final int MOST_SCORE = 127;

    /** A line of a reputation file; a range is a whole prefix, so of two that share an address one holds the other. */
    private record Entry(Range range, int score) {
        /** Wider prefixes first where they begin together; equal ones stay in the order of the files. */
        static final Comparator<Entry> ORDER = Comparator.comparing(Entry::range,
                Comparator.<Range, Long>comparing(Range::firstHigh, Long::compareUnsigned)
                        .thenComparing(Range::firstLow, Long::compareUnsigned)
                        .thenComparing(Range::lastHigh, (a, b) -> Long.compareUnsigned(b, a))
                        .thenComparing(Range::lastLow, (a, b) -> Long.compareUnsigned(b, a)));
    }

    /** What one category lists. */
    private static final class Listing {
        private final List<Entry> ipv4 = new ArrayList<>();
        private final List<Entry> ipv6 = new ArrayList<>();
    }

    private final Map<String, Listing> byName;

    private Reputations(Map<String, Listing> byName) {
        this.byName = byName;
    }

    /** Reads files; lines that are wrong become problems and are left out. */
    public static Reputations parse(RuleFile categories, List<RuleFile> lists, List<Problem> problems) {
        Map<String, Listing> byName = new TreeMap<>();
        Map<Integer, Listing> byId = new HashMap<>();
        forEachLine(categories, problems, line -> {
            int first = line.indexOf(',');
            int second = line.indexOf(',', first + 1);
            int id = first < 0 ? -1 : number(line.substring(0, first), CATEGORIES - 1);
            String name = first < 0 ? "" : line.substring(first + 1, second < 0 ? line.length() : second).trim();
            if (id < 0 || name.isEmpty()) {
                throw new RuleException(Reason.CONFIGURATION, 0, "this is no category",
                        "write id,short name,description with an id of 0 to " + (CATEGORIES - 1));
            }
            byName.put(name, byId.computeIfAbsent(id, unused -> new Listing()));
        });
        for (RuleFile list : lists) {
            forEachLine(list, problems, line -> take(line, byId));
        }
        byId.values().forEach(listing -> {
            listing.ipv4.sort(Entry.ORDER);
            listing.ipv6.sort(Entry.ORDER);
        });
        return new Reputations(byName);
    }

    private interface LineReader {
        void take(String line) throws RuleException;
    }

    private static void forEachLine(RuleFile file, List<Problem> problems, LineReader reader) {
        RuleLines lines = new RuleLines(file.name(), file.content());
        RuleText line;
        while ((line = lines.next()) != null) {
            try {
                reader.take(line.text());
            } catch (RuleException e) {
                problems.add(line.problem(e.offset(), Problem.Severity.ERROR, 0, e.reason(), e.getMessage(), e.hint()));
            }
        }
    }

    private static void take(String line, Map<Integer, Listing> byId) {
        String[] words = line.split(",", -1);
        AddressSet addresses = AddressGrammar.parse(words[0].trim());
        int score = words.length == 3 ? number(words[2], MOST_SCORE) : -1;
        if (addresses == null || score < 0 || !isOfPrefixes(addresses)) {
            throw new RuleException(Reason.CONFIGURATION, 0, "this gives no address a score",
                    "write address,category,score or address/prefix,category,score with a score of 0 to " + MOST_SCORE);
        }
        Listing listing = byId.get(number(words[1], CATEGORIES - 1));
        if (listing == null) {
            throw new RuleException(Reason.CONFIGURATION, words[0].length() + 1, "there is no such category",
                    "the categories file says which there are");
        }
        addresses.ipv4Ranges().forEach(range -> listing.ipv4.add(new Entry(range, score)));
        addresses.ipv6Ranges().forEach(range -> listing.ipv6.add(new Entry(range, score)));
    }

    /** Prefixes lie in each other or apart, which the search for the longest relies on; other ranges may overlap. */
    private static boolean isOfPrefixes(AddressSet addresses) {
        return addresses.ipv4Ranges().stream().allMatch(Range::isPrefix)
                && addresses.ipv6Ranges().stream().allMatch(Range::isPrefix);
    }

    /** A number of 0 to {@code most}, or -1. */
    private static int number(String text, int most) {
        try {
            int number = Integer.parseInt(text.trim());
            return number <= most ? Math.max(-1, number) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Whether there are no categories. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** Whether there is a category of that short name. */
    public boolean has(String category) {
        return byName.containsKey(category);
    }

    /** The categories' short names, sorted. */
    public List<String> categories() {
        return List.copyOf(byName.keySet());
    }

    /** The addresses that a category lists with a score that fits. */
    public AddressSet listed(String category, IntPredicate fits) {
        Listing listing = byName.get(category);
        return AddressSet.of(fitting(listing.ipv4, fits), fitting(listing.ipv6, fits));
    }

    /** One sweep over prefixes, each after those that hold it. */
    private static List<Range> fitting(List<Entry> entries, IntPredicate fits) {
        List<Range> found = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        for (Entry entry : entries) {
            while (!open.isEmpty() && !open.getLast().range.holds(entry.range)) {
                open.removeLast().end(found);
            }
            if (!open.isEmpty()) {
                open.getLast().giveAway(entry.range, found);
            }
            open.add(new Open(entry.range, fits.test(entry.score)));
        }
        while (!open.isEmpty()) {
            open.removeLast().end(found);
        }
        return found;
    }

    /** A prefix whose end the sweep has not come to: what longer ones in it do not take is its own. */
    private static final class Open {
        private final Range range;
        private final boolean fits;
        /** The first address not given to anyone yet; none when spent. */
        private long high;
        private long low;
        private boolean spent;

        Open(Range range, boolean fits) {
            this.range = range;
            this.fits = fits;
            high = range.firstHigh();
            low = range.firstLow();
        }

        void giveAway(Range inner, List<Range> found) {
            if (fits && (high != inner.firstHigh() || low != inner.firstLow())) {
                long lastLow = inner.firstLow() - 1;
                found.add(new Range(high, low, inner.firstHigh() - (inner.firstLow() == 0 ? 1 : 0), lastLow));
            }
            low = inner.lastLow() + 1;
            high = inner.lastHigh() + (low == 0 ? 1 : 0);
            spent = inner.lastHigh() == range.lastHigh() && inner.lastLow() == range.lastLow();
        }

        void end(List<Range> found) {
            if (fits && !spent) {
                found.add(new Range(high, low, range.lastHigh(), range.lastLow()));
            }
        }
    }
}
