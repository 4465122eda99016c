/** Benchmarks of {@code org.sluice.dataplane.verdict}. */
package org.sluice.perf.bench.verdict;
