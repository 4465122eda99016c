package org.sluice.rules.keyword;

import java.util.List;
import org.sluice.rules.model.Rule;
import org.sluice.rules.text.Problem;

/**
 * What became of rule files.
 *
 * @param rules can be loaded, in the order of the files
 * @param unenforced well written, but ask for what the engine cannot do; {@link Rule#unenforced()} says what
 * @param problems all of them, in the order of the files
 * @param total rules met
 * @param skipped rules left out without fault: unmet {@code requires}, replaced by a newer revision
 */
public record ParsedRules(List<Rule> rules, List<Rule> unenforced, List<Problem> problems, int total, int skipped) {
    /** Rules lost: wrong, or not enforced. */
    public int refused() {
        return total - rules.size() - skipped;
    }
}
