package org.sluice.rules.image;

/** Changes made to a buffer before it is searched. The ordinal is what images carry: append only. */
public enum TransformKind {
    COMPRESS_WHITESPACE,
    STRIP_WHITESPACE,
    TO_LOWERCASE,
    TO_UPPERCASE,
    TO_MD5,
    TO_SHA1,
    TO_SHA256,
    DOTPREFIX,
    URL_DECODE,
    /** Its argument is the offset of the key in {@link ImageSection#LITERALS}, with the length above bit 24. */
    XOR,
    /** Its argument is the expression's index in {@link ImageSection#PCRES}. */
    PCREXFORM,
    HEADER_LOWERCASE,
    STRIP_PSEUDO_HEADERS,
    /** Decoded up to the first byte that is no base64. Its argument: bytes (0 for all) above bit 16, offset below. */
    FROM_BASE64,
    /** As FROM_BASE64, passing over bytes that are no base64. */
    FROM_BASE64_RFC2045,
    /** As FROM_BASE64, of nothing but base64. */
    FROM_BASE64_STRICT,
    /** Its argument is the most bytes that come out. */
    GUNZIP,
    /** Its argument is the most bytes that come out. */
    ZLIB_DEFLATE,
    /** The name that was registered, see {@link PublicSuffixes}. */
    DOMAIN,
    /** The public suffix, see {@link PublicSuffixes}. */
    TLD;

    private static final TransformKind[] VALUES = values();

    /** The transform with that ordinal. */
    public static TransformKind of(int ordinal) {
        return VALUES[ordinal];
    }

    /** How many there are. */
    public static int count() {
        return VALUES.length;
    }
}
