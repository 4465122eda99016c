package org.sluice.rules.text;

/**
 * One option as written: {@code name;} or {@code name:value;}.
 *
 * @param name in lower case
 * @param value without the blanks around it, escapes untouched; null when there is no colon
 * @param nameOffset where the name begins in the rule's text
 * @param valueOffset where the value begins in the rule's text; without one, where it would
 */
public record RuleOption(String name, String value, int nameOffset, int valueOffset) {}
