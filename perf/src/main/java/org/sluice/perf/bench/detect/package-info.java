/** Benchmarks of {@code org.sluice.dataplane.detect}. */
package org.sluice.perf.bench.detect;
