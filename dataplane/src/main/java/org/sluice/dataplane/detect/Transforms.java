package org.sluice.dataplane.detect;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.sluice.bindings.pcre2.MatchContext;
import org.sluice.rules.image.PublicSuffixes;
import org.sluice.rules.image.TransformKind;

/**
 * Changes buffers before they are searched. Results lie in a region that is emptied for every packet; what finds no
 * room there is not inspected, and counted.
 */
final class Transforms {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final TransformKind[] KINDS = TransformKind.values();
    private static final int DIGEST_CHUNK = 4096;

    private final DetectCounters counters;
    private final MemorySegment region;
    private final MatchContext pcre;
    private final MessageDigest md5 = digest("MD5");
    private final MessageDigest sha1 = digest("SHA-1");
    private final MessageDigest sha256 = digest("SHA-256");
    private final byte[] chunk = new byte[DIGEST_CHUNK];
    private final byte[] hash = new byte[32];
    private final Inflation inflation = new Inflation();
    private long used;
    private RuleSet rules;

    Transforms(Arena arena, DetectSettings settings, DetectCounters counters) {
        this.counters = counters;
        region = arena.allocate(settings.transformBytes(), 64);
        pcre = new MatchContext(2, settings.pcreMatchLimit(), settings.pcreDepthLimit(), 64, 64 * 1024);
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    void use(RuleSet rules) {
        this.rules = rules;
    }

    /** Forgets the results of the last packet. */
    void clear() {
        used = 0;
    }

    void close() {
        pcre.close();
        inflation.close();
    }

    /** Applies a spec's transforms to the subject, which then points at the result; false when there is no room. */
    boolean apply(int spec, Subject subject) {
        for (int at = rules.specOffsets[spec] + 1; at < rules.specOffsets[spec + 1]; at += 2) {
            if (!apply(KINDS[rules.specWords[at]], rules.specWords[at + 1], subject)) {
                return false;
            }
        }
        return true;
    }

    private boolean apply(TransformKind kind, int argument, Subject subject) {
        long room = region.byteSize() - used;
        if (subject.length + 64L > room) {
            counters.transformOverflows++;
            return false;
        }
        long start = used;
        int length = switch (kind) {
            case COMPRESS_WHITESPACE -> withoutBlanks(subject, true);
            case STRIP_WHITESPACE -> withoutBlanks(subject, false);
            case TO_LOWERCASE -> changeCase(subject, 'A', 'Z');
            case TO_UPPERCASE -> changeCase(subject, 'a', 'z');
            case TO_MD5 -> hash(subject, md5);
            case TO_SHA1 -> hash(subject, sha1);
            case TO_SHA256 -> hash(subject, sha256);
            case DOTPREFIX -> dotPrefix(subject);
            case URL_DECODE -> urlDecode(subject);
            case XOR -> xor(subject, argument & 0xff_ffff, argument >>> 24);
            case PCREXFORM -> firstGroup(subject, argument);
            case HEADER_LOWERCASE -> lowerHeaderNames(subject);
            case STRIP_PSEUDO_HEADERS -> withoutPseudoHeaders(subject);
            case FROM_BASE64 -> fromBase64(subject, argument, Base64Text.Mode.STOP);
            case FROM_BASE64_RFC2045 -> fromBase64(subject, argument, Base64Text.Mode.SKIP);
            case FROM_BASE64_STRICT -> fromBase64(subject, argument, Base64Text.Mode.REFUSE);
            case DOMAIN -> from(PublicSuffixes.domainStart(rules.suffixes, subject, subject.length), subject);
            case TLD -> from(PublicSuffixes.suffixStart(rules.suffixes, subject, subject.length), subject);
            case GUNZIP -> inflation.gunzip(subject, region, used, (int) Math.min(argument, room));
            case ZLIB_DEFLATE -> inflation.unzlib(subject, region, used, (int) Math.min(argument, room));
        };
        if (length == 0 && decodes(kind)) {
            return true;
        }
        used = start + length + 7 & ~7L;
        return subject.set(region, start, length, subject.streamOffset, subject.fresh, subject.complete);
    }

    /** What is not in the code that a transform decodes, or no host name, stays as it is. */
    private static boolean decodes(TransformKind kind) {
        return switch (kind) {
            case DOMAIN, TLD, FROM_BASE64, FROM_BASE64_RFC2045, FROM_BASE64_STRICT, GUNZIP, ZLIB_DEFLATE -> true;
            default -> false;
        };
    }

    /** The rest of the subject from {@code start} on; nothing when that is negative. */
    private int from(int start, Subject subject) {
        if (start < 0) {
            return 0;
        }
        MemorySegment.copy(subject.memory, subject.base + start, region, used, subject.length - start);
        return subject.length - start;
    }

    private int fromBase64(Subject subject, int argument, Base64Text.Mode mode) {
        int from = argument & 0xffff;
        int bytes = argument >>> 16;
        int to = bytes == 0 ? subject.length : Math.min(subject.length, from + bytes);
        return from >= to ? 0 : Base64Text.decode(subject, from, to, mode, region, used);
    }

    private void put(long at, int value) {
        region.set(BYTE, used + at, (byte) value);
    }

    private int withoutBlanks(Subject subject, boolean keepOne) {
        int length = 0;
        boolean afterBlank = false;
        for (int i = 0; i < subject.length; i++) {
            int value = subject.unsigned(i);
            boolean blank = value == ' ' || value >= '\t' && value <= '\r';
            if (!blank || keepOne && !afterBlank) {
                put(length++, blank && keepOne ? ' ' : value);
            }
            afterBlank = blank;
        }
        return length;
    }

    private int changeCase(Subject subject, int from, int to) {
        for (int i = 0; i < subject.length; i++) {
            int value = subject.unsigned(i);
            put(i, value >= from && value <= to ? value ^ 0x20 : value);
        }
        return subject.length;
    }

    private int hash(Subject subject, MessageDigest digest) {
        for (int at = 0; at < subject.length; at += DIGEST_CHUNK) {
            int count = Math.min(DIGEST_CHUNK, subject.length - at);
            MemorySegment.copy(subject.memory, BYTE, subject.base + at, chunk, 0, count);
            digest.update(chunk, 0, count);
        }
        try {
            int length = digest.digest(hash, 0, hash.length);
            MemorySegment.copy(hash, 0, region, BYTE, used, length);
            return length;
        } catch (DigestException e) {
            digest.reset();
            return 0;
        }
    }

    private int dotPrefix(Subject subject) {
        put(0, '.');
        MemorySegment.copy(subject.memory, subject.base, region, used + 1, subject.length);
        return subject.length + 1;
    }

    private int urlDecode(Subject subject) {
        int length = 0;
        int i = 0;
        while (i < subject.length) {
            int value = subject.unsigned(i);
            int high = value == '%' && i + 2 < subject.length ? hex(subject.unsigned(i + 1)) : -1;
            int low = high >= 0 ? hex(subject.unsigned(i + 2)) : -1;
            if (low >= 0) {
                put(length++, high << 4 | low);
                i += 3;
            } else {
                put(length++, value == '+' ? ' ' : value);
                i++;
            }
        }
        return length;
    }

    private static int hex(int character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        int lower = character | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private int xor(Subject subject, int key, int keyLength) {
        for (int i = 0; i < subject.length; i++) {
            int at = i % keyLength;
            put(i, subject.unsigned(i) ^ (int) (rules.literals[key + (at >>> 3)] >>> 8 * (at & 7)));
        }
        return subject.length;
    }

    /** What the expression's first group took; all of the buffer when it does not match. */
    private int firstGroup(Subject subject, int expression) {
        int result = pcre.match(rules.expressions[expression], subject.address(0), subject.length, 0);
        int from = 0;
        int to = subject.length;
        if (result > 1 && pcre.groupStart(1) >= 0) {
            from = pcre.groupStart(1);
            to = pcre.groupEnd(1);
        } else if (result < 0) {
            counters.pcreLimits++;
        }
        MemorySegment.copy(subject.memory, subject.base + from, region, used, to - from);
        return to - from;
    }

    private int lowerHeaderNames(Subject subject) {
        boolean inName = true;
        for (int i = 0; i < subject.length; i++) {
            int value = subject.unsigned(i);
            put(i, inName && value >= 'A' && value <= 'Z' ? value | 0x20 : value);
            inName = value == '\n' || inName && value != ':';
        }
        return subject.length;
    }

    private int withoutPseudoHeaders(Subject subject) {
        int length = 0;
        boolean lineStart = true;
        boolean dropping = false;
        for (int i = 0; i < subject.length; i++) {
            int value = subject.unsigned(i);
            if (lineStart) {
                dropping = value == ':';
            }
            if (!dropping) {
                put(length++, value);
            }
            lineStart = value == '\n';
        }
        return length;
    }
}
