/**
 * What {@code sluice doctor} looks at: everything of a machine that decides whether, and how fast, Sluice runs on it.
 * Each
 * check reads files of /proc and /sys below a root that tests replace, and answers with findings: what is, and the
 * command
 * that mends what is wrong.
 *
 * <p>Cold, the main thread. Neighbours: {@code config} for what is wanted, {@code cli} that prints the findings.
 */
package org.sluice.control.doctor;
