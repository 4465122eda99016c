package org.sluice.dataplane.detect;

import java.util.List;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.Match;

/** Says by trying every place whether matches hold on a buffer: slow, and simple enough to be believed. */
final class ReferenceMatcher {
    private ReferenceMatcher() {
    }

    static boolean matches(List<Match> matches, byte[] buffer) {
        return from(matches, 0, 0, buffer);
    }

    private static boolean from(List<Match> matches, int index, int cursor, byte[] buffer) {
        if (index == matches.size()) {
            return true;
        }
        return switch (matches.get(index)) {
            case Content content -> content(content, matches, index, cursor, buffer);
            case Match.IsDataAt at -> {
                long place = at.at().value();
                boolean there = at.relative() ? cursor + place <= buffer.length : place < buffer.length;
                yield there != at.negated() && from(matches, index + 1, cursor, buffer);
            }
            default -> throw new AssertionError(matches.get(index));
        };
    }

    private static boolean content(Content content, List<Match> matches, int index, int cursor, byte[] buffer) {
        boolean found = false;
        for (int at = 0; at + content.bytes().length <= buffer.length; at++) {
            if (isAllowed(content, at, cursor, buffer) && isEqual(content, buffer, at)) {
                found = true;
                if (!content.negated() && from(matches, index + 1, at + content.bytes().length, buffer)) {
                    return true;
                }
            }
        }
        return content.negated() && !found && from(matches, index + 1, cursor, buffer);
    }

    private static boolean isAllowed(Content content, int at, int cursor, byte[] buffer) {
        int end = at + content.bytes().length;
        int offset = content.offset() == null ? 0 : (int) content.offset().value();
        boolean allowed = at >= offset && (!content.startsWith() || at == 0)
                && (!content.endsWith() || end == buffer.length);
        if (content.depth() != null) {
            allowed &= end <= offset + content.depth().value();
        }
        int distance = content.distance() == null ? 0 : (int) content.distance().value();
        if (content.relative()) {
            allowed &= at >= Math.max(0, cursor + distance);
        }
        if (content.within() != null) {
            allowed &= end <= cursor + distance + content.within().value();
        }
        return allowed;
    }

    private static boolean isEqual(Content content, byte[] buffer, int at) {
        for (int i = 0; i < content.bytes().length; i++) {
            int wanted = content.bytes()[i] & 0xff;
            int found = buffer[at + i] & 0xff;
            if (content.nocase() ? Character.toLowerCase(wanted) != Character.toLowerCase(found) : wanted != found) {
                return false;
            }
        }
        return true;
    }
}
