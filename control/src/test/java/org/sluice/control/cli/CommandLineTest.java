package org.sluice.control.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.control.config.Configuration;

class CommandLineTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "dataplane", "control", "replay", "rules", "stat", "config", "doctor"})
    void shouldTeachEachCommandByExample(String command) {
        CommandRun run = CommandRun.of(new Wiring(), command, "--help");

        assertEquals(0, run.status());
        assertTrue(run.out().contains("Usage: sluice " + command), run.out());
    }

    @Test
    void shouldSayThatACommandLineIsWrong() {
        assertEquals(ExitStatus.USAGE, CommandRun.of(new Wiring(), "replya").status());
        assertEquals(ExitStatus.USAGE, CommandRun.of(new Wiring(), "replay", "-r").status());
    }

    @Test
    void shouldRefuseToStartWithABadConfigurationAndListEveryProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), "packet-alert-max: 0\nthreading: {mode: fast}\n");

        CommandRun run = CommandRun.of(new Wiring(), "run", "-c", file.toString());

        assertEquals(ExitStatus.BAD_CONFIGURATION, run.status());
        assertEquals(3, run.err().lines().count(), run.err());
        assertTrue(run.err().endsWith("2 errors in the configuration; nothing was started\n"), run.err());
    }

    @Test
    void shouldRefuseToRunWithoutAWireAndSayHowToNameOne() {
        CommandRun run = CommandRun.of(new Wiring(), "dataplane");

        assertEquals(ExitStatus.BAD_CONFIGURATION, run.status());
        assertTrue(run.err().contains("wires:"), run.err());
    }

    @Test
    void shouldCheckAndShowAConfiguration() throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), "packet-alert-max: 7\n");

        assertEquals(file + ": 0 errors, 0 warnings\n",
            CommandRun.of(new Wiring(), "config", "check", "-c", file.toString()).out());
        assertEquals("packet-alert-max: 7    # " + file + ":1:19\n",
            CommandRun.of(new Wiring(), "config", "show", "-c", file.toString()).out());
    }

    @Test
    void shouldReportRulesAsTextAndAsJson() throws IOException {
        Path rules = Files.writeString(folder.resolve("a.rules"), "bad\n");
        Wiring wiring = new Wiring() {
            @Override
            RuleChecker ruleChecker() {
                return (files, configuration) -> new RuleChecker.RuleReport(3, 2, 1, Map.of("syntax", 1),
                    List.of(new RuleChecker.RuleProblem(files.getFirst().toString(), 1, 4, "error", 0, "syntax",
                        "no", "do",
                        "a.rules:1:4: no")));
            }
        };

        CommandRun text = CommandRun.of(wiring, "rules", "check", rules.toString());
        CommandRun json = CommandRun.of(wiring, "rules", "check", "--json", rules.toString());
        JsonNode report = new ObjectMapper().readTree(json.out());

        assertEquals(ExitStatus.FOUND_PROBLEMS, text.status());
        assertEquals("a.rules:1:4: no\n3 rules: 2 loaded, 1 refused\n       1  syntax\n", text.out());
        assertEquals(3, report.path("total").asInt());
        assertEquals("syntax", report.path("problems").get(0).path("reason").asText());
        assertEquals(ExitStatus.USAGE, CommandRun.of(wiring, "rules", "check", "/nowhere.rules").status());
    }

    @Test
    void shouldSayWhatAReloadCameTo() {
        Wiring wiring = new Wiring() {
            @Override
            JsonNode askControlPlane(Configuration configuration, String command) {
                return new ObjectMapper().createObjectNode().put("applied", true).put("generation", 4)
                    .put("outcome", "adopted").put("total", 10).put("loaded", 10).put("compile_ms", 12.3)
                    .put("workers", 2).put("adopt_ms", 0.42).put("text", "");
            }
        };

        CommandRun run = CommandRun.of(wiring, "rules", "reload");

        assertEquals(0, run.status());
        assertEquals("generation 4 adopted: 10 of 10 rules, compiled in 12 ms, adopted by 2 workers in 0.4 ms\n",
            run.out());
    }

    @Test
    void shouldSayWhereNoDataPlaneIs() {
        CommandRun run = CommandRun.of(new Wiring(), "stat", "--set", "cnc.directory=" + folder);

        assertEquals(ExitStatus.NOT_RUNNING, run.status());
        assertTrue(run.err().contains(folder.toString()), run.err());
    }

    @Test
    void shouldShowADefectWithItsTrace() {
        Wiring wiring = new Wiring() {
            @Override
            KeywordReference keywordReference() {
                throw new IllegalStateException("broken");
            }
        };

        CommandRun run = CommandRun.of(wiring, "rules", "keywords");

        assertEquals(ExitStatus.INTERNAL, run.status());
        assertTrue(run.err().contains("IllegalStateException: broken"), run.err());
    }
}
