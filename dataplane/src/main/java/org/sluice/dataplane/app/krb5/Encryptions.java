package org.sluice.dataplane.app.krb5;

/** Encryption types (IANA's Kerberos registry). */
final class Encryptions {
    private Encryptions() {
    }

    /** DES, RC4 and their like, which RFC 6649 and RFC 8429 deprecate. */
    static boolean isWeak(long type) {
        return type < 17 || type == 23 || type == 24;
    }

    static String name(long type) {
        return switch ((int) type) {
            case 1 -> "des-cbc-crc";
            case 2 -> "des-cbc-md4";
            case 3 -> "des-cbc-md5";
            case 16 -> "des3-cbc-sha1";
            case 17 -> "aes128-cts-hmac-sha1-96";
            case 18 -> "aes256-cts-hmac-sha1-96";
            case 19 -> "aes128-cts-hmac-sha256-128";
            case 20 -> "aes256-cts-hmac-sha384-192";
            case 23 -> "rc4-hmac";
            case 24 -> "rc4-hmac-exp";
            default -> "unknown";
        };
    }
}
