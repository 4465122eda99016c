package org.sluice.control.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluice.rules.keyword.Keyword;
import org.sluice.rules.keyword.KeywordRegistry;

/** The keyword reference, made from the same registry that parses rules. */
final class RegistryReference implements KeywordReference {
    @Override
    public List<String> print(List<String> names, PrintWriter out) {
        KeywordRegistry registry = KeywordRegistry.standard();
        List<String> unknown = new ArrayList<>();
        if (names.isEmpty()) {
            registry.keywords().stream().map(Keyword::family).distinct().forEach(family -> {
                out.println(family);
                registry.keywords().stream().filter(keyword -> keyword.family().equals(family)).forEach(keyword ->
                    out.printf("  %-28s %s%s%n", keyword.name(), keyword.isEnforced() ? "" : "(not enforced) ",
                        keyword.summary()));
            });
            return unknown;
        }
        for (String name : names) {
            Optional<Keyword> keyword = registry.find(name.toLowerCase(Locale.ROOT));
            keyword.ifPresentOrElse(found -> print(found, out), () -> unknown.add(name));
        }
        return unknown;
    }

    private static void print(Keyword keyword, PrintWriter out) {
        out.println(keyword.name() + "    (" + keyword.family() + ")");
        out.println("  " + keyword.summary());
        out.println("  syntax:   " + keyword.syntax());
        out.println("  example:  " + keyword.example());
        if (!keyword.aliases().isEmpty()) {
            out.println("  also as:  " + String.join(", ", keyword.aliases()));
        }
        if (!keyword.isEnforced()) {
            out.println("  not enforced: " + keyword.unenforced());
        }
        out.println();
    }
}
