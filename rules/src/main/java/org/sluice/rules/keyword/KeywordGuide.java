package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The keyword reference, written from the registry that parses the keywords. */
public final class KeywordGuide {
    private KeywordGuide() {}

    /** All keywords by family, as Markdown. */
    public static String markdown(KeywordRegistry registry) {
        Map<String, List<Keyword>> families = new TreeMap<>();
        for (Keyword keyword : registry.keywords()) {
            families.computeIfAbsent(keyword.family(), unused -> new ArrayList<>()).add(keyword);
        }
        long enforced = registry.keywords().stream().filter(Keyword::isEnforced).count();
        StringBuilder text = new StringBuilder("# Rule keywords\n\n").append(registry.keywords().size())
                .append(" keywords, ").append(enforced).append(" of them enforced. Spellings and meanings follow the ")
                .append(Keyword.GUIDE).append(".\n");
        families.forEach((family, keywords) -> {
            text.append("\n## ").append(family).append('\n');
            keywords.forEach(keyword -> append(text, keyword));
        });
        return text.toString();
    }

    private static void append(StringBuilder text, Keyword keyword) {
        text.append("\n### `").append(keyword.name()).append("`\n\n").append(keyword.summary()).append("\n\n");
        if (!keyword.aliases().isEmpty()) {
            text.append("- Also: `").append(String.join("`, `", keyword.aliases())).append("`\n");
        }
        text.append("- Written: `").append(keyword.syntax()).append("`\n");
        text.append("- Example: `").append(keyword.example()).append("`\n");
        text.append(keyword.isEnforced() ? "- Enforced\n" : "- Not enforced: " + keyword.unenforced() + "\n");
    }
}
