/**
 * Multi-pattern scanning. {@link org.sluice.bindings.vectorscan.Vectorscan} compiles patterns to a
 * {@link org.sluice.bindings.vectorscan.Database}, which may be kept as bytes and is shared by all threads; each thread
 * scans through its own {@link org.sluice.bindings.vectorscan.Scratch} and
 * {@link org.sluice.bindings.vectorscan.ScanBatch}.
 *
 * <p>Hot: {@code ScanBatch}. Cold: everything else. Neighbours: {@code rules} compiles, {@code dataplane.detect} scans.
 */
package org.sluice.bindings.vectorscan;
