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

    /** Letters to insert, leave out, change or exchange with their neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                cost[i][j] = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1])
                        + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
