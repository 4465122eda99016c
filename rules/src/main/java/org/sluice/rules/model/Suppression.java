package org.sluice.rules.model;

/**
 * A rule's matches that raise no alert (the rule's action is carried out all the same).
 *
 * @param side whose address is looked at; with BOTH, as with ANY, one of the two must fit
 * @param addresses which ones
 */
public record Suppression(Match.AddressSide side, AddressSet addresses) {}
