package org.sluice.control.lifecycle;

import org.sluice.control.export.RuleCatalog;
import org.sluice.control.export.RuleText;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Takes a text file for a rule set, one rule a line; a line "bad" refuses the whole. */
final class FileRuleSetLoader implements RuleSetLoader {
    private final Path file;

    FileRuleSetLoader(final Path file) {
        this.file = file;
    }

    @Override
    public RuleSet load(final long generation, final Path image) throws RuleSetRefusedException, IOException {
        final List<String> lines = Files.readAllLines(file);
        if (lines.contains("bad")) {
            throw new RuleSetRefusedException("1 bad rule", List.of(file + ":" + (1 + lines.indexOf("bad")) + ":1: bad"));
        }
        Files.write(image, lines);
        return new RuleSet("digest", lines.size(), lines.size(), 0, List.of());
    }

    @Override
    public RuleCatalog catalog(final Path image) throws IOException {
        final List<String> lines = Files.readAllLines(image);
        return (generation, ruleId, gid, sid, rev) -> sid > 0 && sid <= lines.size() ?
            new RuleText(lines.get((int)sid - 1), "", 3, List.of(), Map.of(), "") : RuleText.UNKNOWN;
    }

    @Override
    public List<Path> files() {
        return List.of(file);
    }
}
