package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.TransformKind;
import org.sluice.rules.model.Transform;

/** The distinct buffers that rules look at: a buffer and the changes made to it first. */
final class BufferSpecs {
    private record Key(Buffer buffer, List<Transform> transforms) {
    }

    /** Most bytes that a transform decompresses. */
    private static final int MOST_INFLATED = 1 << 20;

    private final Map<Key, Integer> ids = new LinkedHashMap<>();
    private final List<Buffer> buffers = new ArrayList<>();
    private final IntList offsets = new IntList();
    private final IntList words = new IntList();
    private final Literals literals;
    private final Expressions expressions;
    private final SuffixTable suffixes;

    BufferSpecs(Literals literals, Expressions expressions, SuffixTable suffixes) {
        this.suffixes = suffixes;
        this.literals = literals;
        this.expressions = expressions;
        offsets.add(0);
    }

    int add(Buffer buffer, List<Transform> transforms) throws UnenforceableException {
        Key key = new Key(buffer, transforms);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        List<int[]> compiled = new ArrayList<>();
        for (Transform transform : transforms) {
            compiled.add(compile(transform));
        }
        words.add(buffer.ordinal());
        compiled.forEach(words::addAll);
        offsets.add(words.size());
        buffers.add(buffer);
        ids.put(key, buffers.size() - 1);
        return buffers.size() - 1;
    }

    Buffer buffer(int spec) {
        return buffers.get(spec);
    }

    int size() {
        return buffers.size();
    }

    int[] offsets() {
        return offsets.toArray();
    }

    int[] words() {
        return words.toArray();
    }

    private int[] compile(Transform transform) throws UnenforceableException {
        TransformKind kind = kind(transform);
        int argument = switch (kind) {
            case XOR -> {
                byte[] key = HexFormat.of().parseHex(transform.argument());
                if (key.length == 0 || key.length > 255) {
                    throw new UnenforceableException("xor", "a key of " + key.length + " bytes; 1 to 255 are allowed");
                }
                yield literals.add(key, false) | key.length << 24;
            }
            case PCREXFORM -> expressions.add(transform.argument(), 0, "pcrexform");
            case FROM_BASE64, FROM_BASE64_RFC2045, FROM_BASE64_STRICT ->
                    Integer.parseInt(option(transform, "bytes ")) << 16 | Integer.parseInt(option(transform, "offset "));
            case GUNZIP, ZLIB_DEFLATE -> Math.clamp(Long.parseLong(option(transform, "max-size ")), 1, MOST_INFLATED);
            case DOMAIN, TLD -> {
                suffixes.require(transform.kind().ruleName());
                yield 0;
            }
            default -> 0;
        };
        return new int[] {kind.ordinal(), argument};
    }

    /** Value of an option, as the keyword wrote them: names and values, separated by commas. */
    private static String option(Transform transform, String name) {
        for (String option : transform.argument().split(",")) {
            if (option.startsWith(name)) {
                return option.substring(name.length());
            }
        }
        throw new IllegalStateException(transform + " has no " + name);
    }

    private static TransformKind kind(Transform transform) throws UnenforceableException {
        return switch (transform.kind()) {
            case COMPRESS_WHITESPACE -> TransformKind.COMPRESS_WHITESPACE;
            case STRIP_WHITESPACE -> TransformKind.STRIP_WHITESPACE;
            case TO_LOWERCASE -> TransformKind.TO_LOWERCASE;
            case TO_UPPERCASE -> TransformKind.TO_UPPERCASE;
            case TO_MD5 -> TransformKind.TO_MD5;
            case TO_SHA1 -> TransformKind.TO_SHA1;
            case TO_SHA256 -> TransformKind.TO_SHA256;
            case DOTPREFIX -> TransformKind.DOTPREFIX;
            case URL_DECODE -> TransformKind.URL_DECODE;
            case XOR -> TransformKind.XOR;
            case PCREXFORM -> TransformKind.PCREXFORM;
            case HEADER_LOWERCASE -> TransformKind.HEADER_LOWERCASE;
            case STRIP_PSEUDO_HEADERS -> TransformKind.STRIP_PSEUDO_HEADERS;
            case FROM_BASE64 -> switch (option(transform, "mode ")) {
                case "rfc2045" -> TransformKind.FROM_BASE64_RFC2045;
                case "strict" -> TransformKind.FROM_BASE64_STRICT;
                default -> TransformKind.FROM_BASE64;
            };
            case GUNZIP -> TransformKind.GUNZIP;
            case ZLIB_DEFLATE -> TransformKind.ZLIB_DEFLATE;
            case DOMAIN -> TransformKind.DOMAIN;
            case TLD -> TransformKind.TLD;
            case LUAXFORM ->
                    throw new UnenforceableException(transform.kind().ruleName(), "this transform is not enforced");
        };
    }
}
