/** Traffic for the lab: frames made to measure. Cold. */
package org.sluice.perf.traffic;
