package org.sluice.control.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.DetectionSettings;
import org.sluice.control.config.OutputSettings;
import org.sluice.control.config.Setting;
import org.sluice.control.country.CountryDatabase;
import org.sluice.control.export.RuleCatalog;
import org.sluice.control.lifecycle.RuleSet;
import org.sluice.control.lifecycle.RuleSetLoader;
import org.sluice.control.lifecycle.RuleSetRefusedException;
import org.sluice.rules.compile.Compilation;
import org.sluice.rules.compile.CompileOptions;
import org.sluice.rules.compile.Countries;
import org.sluice.rules.compile.RuleCompiler;
import org.sluice.rules.image.ImageException;
import org.sluice.rules.image.ImageReader;
import org.sluice.rules.image.RuleImage;
import org.sluice.rules.keyword.ParsedRules;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;
import org.sluice.rules.text.Classifications;
import org.sluice.rules.text.Problem;
import org.sluice.rules.text.References;
import org.sluice.rules.text.Reputations;
import org.sluice.rules.text.RuleFile;
import org.sluice.rules.text.RuleVariables;
import org.sluice.rules.text.ThresholdConfig;

/** The way from a configuration to a compiled rule set: which files, read with what, compiled where. */
final class ConfiguredRules implements RuleSetLoader {
    private final Configuration configuration;

    ConfiguredRules(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * What rules are read with: variables, classes, references. What is wrong in those files goes to {@code problems}.
     */
    static RuleSettings settings(Configuration configuration, List<Problem> problems) {
        return RuleSettings.defaults()
            .variables(new RuleVariables(configuration.addressGroups(), configuration.portGroups()))
            .classifications(beside(configuration, DetectionSettings.CLASSIFICATION_FILE, "classification.config",
                (name, text) -> Classifications.parse(name, text, problems)).orElseGet(Classifications::defaults))
            .references(beside(configuration, DetectionSettings.REFERENCE_FILE, "reference.config",
                (name, text) -> References.parse(name, text, problems)).orElseGet(References::defaults));
    }

    /** Reads a file's name and text. */
    private interface FileParser<T> {
        T parse(String name, String text);
    }

    /** A file beside the rules: the one configured, else the usual one of the rule path when it is there. */
    private static <T> Optional<T> beside(Configuration configuration, Setting<Path> setting, String usualName,
        FileParser<T> parser) {
        Path configured = configuration.get(setting);
        Path file = configuration.inRulePath(configured == null ? Path.of(usualName) : configured);
        if (configured == null && !Files.isReadable(file)) {
            return Optional.empty();
        }
        RuleFile read = read(setting, file);
        return Optional.of(parser.parse(read.name(), read.content()));
    }

    private static RuleFile read(Setting<?> setting, Path file) {
        try {
            return new RuleFile(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new CommandException(ExitStatus.BAD_CONFIGURATION, setting.key() + ": " + file
                + " cannot be read: " + e,
                e);
        }
    }

    /** Reads rule files. */
    static ParsedRules parse(List<Path> files, Configuration configuration) {
        List<Problem> problems = new ArrayList<>();
        RuleSettings settings = settings(configuration, problems);
        thresholds(configuration, problems);
        ParsedRules parsed = RuleParser.parse(files, settings);
        if (problems.isEmpty()) {
            return parsed;
        }
        problems.addAll(parsed.problems());
        return new ParsedRules(parsed.rules(), parsed.unenforced(), problems, parsed.total(), parsed.skipped());
    }

    /**
     * Compiles rules, with what the threshold file says of them, into memory of {@code arena}; databases are kept in a
     * cache where one can be written.
     *
     * @param problems takes what is wrong in the threshold and reputation files
     */
    static Compilation compile(ParsedRules parsed, Configuration configuration, Arena arena, List<Problem> problems) {
        return RuleCompiler.compile(parsed.rules(),
            options(configuration).thresholds(thresholds(configuration, problems))
                .reputations(reputations(configuration, problems)).countries(countries(configuration)), arena);
    }

    private static ThresholdConfig thresholds(Configuration configuration, List<Problem> problems) {
        RuleVariables variables = new RuleVariables(configuration.addressGroups(), configuration.portGroups());
        return beside(configuration, DetectionSettings.THRESHOLD_FILE, "threshold.config",
            (name, text) -> ThresholdConfig.parse(new RuleFile(name, text), variables, problems))
            .orElse(ThresholdConfig.EMPTY);
    }

    private static Reputations reputations(Configuration configuration, List<Problem> problems) {
        Path categories = configuration.get(DetectionSettings.REPUTATION_CATEGORIES_FILE);
        if (categories == null) {
            return Reputations.NONE;
        }
        return Reputations.parse(read(DetectionSettings.REPUTATION_CATEGORIES_FILE, inReputationPath(configuration,
            categories)),
            reputationFiles(configuration).stream().map(file -> read(DetectionSettings.REPUTATION_FILES, file))
                .toList(),
            problems);
    }

    private static Path inReputationPath(Configuration configuration, Path file) {
        return configuration.get(DetectionSettings.REPUTATION_PATH).resolve(file);
    }

    private static List<Path> reputationFiles(Configuration configuration) {
        return configuration.get(DetectionSettings.REPUTATION_FILES).stream()
            .map(name -> inReputationPath(configuration, Path.of(name))).toList();
    }

    private static Countries countries(Configuration configuration) {
        Path database = configuration.get(DetectionSettings.GEOIP_DATABASE);
        return database == null ? Countries.NONE : new CountryDatabase(database);
    }

    private static CompileOptions options(Configuration configuration) {
        Path state = configuration.get(OutputSettings.STATE_DIRECTORY);
        CompileOptions options = CompileOptions.defaults().stateDirectory(state.resolve("datasets"));
        if (!Files.isDirectory(state) && !configuration.isGiven(OutputSettings.STATE_DIRECTORY)) {
            return options;
        }
        Path cache = state.resolve("databases");
        try {
            Files.createDirectories(cache);
        } catch (IOException e) {
            return options;
        }
        return Files.isWritable(cache) ? options.cacheDirectory(cache) : options;
    }

    @Override
    public RuleSet load(long generation, Path image) throws RuleSetRefusedException, IOException {
        ParsedRules parsed = parse(RuleFiles.of(configuration), configuration);
        List<String> problems = new ArrayList<>(parsed.problems().stream().map(Problem::render).toList());
        List<Problem> ofThresholds = new ArrayList<>();
        boolean skipsBad = configuration.get(DetectionSettings.RULES_SKIP_BAD);
        try (Arena arena = Arena.ofShared()) {
            Compilation compilation = compile(parsed, configuration, arena, ofThresholds);
            ofThresholds.forEach(problem -> problems.add(problem.render()));
            compilation.refusals().forEach(refusal -> problems.add(refusal.toString()));
            int refused = parsed.refused() + compilation.refusals().size();
            if (refused > 0 && !skipsBad) {
                throw new RuleSetRefusedException(refused + " of " + parsed.total()
                    + " rules are refused; the rule set in "
                    + "force stays. Mend them, or set rules.skip-bad: yes", problems);
            }
            Files.createDirectories(image.getParent());
            Path written = compilation.write(image.getParent());
            String digest = written.getFileName().toString();
            Files.move(written, image, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return new RuleSet(digest, parsed.total(), parsed.total() - parsed.skipped() - refused, refused, problems);
        }
    }

    @Override
    public RuleCatalog catalog(Path image) throws IOException {
        RuleSettings settings = settings(configuration, new ArrayList<>());
        try {
            RuleImage opened = ImageReader.open(image, Arena.ofAuto());
            // Only the catalog is read, and that in place.
            opened.recycle();
            return new ImageCatalog(opened, settings.classifications(), settings.references());
        } catch (ImageException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public List<Path> files() {
        List<Path> files = new ArrayList<>(RuleFiles.of(configuration));
        for (Setting<Path> setting : List.of(DetectionSettings.CLASSIFICATION_FILE, DetectionSettings.REFERENCE_FILE,
            DetectionSettings.THRESHOLD_FILE)) {
            if (configuration.get(setting) != null) {
                files.add(configuration.inRulePath(configuration.get(setting)));
            }
        }
        if (configuration.get(DetectionSettings.REPUTATION_CATEGORIES_FILE) != null) {
            files.add(inReputationPath(configuration, configuration.get(DetectionSettings.REPUTATION_CATEGORIES_FILE)));
        }
        files.addAll(reputationFiles(configuration));
        if (configuration.get(DetectionSettings.GEOIP_DATABASE) != null) {
            files.add(configuration.get(DetectionSettings.GEOIP_DATABASE));
        }
        return files;
    }
}
