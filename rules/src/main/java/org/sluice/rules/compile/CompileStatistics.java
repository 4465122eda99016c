package org.sluice.rules.compile;

/**
 * What a compilation did, for the report of a reload.
 *
 * @param rules rules in the image
 * @param refused rules left out
 * @param windows distinct windows over all groups
 * @param alwaysRules rules that no search guards: they are looked at whenever their packet, stream or buffer is there
 * @param databases scan databases
 * @param databasesReused of these, found in the cache
 * @param databaseBytes bytes of all databases
 * @param imageBytes bytes of the image
 * @param planNs processor time for the rules' programs and columns
 * @param databaseNs processor time for the databases
 * @param imageNs processor time to lay the image out
 */
public record CompileStatistics(int rules, int refused, int windows, int alwaysRules, int databases, int databasesReused,
                                long databaseBytes, long imageBytes, long planNs, long databaseNs, long imageNs) {
}
