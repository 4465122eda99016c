/** Benchmarks of the decoder. */
package org.sluice.perf.bench.decode;
