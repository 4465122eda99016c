/**
 * Configuration: one commented YAML file, checked as a whole before anything starts. Every setting is a line of a table
 * ({@link org.sluice.control.config.Settings}) with its key, type, default, the reasoning behind it and what is
 * allowed;
 * the checks, {@code config show} and the default file are made from that table.
 *
 * <p>Cold, any thread; a {@link org.sluice.control.config.Configuration} does not change once made. Neighbours:
 * {@code cli} loads it and hands each part of the system what concerns it.
 */
package org.sluice.control.config;
