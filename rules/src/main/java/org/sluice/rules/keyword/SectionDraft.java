package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Section;
import org.sluice.rules.model.Transform;

/** A {@link Section} being built: contents in it may still get modifiers, or move to another buffer. */
final class SectionDraft {
    /** What stands in a section: a {@link Match} that is done, or a {@link ContentDraft}. */
    private final List<Object> items = new ArrayList<>(4);
    private final BufferName buffer;
    private final List<Transform> transforms;

    SectionDraft(BufferName buffer, List<Transform> transforms) {
        this.buffer = buffer;
        this.transforms = transforms;
    }

    BufferName buffer() {
        return buffer;
    }

    boolean isOn(BufferName other, List<Transform> otherTransforms) {
        return buffer.name().equals(other.name()) && transforms.equals(otherTransforms);
    }

    void add(Match match) {
        items.add(match);
    }

    void add(ContentDraft content) {
        items.add(content);
        content.section = this;
    }

    void remove(ContentDraft content) {
        items.remove(content);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** The last content, or null. */
    ContentDraft lastContent() {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i) instanceof ContentDraft content) {
                return content;
            }
        }
        return null;
    }

    /** The content or match before that content, or null. */
    Object before(ContentDraft content) {
        int index = items.indexOf(content);
        return index <= 0 ? null : items.get(index - 1);
    }

    /** The section, its contents finished and checked against the lengths asked of the buffer. */
    Section finish(RuleBuilder rule) {
        List<Match> matches = new ArrayList<>(items.size());
        IntegerTest length = null;
        for (Object item : items) {
            if (item instanceof ContentDraft content) {
                normalise(content);
                matches.add(content.finish());
            } else {
                matches.add((Match) item);
                length = item instanceof Match.Bsize bsize ? bsize.length() : length;
            }
        }
        if (length != null) {
            checkFits(length, buffer.name() + "'s length");
        }
        return new Section(buffer.buffer(), List.copyOf(transforms), List.copyOf(matches));
    }

    /** Writes digests and serial numbers as the buffers hold them, whichever way the rule does. */
    private void normalise(ContentDraft content) {
        if (buffer.buffer() == null || !transforms.isEmpty()) {
            return;
        }
        switch (buffer.buffer()) {
            case JA3_HASH, JA3S_HASH, TLS_CERT_FINGERPRINT -> content.bytes = ContentBytes.lower(content.bytes);
            case TLS_CERT_SERIAL -> content.bytes = ContentBytes.serialNumber(content.bytes);
            default -> { }
        }
    }

    /** Refuses a content that cannot lie in a buffer of at most that length. */
    void checkFits(IntegerTest length, String what) {
        if (length.kind() != IntegerTest.Kind.INSIDE) {
            return;
        }
        for (Object item : items) {
            if (item instanceof ContentDraft draft && !draft.negated) {
                Content content = draft.finish();
                long offset = content.offset() == null || content.offset().isVariable() ? 0 : content.offset().value();
                long end = offset + content.bytes().length;
                if (end > length.second()) {
                    throw draft.value.conflict("this content cannot be there: it ends at byte " + end + ", and " + what
                            + " is at most " + length.second(), "");
                }
            }
        }
    }
}
