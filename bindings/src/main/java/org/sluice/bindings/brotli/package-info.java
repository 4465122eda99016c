/**
 * Undoing brotli: a decoder for each stream, all of an inspector's within one budget of memory.
 *
 * <p>Hot: {@link org.sluice.bindings.brotli.BrotliDecoder#decode}. A budget and its decoders belong to one thread.
 * Neighbours: {@code dataplane.app.http} undoes content codings with it.
 */
package org.sluice.bindings.brotli;
