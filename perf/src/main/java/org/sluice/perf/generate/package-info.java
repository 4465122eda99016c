/**
 * The traffic generator: frames sent at a rate through one or two DPDK ports, received at the other, every one
 * accounted
 * for. One thread sends and receives, so that a generator takes one core and one clock stamps both ends.
 *
 * <pre>
 *   Pacer --> FlowFrames --> left port ==> device under test ==> right port --> SequenceLedger, LatencyRecorder
 * </pre>
 *
 * <p>Hot: {@link org.sluice.perf.generate.Stream} and what it calls, without allocation. Cold: opening ports, a trial's
 * beginning and end. Owning thread: {@link org.sluice.perf.generate.GeneratorThread}. Neighbours: {@code traffic} makes
 * the frames, {@code rfc2544} decides which trials to run.
 */
package org.sluice.perf.generate;
