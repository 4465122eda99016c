package org.sluice.perf.conversation;

import java.util.List;

/**
 * What conversations are held.
 *
 * @param scripts one after the other, for one conversation after the other
 * @param perSecond conversations begun a second
 * @param mostAtOnce most that are open at a time; further ones wait
 * @param durationNs how long new ones are begun
 * @param most conversations to begin in all, 0 for as many as the rate gives
 * @param holdsOpen whether each waits, its connection open, until {@code mostAtOnce} are or the time is over
 * @param timeoutNs how long an end waits until it sends again
 * @param retries times it does so
 */
public record ConversationPlan(List<Script> scripts, double perSecond, int mostAtOnce, long durationNs,
        long most, boolean holdsOpen, long timeoutNs, int retries) {
    /** Most conversations at once. */
    public static final int MOST_AT_ONCE = 1 << 22;

    /** Checks the numbers. */
    public ConversationPlan {
        scripts = List.copyOf(scripts);
        if (scripts.isEmpty() || perSecond <= 0 || mostAtOnce < 1 || mostAtOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException(scripts.size() + " scripts, " + perSecond + " conversations a second, "
                    + mostAtOnce + " at once: allowed are 1 or more, more than 0, 1 to " + MOST_AT_ONCE);
        }
    }

    /** The same at another rate. */
    public ConversationPlan at(double rate) {
        return new ConversationPlan(scripts, rate, mostAtOnce, durationNs, most, holdsOpen, timeoutNs, retries);
    }
}
