package org.sluice.rules.model;

/**
 * Gives a rule another action for a while, when it matches often.
 *
 * @param track what is counted apart
 * @param count matches that are needed
 * @param seconds the time window
 * @param newAction the action from then on
 * @param timeoutSeconds how long that lasts
 */
public record RateFilter(Threshold.Track track, long count, long seconds, Action newAction, long timeoutSeconds) {}
