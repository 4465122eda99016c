package org.sluice.dataplane.app.ike;

import org.sluice.rules.image.AppEvent;

/** Which transforms of IKE 2 are weak (IANA's registry; RFC 8247 deprecates them). */
final class Transforms {
    static final int ENCRYPTION = 1;
    static final int INTEGRITY = 3;
    static final int KEY_EXCHANGE = 4;
    /** The encryption that is none (RFC 2410). */
    static final int NULL = 11;
    private static final int PSEUDO_RANDOM = 2;
    /** The last of the additional key exchanges (RFC 9370). */
    private static final int LAST_TYPE = 12;

    private Transforms() {
    }

    /** The event for a weak transform, or null. */
    static AppEvent weakness(int type, int id) {
        return switch (type) {
            case ENCRYPTION -> id <= 9 && id != 3 || id == 11 ? AppEvent.IKE_WEAK_CRYPTO_ENC : null;
            case PSEUDO_RANDOM -> id <= 1 ? AppEvent.IKE_WEAK_CRYPTO_PRF : null;
            case INTEGRITY -> id <= 1 || id == 3 || id == 4 ? AppEvent.IKE_WEAK_CRYPTO_AUTH : null;
            case KEY_EXCHANGE -> id <= 2 || id == 5 || id == 22 ? AppEvent.IKE_WEAK_CRYPTO_DH : null;
            default -> null;
        };
    }

    /** Whether there are transforms of that type. */
    static boolean isKnown(int type) {
        return type >= ENCRYPTION && type <= LAST_TYPE;
    }

    /** Whether it encrypts and authenticates in one (RFC 5282). */
    static boolean isCombined(int id) {
        return id >= 14 && id <= 20 || id == 28;
    }
}
