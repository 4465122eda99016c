package org.sluice.bindings.vectorscan;

import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_compile;
import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_deserialize;
import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_platform_info;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sluice.bindings.Errno;
import org.sluice.bindings.NativeException;
import org.sluice.bindings.NativeText;

/** Compiles patterns and reads back databases. Cold; any thread. */
public final class Vectorscan {
    /** Upper and lower case are the same. */
    public static final int CASELESS = 1;
    /** A dot matches newlines too. */
    public static final int DOTALL = 2;
    /** {@code ^} and {@code $} match at newlines too. */
    public static final int MULTILINE = 4;
    /** Report the first match of this id in a scan only. */
    public static final int SINGLEMATCH = 8;
    /** Allow patterns that match the empty string. */
    public static final int ALLOWEMPTY = 16;
    /** The expression, and what is scanned, is UTF-8. */
    public static final int UTF8 = 32;
    /** Character classes by Unicode properties. */
    public static final int UCP = 64;
    /** Accept what is not supported exactly, matching a superset. */
    public static final int PREFILTER = 128;

    private static final int MESSAGE_BYTES = 1024;

    private Vectorscan() {
    }

    /** Version of the library and features of this processor: with the patterns, what serialised bytes depend on. */
    public static String platformInfo() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(MESSAGE_BYTES);
            int length = sluice_hs_platform_info(text, MESSAGE_BYTES);
            if (length < 0) {
                throw new NativeException("cannot use Vectorscan on this processor", length,
                        "It needs SSSE3 (x86-64-v2) or NEON.");
            }
            return NativeText.of(text);
        }
    }

    /**
     * Compiles patterns into a database for scanning whole buffers (block mode).
     *
     * @throws PatternException for the first pattern that is not taken
     */
    public static Database compile(List<Pattern> patterns) throws PatternException {
        if (patterns.isEmpty()) {
            throw new PatternException(-1, "no pattern was given");
        }
        try (Arena arena = Arena.ofConfined()) {
            int count = patterns.size();
            MemorySegment expressions = expressions(arena, patterns);
            MemorySegment flags = arena.allocate(ValueLayout.JAVA_INT, count);
            MemorySegment ids = arena.allocate(ValueLayout.JAVA_INT, count);
            MemorySegment bounds = arena.allocate(ValueLayout.ADDRESS, count);
            for (int i = 0; i < count; i++) {
                Pattern pattern = patterns.get(i);
                flags.setAtIndex(ValueLayout.JAVA_INT, i, pattern.flags());
                ids.setAtIndex(ValueLayout.JAVA_INT, i, pattern.id());
                bounds.setAtIndex(ValueLayout.ADDRESS, i, bounds(arena, pattern));
            }
            MemorySegment database = arena.allocate(ValueLayout.ADDRESS);
            MemorySegment badExpression = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment message = arena.allocate(MESSAGE_BYTES);
            int result = sluice_hs_compile(expressions, flags, ids, bounds, count, database, badExpression, message,
                    MESSAGE_BYTES);
            if (result == -Errno.EINVAL) {
                throw new PatternException(badExpression.get(ValueLayout.JAVA_INT, 0), NativeText.of(message));
            }
            NativeException.check(result, "cannot compile " + count + " patterns");
            return new Database(database.get(ValueLayout.ADDRESS, 0).address());
        }
    }

    /**
     * Reads a database from bytes that {@link Database#serialize} gave.
     *
     * @param bytes anywhere in memory; not needed afterwards
     * @throws NativeException when they were damaged, or written by another version ({@link Errno#EPROTO}) or for
     *     another processor ({@link Errno#ENOEXEC}): compile anew then
     */
    public static Database deserialize(MemorySegment bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source = bytes;
            if (!bytes.isNative()) {
                source = arena.allocate(bytes.byteSize(), 8);
                source.copyFrom(bytes);
            }
            MemorySegment database = arena.allocate(ValueLayout.ADDRESS);
            int result = sluice_hs_deserialize(source, source.byteSize(), database);
            if (result < 0) {
                throw new NativeException("cannot read a pattern database of " + bytes.byteSize() + " bytes", result,
                        "It belongs to another library version or processor, or is damaged: compile the rules anew.");
            }
            return new Database(database.get(ValueLayout.ADDRESS, 0).address());
        }
    }

    /** Addresses of the expressions, which lie one behind the other, each with a NUL at its end. */
    private static MemorySegment expressions(Arena arena, List<Pattern> patterns) throws PatternException {
        byte[][] encoded = new byte[patterns.size()][];
        long length = 0;
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = expression(patterns.get(i), i);
            length += encoded[i].length + 1L;
        }
        MemorySegment texts = arena.allocate(length);
        MemorySegment addresses = arena.allocate(ValueLayout.ADDRESS, encoded.length);
        long at = 0;
        for (int i = 0; i < encoded.length; i++) {
            MemorySegment.copy(encoded[i], 0, texts, ValueLayout.JAVA_BYTE, at, encoded[i].length);
            addresses.setAtIndex(ValueLayout.JAVA_LONG, i, texts.address() + at);
            at += encoded[i].length + 1L;
        }
        return addresses;
    }

    private static byte[] expression(Pattern pattern, int index) throws PatternException {
        String text = pattern.expression();
        Charset charset = (pattern.flags() & UTF8) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        if (text.indexOf('\0') >= 0) {
            throw new PatternException(index, "the expression contains a NUL character: write \\x00");
        }
        byte[] bytes = text.getBytes(charset);
        // Only what can be encoded comes back as it was.
        if (!text.equals(new String(bytes, charset))) {
            throw new PatternException(index, "the expression contains a character that is not a byte: write \\xHH");
        }
        return bytes;
    }

    private static MemorySegment bounds(Arena arena, Pattern pattern) {
        if (!pattern.isBounded()) {
            return MemorySegment.NULL;
        }
        MemorySegment ext = sluice_hs_ext.allocate(arena);
        long inForce = 0;
        if (pattern.minOffset() != Pattern.ANY) {
            inForce |= sluice_vectorscan_h.SLUICE_HS_EXT_MIN_OFFSET();
            sluice_hs_ext.min_offset(ext, pattern.minOffset());
        }
        if (pattern.maxOffset() != Pattern.ANY) {
            inForce |= sluice_vectorscan_h.SLUICE_HS_EXT_MAX_OFFSET();
            sluice_hs_ext.max_offset(ext, pattern.maxOffset());
        }
        if (pattern.minLength() != Pattern.ANY) {
            inForce |= sluice_vectorscan_h.SLUICE_HS_EXT_MIN_LENGTH();
            sluice_hs_ext.min_length(ext, pattern.minLength());
        }
        sluice_hs_ext.flags(ext, inForce);
        return ext;
    }
}
