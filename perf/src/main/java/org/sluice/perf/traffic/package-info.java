/**
 * Traffic for the lab: frames made to measure, and what a frame carries so that its receiver can account for it.
 *
 * <p>Hot: {@link org.sluice.perf.traffic.FlowFrames} and {@link org.sluice.perf.traffic.Stamp}, on the generator's
 * thread,
 * without allocation. Cold: everything else. Neighbours: {@code generate} sends these frames and reads the stamps.
 */
package org.sluice.perf.traffic;
