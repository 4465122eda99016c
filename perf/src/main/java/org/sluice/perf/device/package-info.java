/**
 * The device under test: one that is there already behind two ports, or a Sluice that is started for the run, joined
 * to the
 * generator by memif (shared memory, no kernel) or by veth pairs in a network namespace. What was made for a run is
 * removed
 * with it. Cold. Owning thread: the command's.
 */
package org.sluice.perf.device;
