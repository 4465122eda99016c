package org.sluice.dataplane.contract;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Three bytes in alerts and drops: action, reject kind, reject target. */
final class VerdictField {
    private VerdictField() {
    }

    static void put(
        final MutableDirectBuffer buffer, final int offset, final VerdictAction action, final RejectKind kind,
        final RejectTarget target) {
        buffer.putByte(offset, (byte)action.ordinal());
        buffer.putByte(offset + 1, (byte)kind.ordinal());
        buffer.putByte(offset + 2, (byte)target.ordinal());
    }

    static VerdictAction action(final DirectBuffer buffer, final int offset) {
        return VerdictAction.of(buffer.getByte(offset));
    }

    static RejectKind rejectKind(final DirectBuffer buffer, final int offset) {
        return RejectKind.of(buffer.getByte(offset + 1));
    }

    static RejectTarget rejectTarget(final DirectBuffer buffer, final int offset) {
        return RejectTarget.of(buffer.getByte(offset + 2));
    }
}
