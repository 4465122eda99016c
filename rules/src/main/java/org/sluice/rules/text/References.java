package org.sluice.rules.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sluice.rules.model.Meta;

/** What {@code reference} may name: the lines of a reference file. */
public final class References {
    private static final String PREFIX = "config reference:";

    private final Map<String, String> urlBySystem;

    private References(Map<String, String> urlBySystem) {
        this.urlBySystem = urlBySystem;
    }

    /** Reads a file of lines {@code config reference: system url-prefix}; lines of another form become problems. */
    public static References parse(String file, String content, List<Problem> problems) {
        Map<String, String> found = new LinkedHashMap<>();
        for (ConfigLines.Line line : ConfigLines.read(content)) {
            boolean known = line.text().toLowerCase(Locale.ROOT).startsWith(PREFIX);
            String[] words = known ? line.text().substring(PREFIX.length()).trim().split("\\s+") : new String[0];
            if (words.length != 2) {
                problems.add(new Problem(file, line.number(), 1, Problem.Severity.ERROR, 0, Reason.CONFIGURATION,
                        "this is no reference system", "write " + PREFIX + " system url-prefix", line.text()));
            } else {
                found.putIfAbsent(words[0].toLowerCase(Locale.ROOT), words[1]);
            }
        }
        return new References(found);
    }

    /** The systems that public rule sets use. */
    public static References defaults() {
        return Defaults.INSTANCE;
    }

    /** Whether that system is known, in any case. */
    public boolean knows(String system) {
        return urlBySystem.containsKey(system.toLowerCase(Locale.ROOT));
    }

    /** The address of a reference, which may be spelled out with its scheme, or empty when its system is not known. */
    public Optional<String> url(Meta.Reference reference) {
        if (knows(reference.system()) && reference.id().contains("://")) {
            return Optional.of(reference.id());
        }
        return Optional.ofNullable(urlBySystem.get(reference.system())).map(prefix -> prefix + reference.id());
    }

    private static final class Defaults {
        static final References INSTANCE = load();

        private static References load() {
            List<Problem> problems = new ArrayList<>();
            References loaded = parse("reference.config",
                    ConfigLines.resource("/org/sluice/rules/shipped/reference.config"), problems);
            if (!problems.isEmpty()) {
                throw new IllegalStateException(problems.getFirst().render());
            }
            return loaded;
        }
    }
}
