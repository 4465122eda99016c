package org.sluice.control.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.DetectionSettings;
import org.sluice.control.config.OutputSettings;
import org.sluice.control.config.Setting;

/** Folders that are written: whether they can be, and have room. */
final class FolderCheck implements Check {
    private static final long LEAST_FREE = 256L << 20;

    @Override
    public List<Finding> examine(Machine machine, Configuration configuration) {
        List<Finding> findings = new ArrayList<>();
        for (Setting<Path> setting : List.of(OutputSettings.CNC_DIRECTORY, OutputSettings.JOURNAL_DIRECTORY,
            OutputSettings.LOG_DIRECTORY, OutputSettings.STATE_DIRECTORY)) {
            findings.add(folder(setting.key(), configuration.get(setting)));
        }
        Path rules = configuration.get(DetectionSettings.RULE_PATH);
        findings.add(Files.isDirectory(rules) ? Finding.ok("rules", rules.toString())
            : Finding.warning("rules", "default-rule-path " + rules + " is not there: no rule will be in force",
                "mkdir -p " + rules));
        return findings;
    }

    private static Finding folder(String key, Path folder) {
        Path nearest = folder.toAbsolutePath();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (nearest == null || !Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
            return Finding.problem("folders", key + ": " + folder + " cannot be written",
                "install -d -o $USER " + folder);
        }
        try {
            long free = Files.getFileStore(nearest).getUsableSpace();
            return free >= LEAST_FREE ? Finding.ok("folders", key + ": " + folder + ", " + (free >> 20) + " MB free")
                : Finding.problem("folders", key + ": " + folder + " has only " + (free >> 20) + " MB free",
                    "make room, or name another folder for " + key);
        } catch (IOException e) {
            return Finding.problem("folders", key + ": " + folder + ": " + e, "");
        }
    }
}
