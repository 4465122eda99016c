package org.sluice.control.lifecycle;

import org.sluice.control.export.RuleCatalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Turns the configured rule files into an image; the compiler's side of the lifecycle. One call at a time. */
public interface RuleSetLoader {
    /**
     * Reads, checks and compiles the configured files.
     *
     * @param generation number of the image
     * @param image      file to write, whole or not at all
     * @return what is in it
     * @throws RuleSetRefusedException when the rules are not good enough to be put in force
     * @throws IOException             when a file cannot be read or the image not written
     */
    RuleSet load(long generation, Path image) throws RuleSetRefusedException, IOException;

    /**
     * Opens the texts of an image's rules.
     *
     * @param image file
     * @return its catalog; the generation asked of it is always this image's
     * @throws IOException when it cannot be read
     */
    RuleCatalog catalog(Path image) throws IOException;

    /** @return the files whose change means a new rule set */
    List<Path> files();
}
