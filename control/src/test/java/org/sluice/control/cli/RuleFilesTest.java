package org.sluice.control.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.ConfigurationLoader;

class RuleFilesTest {
    @TempDir
    Path folder;

    private Configuration configuration(String files) {
        return ConfigurationLoader.load(null, List.of("default-rule-path=" + folder, "rule-files=" + files))
            .configuration();
    }

    @Test
    void shouldResolvePatternsInOrderAndNameEachFileOnce() throws IOException {
        for (String name : List.of("b.rules", "a.rules", "c.txt")) {
            Files.createFile(folder.resolve(name));
        }

        List<Path> files = RuleFiles.of(configuration("b.rules,*.rules," + folder.resolve("c.txt")));

        assertEquals(List.of(folder.resolve("b.rules"), folder.resolve("a.rules"), folder.resolve("c.txt")), files);
    }

    @Test
    void shouldRefuseANamedFileThatIsNotThereButNotAPatternWithoutMatches() {
        assertEquals(List.of(), RuleFiles.of(configuration("*.rules")));
        CommandException problem = assertThrows(CommandException.class, () -> RuleFiles.of(configuration("x.rules")));

        assertEquals(ExitStatus.BAD_CONFIGURATION, problem.exitStatus());
        assertTrue(problem.getMessage().contains(folder.resolve("x.rules") + " is not there"), problem.getMessage());
    }
}
