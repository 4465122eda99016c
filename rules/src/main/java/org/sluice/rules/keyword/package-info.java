/**
 * What the words of a rule mean: one family of keywords, one file, one shape. Each keyword says what it is, how it is
 * written and whether the engine enforces it, and turns its option into records of {@code rules.model}; the same
 * registry prints the reference. {@link org.sluice.rules.keyword.RuleParser} is the door: files in, typed rules and all
 * problems out.
 *
 * <p>Keywords, their spellings and their meaning follow Suricata's user guide (8.0). Cold; a registry is immutable once
 * built, a parser belongs to one thread. Neighbours: {@code rules.text} (lines, headers, problems),
 * {@code rules.model}, {@code rules.compile} (takes the rules).
 */
package org.sluice.rules.keyword;
