package org.sluice.dataplane.app;

/** What the digits of base64 (RFC 4648) stand for. */
public final class Base64Digits {
    private Base64Digits() {
    }

    /** The six bits of a digit (section 4), or -1. */
    public static int value(int character) {
        return value(character, '+', '/');
    }

    /** The same in the alphabet for URLs and file names (section 5). */
    public static int urlValue(int character) {
        return value(character, '-', '_');
    }

    private static int value(int character, char digit62, char digit63) {
        if (character >= 'A' && character <= 'Z') {
            return character - 'A';
        }
        if (character >= 'a' && character <= 'z') {
            return character - 'a' + 26;
        }
        if (character >= '0' && character <= '9') {
            return character - '0' + 52;
        }
        return character == digit62 ? 62 : character == digit63 ? 63 : -1;
    }
}
