package org.sluice.perf.run;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.detect.RuleSetLoader;
import org.sluice.dataplane.detect.VariableNames;
import org.sluice.rules.compile.Compilation;
import org.sluice.rules.compile.CompileOptions;
import org.sluice.rules.compile.RuleCompiler;
import org.sluice.rules.image.ImageException;
import org.sluice.rules.image.ImageReader;
import org.sluice.rules.keyword.ParsedRules;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;

/**
 * A rule file on its way from text to a set in force: parsed, compiled, mapped.
 *
 * @param rules in force; the caller closes it
 * @param total rules in the file that are switched on
 * @param loaded rules that are enforced
 */
record RuleLoad(RuleSet rules, int total, int loaded) {
    /** Loads {@code file}; what cannot be enforced is left out, as with {@code --skip-bad}. */
    static RuleLoad of(Path file, Arena arena) throws IOException, ImageException {
        ParsedRules parsed = RuleParser.parse(List.of(file), RuleSettings.defaults());
        Compilation compiled = RuleCompiler.compile(parsed.rules(), CompileOptions.defaults(), arena);
        RuleSet rules = new RuleSetLoader(new VariableNames()).load(ImageReader.read(compiled.image(),
                file.toString()), 1);
        return new RuleLoad(rules, parsed.total(), parsed.rules().size() - compiled.refusals().size());
    }
}
