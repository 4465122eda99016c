/** Benchmarks, in packages named after the stage they measure. Each checks its own result. See {@code make bench}. */
package org.sluice.perf.bench;
