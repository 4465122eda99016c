/** Benchmarks of {@code org.sluice.dataplane.contract}. */
package org.sluice.perf.bench.contract;
