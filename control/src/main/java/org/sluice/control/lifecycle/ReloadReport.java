package org.sluice.control.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * What became of a reload.
 *
 * @param applied     whether the new rule set is in force on every worker, or waits for the first data plane to come
 * @param generation  of the new rule set, or of the one that stays
 * @param outcome     {@code adopted}, {@code stored}, {@code unchanged}, {@code refused}, {@code timed out}
 * @param ruleSet     what was compiled, null when it was refused before
 * @param compileNs   time to read and compile
 * @param adoptNs     time from the command to the last worker's acknowledgement
 * @param workers     that have adopted it
 * @param text        why not, empty when all is well
 * @param problems    of the rules, each with its place
 */
public record ReloadReport(
    boolean applied, long generation, String outcome, RuleSet ruleSet, long compileNs, long adoptNs, int workers,
    String text, List<String> problems) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Copies. */
    public ReloadReport {
        problems = List.copyOf(problems);
    }

    /** @return as the control socket answers */
    public ObjectNode toJson() {
        final ObjectNode json = MAPPER.createObjectNode();
        json.put("applied", applied).put("generation", generation).put("outcome", outcome);
        if (ruleSet != null) {
            json.put("digest", ruleSet.digest()).put("total", ruleSet.total()).put("loaded", ruleSet.loaded())
                .put("refused", ruleSet.refused());
        }
        json.put("compile_ms", compileNs / 1e6).put("adopt_ms", adoptNs / 1e6).put("workers", workers)
            .put("text", text);
        final ArrayNode list = json.putArray("problems");
        problems.forEach(list::add);
        return json;
    }
}
