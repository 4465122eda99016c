package org.sluice.rules.model;

import java.util.List;
import java.util.Set;

/**
 * A rule, checked and typed.
 *
 * @param place where it stands
 * @param text as written, continuation lines joined, one char a byte (ISO-8859-1)
 * @param action what it does
 * @param header which packets it is about
 * @param meta what it says of itself
 * @param flow the {@code flow} keyword, {@link FlowConstraint#NONE} without
 * @param matches conditions on packet, flow and transaction that need no buffer, in the order written
 * @param sections conditions on buffers, in the order the buffers were first named
 * @param threshold or null
 * @param detectionFilter or null
 * @param effects what else it does when it has matched, in the order written
 * @param flags yes-or-no keywords
 * @param unenforced keywords in it that are understood but not enforced, each with the reason; empty when the rule can
 *     be loaded
 */
public record Rule(
        Place place, String text, Action action, Header header, Meta meta, FlowConstraint flow,
        List<Match> matches, List<Section> sections, Threshold threshold, DetectionFilter detectionFilter,
        List<Effect> effects, Set<Flag> flags, List<Unenforced> unenforced) {

    /** Yes-or-no keywords. */
    public enum Flag {
        /** Does all but report ({@code noalert}, {@code flowbits:noalert}). */
        NO_ALERT,
        /** Reports although its action would not ({@code alert}). */
        ALERT,
        /** A condition without pattern is the prefilter ({@code prefilter}): the last of {@link Rule#matches}. */
        PREFILTER
    }

    /**
     * Why a rule cannot be loaded although it is well written.
     *
     * @param keyword as written
     * @param reason what is missing
     */
    public record Unenforced(String keyword, String reason) {}

    /** The same rule with another threshold in place of its threshold and detection_filter. */
    public Rule withThreshold(Threshold other) {
        return new Rule(place, text, action, header, meta, flow, matches, sections, other, null, effects, flags,
                unenforced);
    }

    /** Whether the engine can do all that the rule asks. */
    public boolean isEnforced() {
        return unenforced.isEmpty();
    }

    /** Whether that flag is set. */
    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /** {@code gid:sid}, what rules are told apart by. */
    public String id() {
        return meta.gid() + ":" + meta.sid();
    }
}
