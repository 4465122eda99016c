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
            MemorySegment expressions = arena.allocate(ValueLayout.ADDRESS, count);
            MemorySegment flags = arena.allocate(ValueLayout.JAVA_INT, count);
            MemorySegment ids = arena.allocate(ValueLayout.JAVA_INT, count);
            MemorySegment bounds = arena.allocate(ValueLayout.ADDRESS, count);
            for (int i = 0; i < count; i++) {
                Pattern pattern = patterns.get(i);
                expressions.setAtIndex(ValueLayout.ADDRESS, i, expression(arena, pattern, i));
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

    private static MemorySegment expression(Arena arena, Pattern pattern, int index) throws PatternException {
        Charset charset = (pattern.flags() & UTF8) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        if (pattern.expression().indexOf('\0') >= 0) {
            throw new PatternException(index, "the expression contains a NUL character: write \\x00");
        }
        if (!charset.newEncoder().canEncode(pattern.expression())) {
            throw new PatternException(index, "the expression contains a character that is not a byte: write \\xHH");
        }
        byte[] bytes = pattern.expression().getBytes(charset);
        MemorySegment text = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return text;
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
