package org.sluice.bindings.pcre2;

import static org.sluice.bindings.pcre2.sluice_pcre2_h.sluice_pcre2_compile;
import static org.sluice.bindings.pcre2.sluice_pcre2_h.sluice_pcre2_error_text;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.sluice.bindings.NativeException;
import org.sluice.bindings.NativeText;

/** Compiles regular expressions and names what matching can return. Cold; any thread. */
public final class Pcre2 {
    public static final int ANCHORED = 0x80000000;
    public static final int CASELESS = 0x00000008;
    public static final int DOLLAR_ENDONLY = 0x00000010;
    public static final int DOTALL = 0x00000020;
    public static final int EXTENDED = 0x00000080;
    public static final int MULTILINE = 0x00000400;
    public static final int NO_AUTO_CAPTURE = 0x00002000;
    public static final int UNGREEDY = 0x00040000;
    public static final int UTF = 0x00080000;
    public static final int ENDANCHORED = 0x20000000;

    /** The fixed stack of the JIT-compiled code was used up. */
    public static final int ERROR_JIT_STACK_LIMIT = -46;
    /** The match limit was reached. */
    public static final int ERROR_MATCH_LIMIT = -47;
    /** The depth limit was reached. */
    public static final int ERROR_DEPTH_LIMIT = -53;
    /** The heap limit was reached. */
    public static final int ERROR_HEAP_LIMIT = -63;

    private static final int MESSAGE_BYTES = 256;

    private Pcre2() {
    }

    /**
     * Whether a match ended at a limit: nothing is known then about whether the pattern matches.
     *
     * @param result of {@link MatchContext#match}
     */
    public static boolean isLimit(int result) {
        return result == ERROR_MATCH_LIMIT || result == ERROR_DEPTH_LIMIT || result == ERROR_JIT_STACK_LIMIT
                || result == ERROR_HEAP_LIMIT;
    }

    /** What an error of {@link MatchContext#match} means. */
    public static String errorText(int error) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(MESSAGE_BYTES);
            sluice_pcre2_error_text(error, text, MESSAGE_BYTES);
            return NativeText.of(text);
        }
    }

    /**
     * Compiles a pattern whose characters are bytes (0 to 255).
     *
     * @param options of this class, or-ed
     */
    public static CompiledPattern compile(String pattern, int options) throws PatternSyntaxException {
        return compile(pattern.getBytes((options & UTF) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1),
                options);
    }

    /**
     * Compiles a pattern.
     *
     * @param options of this class, or-ed
     */
    public static CompiledPattern compile(byte[] pattern, int options) throws PatternSyntaxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(Math.max(1, pattern.length));
            MemorySegment.copy(pattern, 0, text, ValueLayout.JAVA_BYTE, 0, pattern.length);
            MemorySegment code = arena.allocate(ValueLayout.ADDRESS);
            MemorySegment errorOffset = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment message = arena.allocate(MESSAGE_BYTES);
            int result = sluice_pcre2_compile(text, pattern.length, options, code, errorOffset, message,
                    MESSAGE_BYTES);
            if (result > 0) {
                throw new PatternSyntaxException((int) errorOffset.get(ValueLayout.JAVA_LONG, 0),
                        NativeText.of(message));
            }
            NativeException.check(result, "cannot compile a regular expression of " + pattern.length + " bytes");
            return new CompiledPattern(code.get(ValueLayout.ADDRESS, 0));
        }
    }
}
