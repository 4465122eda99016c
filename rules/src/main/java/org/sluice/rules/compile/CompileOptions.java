package org.sluice.rules.compile;

import java.nio.file.Path;
import java.util.Objects;
import org.sluice.rules.text.ThresholdConfig;

/** Settings of a compilation. */
public final class CompileOptions {
    private Path cacheDirectory;
    private ThresholdConfig thresholds = ThresholdConfig.EMPTY;

    /** Settings by default: no cache. */
    public static CompileOptions defaults() {
        return new CompileOptions();
    }

    /** Keeps compiled databases in that directory, so that a reload compiles only what changed. */
    public CompileOptions cacheDirectory(Path directory) {
        cacheDirectory = Objects.requireNonNull(directory);
        return this;
    }

    /** What a threshold file says of rules. */
    public CompileOptions thresholds(ThresholdConfig config) {
        thresholds = Objects.requireNonNull(config);
        return this;
    }

    ThresholdConfig thresholds() {
        return thresholds;
    }

    Path cacheDirectory() {
        return cacheDirectory;
    }
}
