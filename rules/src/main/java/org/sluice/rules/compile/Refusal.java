package org.sluice.rules.compile;

import org.sluice.rules.model.Place;

/**
 * A rule that is well written but cannot be enforced, so it was left out.
 *
 * @param place where it stands
 * @param id its {@code gid:sid}
 * @param keyword what cannot be enforced
 * @param reason why
 */
public record Refusal(Place place, String id, String keyword, String reason) {
    @Override
    public String toString() {
        return place + ": rule " + id + ": " + keyword + ": " + reason;
    }
}
