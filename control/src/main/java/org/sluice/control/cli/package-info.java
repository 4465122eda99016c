/**
 * The command line: one class a command, each thin, each with its exit status. What a command does it asks of a small
 * interface ({@link org.sluice.control.cli.ReplayEngine}, {@link org.sluice.control.cli.RuleChecker},
 * {@link org.sluice.control.cli.Plane}); {@link org.sluice.control.cli.Wiring} is the one place that knows which class
 * stands behind each.
 *
 * <p>Cold, the main thread. Neighbours: {@code config} for the settings, {@code api} to ask a running control plane,
 * {@code query} for the journal. The only package of the control plane that may start the engine in its own process.
 */
package org.sluice.control.cli;
