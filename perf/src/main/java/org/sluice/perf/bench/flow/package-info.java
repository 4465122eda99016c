/** Benchmarks of the flow table. */
package org.sluice.perf.bench.flow;
