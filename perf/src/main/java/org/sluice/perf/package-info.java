/** The lab: benchmarks, traffic, comparisons. Imported by nobody. */
package org.sluice.perf;
