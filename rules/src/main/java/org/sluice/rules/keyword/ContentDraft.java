package org.sluice.rules.keyword;

import org.sluice.rules.model.Content;
import org.sluice.rules.model.Operand;

/** A {@link Content} whose modifiers are still being read. */
final class ContentDraft {
    final Word value;
    final boolean negated;
    byte[] bytes;
    boolean nocase;
    Operand offset;
    Operand depth;
    Operand distance;
    Operand within;
    boolean startsWith;
    boolean endsWith;
    boolean rawBytes;
    Content.FastPattern fastPattern = Content.FastPattern.NONE;
    SectionDraft section;

    ContentDraft(Word value, byte[] bytes, boolean negated) {
        this.value = value;
        this.bytes = bytes;
        this.negated = negated;
    }

    boolean isRelative() {
        return distance != null || within != null;
    }

    boolean isFastPattern() {
        return fastPattern.kind() != Content.FastPattern.Kind.NONE;
    }

    Content finish() {
        return new Content(bytes, nocase, negated, offset, depth, distance, within, startsWith, endsWith, rawBytes,
                fastPattern);
    }
}
