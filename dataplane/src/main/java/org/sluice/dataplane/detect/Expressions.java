package org.sluice.dataplane.detect;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.sluice.bindings.pcre2.CompiledPattern;
import org.sluice.bindings.pcre2.PatternSyntaxException;
import org.sluice.bindings.pcre2.Pcre2;

/**
 * Regular expressions made ready to run, each once for all rule sets that have it, so that a reload compiles only what is
 * new. Cold; one thread at a time.
 */
final class Expressions {
    private static final int OPTION_BYTES = 4;

    private final Map<String, Shared> byRow = new HashMap<>();
    private final Map<CompiledPattern, Shared> byPattern = new HashMap<>();

    /** An expression, and how many rule sets have it. */
    private static final class Shared {
        final String row;
        final CompiledPattern pattern;
        int holders;

        Shared(String row, CompiledPattern pattern) {
            this.row = row;
            this.pattern = pattern;
        }
    }

    /**
     * The expression of a row of an image's section: compile options in four bytes, then its text. Whoever takes it gives it
     * back.
     */
    CompiledPattern take(byte[] row) throws PatternSyntaxException {
        String key = new String(row, StandardCharsets.ISO_8859_1);
        Shared shared = byRow.get(key);
        if (shared == null) {
            int options = row[0] & 0xff | (row[1] & 0xff) << 8 | (row[2] & 0xff) << 16 | (row[3] & 0xff) << 24;
            shared = new Shared(key, Pcre2.compile(key.substring(OPTION_BYTES), options));
            byRow.put(key, shared);
            byPattern.put(shared.pattern, shared);
        }
        shared.holders++;
        return shared.pattern;
    }

    /** Gives an expression back that was taken; the last to do so frees it. */
    void give(CompiledPattern pattern) {
        Shared shared = byPattern.get(pattern);
        if (--shared.holders == 0) {
            byRow.remove(shared.row);
            byPattern.remove(pattern);
            pattern.close();
        }
    }

    /** Expressions that some rule set has. */
    int size() {
        return byRow.size();
    }
}
