package org.sluice.dataplane.app.quic;

import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TextFormat;

/** Versions, and how they are written. */
final class QuicVersions {
    static final long V1 = 1;
    static final long V2 = 0x6b33_43cfL;
    private static final long DRAFTS = 0xff00_0000L;

    private QuicVersions() {
    }

    /** Number of the draft, or 0. */
    static int draft(long version) {
        return (version & 0xffff_ff00L) == DRAFTS ? (int) version & 0xff : 0;
    }

    /** Whether its Initial packets can be opened. */
    static boolean opens(long version) {
        int draft = draft(version);
        return version == V1 || version == V2 || draft >= 23 && draft <= 34;
    }

    /** Number of one of Google's versions ({@code Q046}), or 0. */
    static int google(long version) {
        int tens = (int) (version >>> 8 & 0xff) - '0';
        int ones = (int) (version & 0xff) - '0';
        boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        return version >>> 16 == ('Q' << 8 | '0') && digits ? 10 * tens + ones : 0;
    }

    static void write(long version, NativeBytes out) {
        if (version == V1) {
            out.append((byte) '1');
        } else if (version == V2) {
            out.append((byte) '2');
        } else if (google(version) > 0) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.append((byte) (version >>> shift));
            }
        } else if (draft(version) > 0) {
            out.append("draft-");
            TextFormat.decimal(out, draft(version));
        } else {
            TextFormat.hex(out, (int) version);
        }
    }
}
