/**
 * Programs that {@code perf/compare} starts: each drives the engine in one way for a given time and prints what it did.
 * A program's last line is one JSON object. Cold, but for the engine inside.
 */
package org.sluice.perf.run;
