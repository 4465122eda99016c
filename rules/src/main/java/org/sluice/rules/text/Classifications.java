package org.sluice.rules.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code classtype} may name: the lines of a classification file. */
public final class Classifications {
    private static final String PREFIX = "config classification:";

    private final Map<String, Classification> byName;

    private Classifications(Map<String, Classification> byName) {
        this.byName = byName;
    }

    /**
     * One classification.
     *
     * @param name the short name rules use, in lower case
     * @param description what is shown ({@code category} in EVE)
     * @param priority of its rules, 1 (highest) to 255
     */
    public record Classification(String name, String description, int priority) {}

    /**
     * Reads a file of lines {@code config classification: name,description,priority}; lines of another form become
     * problems.
     */
    public static Classifications parse(String file, String content, List<Problem> problems) {
        Map<String, Classification> found = new LinkedHashMap<>();
        for (ConfigLines.Line line : ConfigLines.read(content)) {
            Classification classification = parse(line.text());
            if (classification == null) {
                problems.add(new Problem(file, line.number(), 1, Problem.Severity.ERROR, 0, Reason.CONFIGURATION,
                        "this is no classification", "write " + PREFIX + " name,description,priority", line.text()));
            } else {
                found.putIfAbsent(classification.name(), classification);
            }
        }
        return new Classifications(found);
    }

    private static Classification parse(String line) {
        if (!line.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
            return null;
        }
        String rest = line.substring(PREFIX.length());
        int first = rest.indexOf(',');
        int last = rest.lastIndexOf(',');
        if (first <= 0 || last == first) {
            return null;
        }
        try {
            int priority = Integer.parseInt(rest.substring(last + 1).trim());
            String name = rest.substring(0, first).trim().toLowerCase(Locale.ROOT);
            return priority < 1 || priority > 255 || name.isEmpty() ? null
                    : new Classification(name, rest.substring(first + 1, last).trim(), priority);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The classifications that public rule sets use. */
    public static Classifications defaults() {
        return Defaults.INSTANCE;
    }

    /** The classification of that short name. */
    public Optional<Classification> find(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All of them, in the order of the file. */
    public List<Classification> all() {
        return List.copyOf(byName.values());
    }

    private static final class Defaults {
        static final Classifications INSTANCE = load();

        private static Classifications load() {
            List<Problem> problems = new ArrayList<>();
            Classifications loaded = parse("classification.config",
                    ConfigLines.resource("/org/sluice/rules/shipped/classification.config"), problems);
            if (!problems.isEmpty()) {
                throw new IllegalStateException(problems.getFirst().render());
            }
            return loaded;
        }
    }
}
