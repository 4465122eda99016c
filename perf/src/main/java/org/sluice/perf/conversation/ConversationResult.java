package org.sluice.perf.conversation;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What became of conversations.
 *
 * @param begun conversations begun
 * @param completed those whose every frame arrived
 * @param failed those given up after the last retry
 * @param retransmissions times an end sent again
 * @param mostOpen most connections that were open at once
 * @param frames frames that arrived
 * @param payloadBytes bytes of payload in them
 * @param durationNs how long conversations were begun, without the time that other programs had the generator's core
 * @param beganLate whether the generator could not begin as many a second as wished
 * @param waitedNs how long generator and device had no core because other programs did
 * @param scripts outcome of each script
 * @param setup from the client's SYN to the server's answer, in ns
 * @param whole from the first frame to the last, in ns
 */
public record ConversationResult(long begun, long completed, long failed, long retransmissions, long mostOpen,
        long frames,
        long payloadBytes, long durationNs, boolean beganLate, long waitedNs, List<Outcome> scripts, Histogram setup,
        Histogram whole) {
    /**
     * What became of the conversations of one script.
     *
     * @param name of the script
     * @param sid of the rule that has to stop it, 0 for none
     * @param begun conversations
     * @param completed those that came to their end
     * @param arrived attacks that arrived: missed
     * @param stopped conversations that did not come to their end and whose attack did not arrive
     */
    public record Outcome(String name, int sid, long begun, long completed, long arrived, long stopped) {}

    /** Completed conversations a second. */
    public double completedPerSecond() {
        return completed * 1e9 / durationNs;
    }
}
