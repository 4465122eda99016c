/** Benchmarks of {@code org.sluice.dataplane.app}. */
package org.sluice.perf.bench.app;
