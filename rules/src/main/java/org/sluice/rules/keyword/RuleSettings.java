package org.sluice.rules.keyword;

import java.util.Objects;
import java.util.Set;
import org.sluice.rules.text.Classifications;
import org.sluice.rules.text.References;
import org.sluice.rules.text.RuleVariables;

/**
 * What rules are read with.
 *
 * @param variables addresses and ports that headers name
 * @param classifications what {@code classtype} may name
 * @param references what {@code reference} may name
 * @param version the edition of Suricata's rule language that {@code requires} asks for, as {@code 8.0.0}
 * @param features what {@code requires: feature} may ask for
 */
public record RuleSettings(
        RuleVariables variables, Classifications classifications, References references, String version,
        Set<String> features) {

    /** Checks and copies. */
    public RuleSettings {
        Objects.requireNonNull(variables);
        Objects.requireNonNull(classifications);
        Objects.requireNonNull(references);
        features = Set.copyOf(features);
    }

    /** The usual variables, classifications and references. */
    public static RuleSettings defaults() {
        return new RuleSettings(RuleVariables.defaults(), Classifications.defaults(), References.defaults(), "9.0.0",
                Set.of());
    }

    /** The same with other variables. */
    public RuleSettings variables(RuleVariables others) {
        return new RuleSettings(others, classifications, references, version, features);
    }

    /** The same with other classifications. */
    public RuleSettings classifications(Classifications others) {
        return new RuleSettings(variables, others, references, version, features);
    }

    /** The same with other references. */
    public RuleSettings references(References others) {
        return new RuleSettings(variables, classifications, others, version, features);
    }
}
