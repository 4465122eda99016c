/**
 * Results of the lab as files: {@code result.json}, HdrHistogram's {@code .hgrm} files, a text summary, and one HTML
 * page
 * with plots in it that needs nothing else. Cold. A result is turned into {@link org.sluice.perf.report.Section
 * sections}
 * once; text and page both show those. Neighbours: {@code cli} fills results in.
 */
package org.sluice.perf.report;
