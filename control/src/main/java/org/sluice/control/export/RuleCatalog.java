package org.sluice.control.export;

/** Texts of the rules of all images whose events may still be in the journal. */
@FunctionalInterface
public interface RuleCatalog {
    /** Knows nothing. */
    RuleCatalog EMPTY = (generation, ruleId, gid, sid, rev) -> RuleText.UNKNOWN;

    /**
     * @param generation of the image whose rule matched
     * @param ruleId     in that image
     * @param gid        group id, for a catalog that no longer has the image
     * @param sid        signature id, likewise
     * @param rev        revision, likewise
     * @return the rule's text, {@link RuleText#UNKNOWN} when there is none, never null
     */
    RuleText find(long generation, int ruleId, int gid, long sid, int rev);
}
