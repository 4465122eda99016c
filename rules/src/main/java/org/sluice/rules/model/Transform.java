package org.sluice.rules.model;

/**
 * A change made to a buffer before it is matched.
 *
 * @param kind which
 * @param argument the key of XOR as hexadecimal digits, the expression of PCREXFORM, the options of FROM_BASE64 and
 *     GUNZIP as written; else ""
 */
public record Transform(Kind kind, String argument) {
    /** Which change. */
    public enum Kind {
        /** Runs of white space become one blank. */
        COMPRESS_WHITESPACE("compress_whitespace"),
        /** White space is taken out. */
        STRIP_WHITESPACE("strip_whitespace"),
        /** ASCII letters become small. */
        TO_LOWERCASE("to_lowercase"),
        /** ASCII letters become capitals. */
        TO_UPPERCASE("to_uppercase"),
        /** 16 bytes of MD5. */
        TO_MD5("to_md5"),
        /** 20 bytes of SHA-1. */
        TO_SHA1("to_sha1"),
        /** 32 bytes of SHA-256. */
        TO_SHA256("to_sha256"),
        /** A dot is put in front. */
        DOTPREFIX("dotprefix"),
        /** {@code %XX} and {@code +} are decoded. */
        URL_DECODE("url_decode"),
        /** Every byte xor-ed with a repeating key. */
        XOR("xor"),
        /** The first capture group of an expression. */
        PCREXFORM("pcrexform"),
        /** HTTP header names become small letters, values stay. */
        HEADER_LOWERCASE("header_lowercase"),
        /** HTTP/2 pseudo header lines are taken out. */
        STRIP_PSEUDO_HEADERS("strip_pseudo_headers"),
        /** Decoded from base64. */
        FROM_BASE64("from_base64"),
        /** Without the public suffix. */
        DOMAIN("domain"),
        /** The top-level domain. */
        TLD("tld"),
        /** Decompressed, gzip. */
        GUNZIP("gunzip"),
        /** Decompressed, zlib. */
        ZLIB_DEFLATE("zlib_deflate"),
        /** What a Lua script makes of it. */
        LUAXFORM("luaxform");

        private final String ruleName;

        Kind(String ruleName) {
            this.ruleName = ruleName;
        }

        /** The keyword. */
        public String ruleName() {
            return ruleName;
        }
    }
}
