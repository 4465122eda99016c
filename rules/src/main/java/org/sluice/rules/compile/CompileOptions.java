package org.sluice.rules.compile;

import java.nio.file.Path;
import java.util.Objects;
import org.sluice.rules.text.Reputations;
import org.sluice.rules.text.ThresholdConfig;

/** Settings of a compilation. */
public final class CompileOptions {
    private Path cacheDirectory;
    private Path stateDirectory;
    private Path publicSuffixes = Path.of("/usr/share/publicsuffix/public_suffix_list.dat");
    private ThresholdConfig thresholds = ThresholdConfig.EMPTY;
    private Reputations reputations = Reputations.NONE;
    private Countries countries = Countries.NONE;

    /** Settings by default: no cache. */
    public static CompileOptions defaults() {
        return new CompileOptions();
    }

    /** Keeps compiled databases in that directory, so that a reload compiles only what changed. */
    public CompileOptions cacheDirectory(Path directory) {
        cacheDirectory = Objects.requireNonNull(directory);
        return this;
    }

    /** Where sets that rules change are kept: rules that say {@code save} or {@code state} are refused without it. */
    public CompileOptions stateDirectory(Path directory) {
        stateDirectory = Objects.requireNonNull(directory);
        return this;
    }

    /** The list of public suffixes, for {@code domain} and {@code tld}. By default where Debian's package has it. */
    public CompileOptions publicSuffixes(Path list) {
        publicSuffixes = Objects.requireNonNull(list);
        return this;
    }

    /** What a threshold file says of rules. */
    public CompileOptions thresholds(ThresholdConfig config) {
        thresholds = Objects.requireNonNull(config);
        return this;
    }

    /** What lists say of addresses: rules with {@code iprep} are refused without them. */
    public CompileOptions reputations(Reputations lists) {
        reputations = Objects.requireNonNull(lists);
        return this;
    }

    /** Where addresses are: rules with {@code geoip} are refused without it. */
    public CompileOptions countries(Countries database) {
        countries = Objects.requireNonNull(database);
        return this;
    }

    Reputations reputations() {
        return reputations;
    }

    Countries countries() {
        return countries;
    }

    ThresholdConfig thresholds() {
        return thresholds;
    }

    Path publicSuffixes() {
        return publicSuffixes;
    }

    Path stateDirectory() {
        return stateDirectory;
    }

    Path cacheDirectory() {
        return cacheDirectory;
    }
}
