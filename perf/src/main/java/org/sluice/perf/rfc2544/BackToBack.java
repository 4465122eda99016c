package org.sluice.perf.rfc2544;

import java.util.ArrayList;
import java.util.List;
import org.sluice.perf.generate.Phase;
import org.sluice.perf.generate.TrialPlan;
import org.sluice.perf.generate.TrialResult;
import org.sluice.perf.generate.Trials;

/**
 * The longest burst of frames, sent as fast as can be, of which none is lost (RFC 2544, section 26.4; RFC 9004).
 *
 * @param frames burst lengths found, one a repetition
 * @param mean their mean, which is the result by the RFC
 * @param limitedByTrial whether a burst of a whole trial's length still passed
 */
public record BackToBack(List<Long> frames, double mean, boolean limitedByTrial) {
    private static final long SHORTEST = 64;

    /** Copies the list. */
    public BackToBack {
        frames = List.copyOf(frames);
    }

    /** @param highest rate the generator offers, in frames a second: a burst is a trial long at most */
    public static BackToBack measure(Trials trials, TrialPlan plan, Settings settings, double highest,
            Progress progress) {
        long longest = Math.max(SHORTEST, (long) (highest * settings.trialNs() / 1e9));
        List<Long> found = new ArrayList<>();
        for (int i = 0; i < settings.repeat(); i++) {
            found.add(search(trials, plan, settings, longest, progress));
        }
        return new BackToBack(found, found.stream().mapToLong(Long::longValue).average().orElse(0),
                found.stream().anyMatch(each -> each == longest));
    }

    private static long search(Trials trials, TrialPlan plan, Settings settings, long longest, Progress progress) {
        long good = 0;
        long bad = longest + 1;
        long burst = SHORTEST;
        while (bad - good > Math.max(1, settings.resolution() * good)) {
            TrialResult result = trials.run(plan.with(Phase.burst(burst, 2 * settings.trialNs())));
            boolean passed = result.lost() == 0;
            progress.trial(plan, "back-to-back of " + burst, TrialPoint.of(result.offeredPerSecond(), result, passed));
            if (passed) {
                good = burst;
            } else {
                bad = burst;
            }
            burst = bad > longest ? Math.min(2 * good, longest) : (good + bad) / 2;
            if (good == longest) {
                break;
            }
        }
        return good;
    }
}
