package org.sluice.rules.model;

/**
 * Asks for a numeric property of the packet, flow or transaction.
 *
 * @param field which
 * @param test what it must be
 */
public record IntegerMatch(IntegerField field, IntegerTest test) implements Match {}
