/**
 * The journal: every event that left the data plane, in order, on disk, as the bytes that were in the ring. It is the
 * truth that queries and exporters read; each exporter keeps its own position in it.
 *
 * <pre>
 *   event rings -> DrainAgent -> Journal (Chronicle Queue) -> JournalReader -> query, export
 * </pre>
 *
 * Threads: the drain agent's thread alone appends and applies the retention; any thread may read through a reader of
 * its own. All of it is cold: while the journal is halted, the rings keep what they can and the data plane counts the
 * rest. Neighbours: {@code dataplane.contract} to the left, {@code query} and {@code export} to the right.
 */
package org.sluice.control.journal;
