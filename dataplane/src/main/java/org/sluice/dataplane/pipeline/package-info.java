/**
 * Pipelines: bursts, the stages that fill, inspect and empty them, and which thread runs which.
 *
 * <p>Hot: every stage's {@code doWork}. Threads: {@code shared} runs each burst of a queue to its completion on one
 * thread, {@code dedicated} parts input and output from inspection by a ring of bursts (see
 * {@link org.sluice.dataplane.pipeline.StagePlan}). Neighbours: {@code port} to both sides; the inspector walks a burst
 * through decode, defrag, flow, stream, app, detect and verdict. Datagrams that nobody has a use for go by
 * {@code SettledDatagrams}: decode glances at their headers, flow counts them.
 */
package org.sluice.dataplane.pipeline;
