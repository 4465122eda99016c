package org.sluice.control.cli;

/**
 * What a replay came to.
 *
 * @param packets read
 * @param bytes   of them
 * @param alerts  raised
 * @param drops   packets that were, or would have been, kept from passing
 * @param problem why it ended before the capture's end, with everything before it inspected and written; null when it
 * did not
 */
public record ReplayResult(long packets, long bytes, long alerts, long drops, String problem) {
}
