package org.sluice.dataplane.app;

import java.lang.foreign.Arena;
import org.sluice.bindings.NativeException;
import org.sluice.bindings.magic.FileDescriber;
import org.sluice.rules.image.Buffer;

/**
 * What kinds of files there are, in libmagic's words; of one inspector. A file is described twice at most, and only
 * when a rule asks: native code that takes native memory for the time.
 */
public final class FileMagic {
    /** Bytes of a file that are looked at. */
    static final int BYTES = FileDescriber.BYTES;
    /** Longest description; longer ones are cut. */
    static final int TEXT_LIMIT = 256;

    private final Arena arena;
    private final AppCounters counters;
    private FileDescriber describer;

    FileMagic(Arena arena, AppCounters counters) {
        this.arena = arena;
        this.counters = counters;
    }

    /** Says that a rule looks at that buffer; loads the database when it is the one with kinds of files. */
    public void want(Buffer buffer) {
        if (buffer == Buffer.FILE_MAGIC && describer == null) {
            try {
                describer = new FileDescriber(arena);
            } catch (NativeException missing) {
                // Rules that ask are refused where they are compiled; here each file that they ask for is counted.
                return;
            }
        }
    }

    /** Writes the description of a file, of which these are the first bytes; nothing when there is none (counted). */
    void describe(NativeBytes bytes, NativeBytes text) {
        int written = describer == null || !text.reserve(TEXT_LIMIT) ? -1
                : describer.describe(bytes.memory().address() + bytes.offset(), bytes.length(),
                        text.memory().address() + text.offset(), TEXT_LIMIT);
        if (written < 0) {
            counters.add(AppCounter.FILE_MAGIC_FAILED, 1);
        } else {
            text.advance(written);
        }
    }
}
