package org.sluice.rules.compile;

import java.lang.foreign.Arena;
import org.sluice.bindings.NativeException;
import org.sluice.bindings.magic.FileDescriber;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Section;

/** Whether rules about kinds of files can be enforced on this machine; tried when the first one is met. */
final class MagicDatabase {
    private boolean isTried;
    private String problem;

    /** Refuses a section about the kind of a file where libmagic's database is missing. */
    void check(Section section) throws UnenforceableException {
        if (section.buffer() != Buffer.FILE_MAGIC) {
            return;
        }
        if (!isTried) {
            isTried = true;
            try (Arena arena = Arena.ofConfined()) {
                new FileDescriber(arena);
            } catch (NativeException missing) {
                problem = missing.getMessage();
            }
        }
        if (problem != null) {
            throw new UnenforceableException("file.magic", problem);
        }
    }
}
