/** Benchmarks of {@code org.sluice.dataplane.stream}. */
package org.sluice.perf.bench.stream;
