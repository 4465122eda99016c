/**
 * Counters as Prometheus reads them, over HTTP on loopback: collected from the mapped counters at each scrape, never
 * copied in between. Cold: the HTTP server's threads.
 */
package org.sluice.control.metrics;
