/** Benchmarks of {@code org.sluice.dataplane.defrag}. */
package org.sluice.perf.bench.defrag;
