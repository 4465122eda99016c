package org.sluice.control.config;

import java.util.Collection;
import java.util.Optional;

/** Guesses what somebody meant to write. */
final class Spelling {
    private Spelling() {
    }

    /** {@code "; did you mean x?"} when one of the names is near enough, else nothing. */
    static String hint(String written, Collection<String> names) {
        return nearest(written, names).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** The name with the fewest edits between it and what was written, when those are few for its length. */
    static Optional<String> nearest(String written, Collection<String> names) {
        String best = null;
        int bestDistance = Math.max(2, written.length() / 4) + 1;
        for (String name : names) {
            int distance = distance(written, name, bestDistance);
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Edits (insert, delete, replace, swap neighbours) from one text to the other; {@code limit} when not fewer. */
    private static int distance(String from, String to, int limit) {
        if (Math.abs(from.length() - to.length()) >= limit) {
            return limit;
        }
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int cost = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
                    && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return Math.min(last[to.length()], limit);
    }
}
