/**
 * The tests of RFC 2544 (and RFC 9004 for back-to-back frames) over any {@link org.sluice.perf.generate.Trials}:
 * throughput, latency, frame loss rate, back-to-back frames, system recovery. Cold: decides what to try next. Owning
 * thread: the command's. Neighbours: {@code generate} runs the trials, {@code report} shows the results.
 */
package org.sluice.perf.rfc2544;
