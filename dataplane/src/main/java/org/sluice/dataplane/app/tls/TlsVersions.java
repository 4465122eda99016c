package org.sluice.dataplane.app.tls;

import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TextFormat;

/** Protocol versions by number and name. */
final class TlsVersions {
    static final int SSL2 = 0x0200;

    private TlsVersions() {
    }

    /** Whether a record may carry that version: SSL 3.0 to TLS 1.3, and drafts. */
    static boolean isKnown(int version) {
        return version >= 0x0300 && version <= 0x0304 || version >>> 8 == 0x7F;
    }

    /** EVE's {@code version}. */
    static void appendName(int version, NativeBytes out) {
        switch (version) {
            case SSL2 -> out.append("SSLv2");
            case 0x0300 -> out.append("SSLv3");
            case 0x0301 -> out.append("TLSv1");
            case 0x0302 -> out.append("TLS 1.1");
            case 0x0303 -> out.append("TLS 1.2");
            case 0x0304 -> out.append("TLS 1.3");
            default -> {
                if (version >>> 8 == 0x7F) {
                    out.append("TLS 1.3 draft-");
                    TextFormat.decimal(out, version & 0xFF);
                } else {
                    out.append("UNDETERMINED");
                }
            }
        }
    }

    /** What {@code tls.version} compares: {@code 1.2}, or empty. */
    static void appendShort(int version, NativeBytes out) {
        if (version >= 0x0301 && version <= 0x0304) {
            out.append("1.");
            out.append((byte) ('0' + version - 0x0301));
        } else if (version >>> 8 == 0x7F) {
            out.append("1.3");
        }
    }
}
