/**
 * Rule text: files into logical lines, lines into headers and options, each with its place, and problems that point at
 * it. Knows the grammar of headers, variables, classification, reference and threshold files; what an option means is
 * {@code rules.keyword}'s matter.
 *
 * <p>Cold; any thread, no shared mutable state. Never throws on text, however hostile: what is wrong becomes a
 * {@link org.sluice.rules.text.Problem}. Bytes are kept as they are: one char a byte (ISO-8859-1). Neighbours:
 * {@code rules.model} (what it produces), {@code rules.keyword} (its caller).
 */
package org.sluice.rules.text;
