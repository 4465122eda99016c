/**
 * Pipelines: rings of bursts, the stages that fill, inspect and empty them, and which thread runs which.
 *
 * <p>Hot: every stage's {@code doWork}. Threads: {@code shared} runs all stages of a queue on one thread, {@code
 * dedicated} parts input and output from inspection (see {@link org.sluice.dataplane.pipeline.StagePlan}). Neighbours:
 * {@code port} to both sides; the inspector walks a burst through decode, defrag,
 * flow, stream, app, detect and verdict.
 */
package org.sluice.dataplane.pipeline;
