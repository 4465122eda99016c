package org.sluice.rules.compile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sluice.bindings.pcre2.PatternSyntaxException;
import org.sluice.bindings.pcre2.Pcre2;
import org.sluice.rules.model.Pcre;

/** The distinct regular expressions of a rule set. Each is compiled once here, so that no image has a broken one. */
final class Expressions {
    private record Key(String pattern, int options) {
    }

    private final Map<Key, Integer> ids = new HashMap<>();
    private final ByteTable table = new ByteTable();

    /** Index of an expression. */
    int add(Pcre pcre) throws UnenforceableException {
        return add(pcre.pattern(), options(pcre.flags()), "pcre");
    }

    int add(String pattern, int options, String keyword) throws UnenforceableException {
        Key key = new Key(pattern, options);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        try {
            Pcre2.compile(pattern, options).close();
            byte[] text = pattern.getBytes(StandardCharsets.ISO_8859_1);
            byte[] row = ByteBuffer.allocate(4 + text.length).order(ByteOrder.LITTLE_ENDIAN).putInt(options).put(text)
                    .array();
            int id = table.add(row);
            ids.put(key, id);
            return id;
        } catch (PatternSyntaxException e) {
            throw new UnenforceableException(keyword, e.getMessage() + " at byte " + e.offset() + " of the expression");
        }
    }

    ByteTable table() {
        return table;
    }

    private static int options(Set<Pcre.Flag> flags) {
        int options = 0;
        for (Pcre.Flag flag : flags) {
            options |= switch (flag) {
                case CASELESS -> Pcre2.CASELESS;
                case MULTILINE -> Pcre2.MULTILINE;
                case DOTALL -> Pcre2.DOTALL;
                case EXTENDED -> Pcre2.EXTENDED;
                case ANCHORED -> Pcre2.ANCHORED;
                case DOLLAR_ENDONLY -> Pcre2.DOLLAR_ENDONLY;
                case UNGREEDY -> Pcre2.UNGREEDY;
                case RAW_BYTES, NO_MATCH_LIMIT -> 0;
            };
        }
        return options;
    }
}
