package org.sluice.rules.compile;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.sluice.rules.image.ImageWriter;

/**
 * What became of a list of rules.
 *
 * @param image the image, laid out in memory of the arena that was given
 * @param refusals rules that are not in it
 * @param costly rules that no search guards, each as {@code file:line: rule gid:sid: where it is always looked at}
 * @param statistics what it took
 */
public record Compilation(MemorySegment image, List<Refusal> refusals, List<String> costly, CompileStatistics statistics) {
    /** Writes the image into a directory under its own name; returns the file. */
    public Path write(Path directory) throws IOException {
        return ImageWriter.write(image, directory);
    }
}
