package org.sluice.rules.compile;

import java.nio.file.Path;
import java.util.Objects;

/** Settings of a compilation. */
public final class CompileOptions {
    private Path cacheDirectory;

    /** Settings by default: no cache. */
    public static CompileOptions defaults() {
        return new CompileOptions();
    }

    /** Keeps compiled databases in that directory, so that a reload compiles only what changed. */
    public CompileOptions cacheDirectory(Path directory) {
        cacheDirectory = Objects.requireNonNull(directory);
        return this;
    }

    Path cacheDirectory() {
        return cacheDirectory;
    }
}
