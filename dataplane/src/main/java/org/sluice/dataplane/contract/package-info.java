/**
 * The contract between the two processes: the mapped files of a <em>cnc directory</em> and the layouts of everything in
 * them. Nothing else is shared.
 *
 * <pre>
 *   directory/                       default /dev/shm/sluice
 *     cnc.dat          metadata, commands to the data plane, counters, distinct error log     {@link CncDescriptor}
 *     cnc.lock         held by the living data plane
 *     events-N.ring    events of worker N;  events-conductor.ring: those of the conductor     {@link RingFileDescriptor}
 *     capture-N.ring   recent packets of worker N
 *     *.ring.orphan-T  rings that a data plane started at T left behind, not yet drained
 * </pre>
 *
 * <p>The data plane creates and owns the directory ({@link CncOwner}); the control plane maps what it finds
 * ({@link CncClient}). Neither waits for the other: a full ring loses the event and counts it, and a reader that was
 * away finds on its return what the rings kept.
 *
 * <p>The same rings and counters work in memory for {@code replay}: {@link EventRing#inMemory} and
 * {@link CounterSet#inMemory}.
 *
 * <p>Hot: {@link EventWriter}, {@link AttributeWriter}, {@link CaptureWriter}, {@link Counter}: one instance per
 * worker, used by the worker's thread only, no allocation. Everything else is cold. This package is a leaf: it knows no
 * other package of the data plane.
 */
package org.sluice.dataplane.contract;
