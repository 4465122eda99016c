package org.sluice.dataplane.detect;

/** Is told of rules that are no longer evaluated. */
public interface QuarantineListener {
    /**
     * A rule ran past its budget for the last time: this worker evaluates it no more until another rule set comes.
     *
     * @param overruns how often it did
     * @param timestampNs of the packet it happened at
     */
    void onQuarantined(RuleSet rules, int rule, int overruns, long timestampNs);
}
