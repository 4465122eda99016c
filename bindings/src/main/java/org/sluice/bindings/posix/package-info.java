/**
 * What a pinned, latency-minded thread asks of the operating system:
 * {@link org.sluice.bindings.posix.Posix}. Cold, except for the clocks.
 */
package org.sluice.bindings.posix;
