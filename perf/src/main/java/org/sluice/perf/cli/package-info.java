/**
 * {@code sluice bench}: the lab's commands. Each reads its options, opens the {@link org.sluice.perf.cli.Lab}, runs its
 * tests and writes a {@link org.sluice.perf.report.ResultFolder}. Cold; the command's own thread.
 */
package org.sluice.perf.cli;
