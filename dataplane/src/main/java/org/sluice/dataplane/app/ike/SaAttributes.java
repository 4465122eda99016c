package org.sluice.dataplane.app.ike;

import org.sluice.dataplane.app.ByteView;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;

/** The attributes of a security association of IKE 1 (RFC 2408, 3.3 to 3.6; RFC 2409, appendix A). */
final class SaAttributes {
    /** Domain of interpretation and situation. */
    private static final int HEAD = 8;
    private static final int PROPOSAL = 8;
    private static final int TRANSFORM = 8;
    private static final int SHORT = 0x8000;
    private static final int MAX_ATTRIBUTES = 32;

    private SaAttributes() {
    }

    /** Reads the first transform of the first proposal: one that was chosen has no other. */
    static void read(IkeTransaction open, int direction, ByteView message, int from, int to) {
        int proposal = from + HEAD;
        int transform = proposal + PROPOSAL + message.u8(proposal + 6);
        int end = transform + message.u16(transform + 2);
        if (transform + TRANSFORM > to || end > to || end < transform + TRANSFORM) {
            open.event(direction, AppEvent.IKE_MALFORMED_DATA);
            return;
        }
        int at = transform + TRANSFORM;
        for (int i = 0; i < MAX_ATTRIBUTES && at + 4 <= end; i++) {
            int type = message.u16(at);
            int second = message.u16(at + 2);
            if ((type & SHORT) != 0) {
                put(open, direction, type & ~SHORT, second);
                at += 4;
            } else {
                if (second == 4 && at + 8 <= end) {
                    put(open, direction, type, message.u32(at + 4));
                }
                at += 4 + second;
            }
        }
    }

    private static void put(IkeTransaction open, int direction, int attribute, long value) {
        open.put(direction, AppField.IKE_CHOSEN_SA_ATTRIBUTE, (long) attribute << 32 | value);
    }
}
