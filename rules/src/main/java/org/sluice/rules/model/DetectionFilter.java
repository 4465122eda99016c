package org.sluice.rules.model;

/**
 * Lets a rule match only after it has matched often ({@code detection_filter}).
 *
 * @param track what is counted apart
 * @param count matches that do not count
 * @param seconds the time window
 */
public record DetectionFilter(Threshold.Track track, long count, long seconds) {}
