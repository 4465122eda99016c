/**
 * Verdicts: what becomes of a frame once its packets were inspected, and the frames that a {@code reject} sends.
 *
 * <p>Hot; on the inspector's thread, except {@link org.sluice.dataplane.verdict.InjectionQueue}'s reading side, which
 * is the I/O thread's. Neighbours: {@code detect} and the policies before it decide, {@code port} sends.
 */
package org.sluice.dataplane.verdict;
