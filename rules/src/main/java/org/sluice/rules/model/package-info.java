/**
 * The typed rule: what a line of rule text means, with variables resolved and every keyword turned into a small record.
 *
 * <p>Cold, immutable, without behaviour beyond answering questions about itself; read by any thread. Neighbours:
 * {@code rules.text} scans the lines, {@code rules.keyword} builds these records from options, {@code rules.compile}
 * turns them into an image.
 */
package org.sluice.rules.model;
