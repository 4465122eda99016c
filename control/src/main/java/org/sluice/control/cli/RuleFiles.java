package org.sluice.control.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.DetectionSettings;

/** The rule files that a configuration names, its patterns resolved. */
final class RuleFiles {
    private RuleFiles() {
    }

    /**
     * Every file of {@code rule-files}, in order, each once.
     *
     * @throws CommandException when one that is named is not there; a pattern may match nothing
     */
    static List<Path> of(Configuration configuration) {
        List<Path> files = new ArrayList<>();
        for (String name : configuration.get(DetectionSettings.RULE_FILES)) {
            Path path = configuration.get(DetectionSettings.RULE_PATH).resolve(name);
            if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
                if (!Files.isReadable(path)) {
                    throw new CommandException(ExitStatus.BAD_CONFIGURATION, "rule-files: " + path
                        + " is not there, or not readable (default-rule-path is "
                        + configuration.get(DetectionSettings.RULE_PATH) + ")");
                }
                add(files, path);
            } else {
                matches(path).forEach(match -> add(files, match));
            }
        }
        return files;
    }

    private static void add(List<Path> files, Path file) {
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    private static List<Path> matches(Path pattern) {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(pattern.getParent())) {
            return found;
        }
        try (DirectoryStream<Path> files =
            Files.newDirectoryStream(pattern.getParent(), pattern.getFileName().toString())) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new CommandException(ExitStatus.BAD_CONFIGURATION, "rule-files: " + pattern + ": " + e, e);
        }
        found.sort(null);
        return found;
    }
}
