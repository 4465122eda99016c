package org.sluice.rules.text;

import java.util.Collection;
import java.util.Optional;

/** Finds the name somebody probably meant. */
public final class Spelling {
    private Spelling() {}

    /** The known name nearest to {@code word}, when one is near enough: a third of its letters wrong at most. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > 64) {
            return Optional.empty();
        }
        String best = null;
        int bestDistance = Math.max(1, word.length() / 3) + 1;
        for (String name : known) {
            if (Math.abs(name.length() - word.length()) < bestDistance) {
                int distance = distance(word, name);
                if (distance < bestDistance || distance == bestDistance && best != null && name.compareTo(best) < 0) {
                    best = name;
                    bestDistance = distance;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code did you mean "x"?} or "". */
    public static String suggestion(String word, Collection<String> known) {
        return nearest(word, known).map(name -> "did you mean \"" + name + "\"?").orElse("");
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substituted, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
