/**
 * Turns typed rules into an image: chooses what of each rule is searched for, groups those windows, compiles them into
 * databases, and writes the rest of the rule as columns and programs.
 *
 * <p>Cold; a compilation belongs to one thread and shares nothing but the cache directory. Neighbours:
 * {@code rules.model} is what comes in, {@code rules.image} what goes out, {@code bindings.vectorscan} compiles the
 * databases.
 */
package org.sluice.rules.compile;
