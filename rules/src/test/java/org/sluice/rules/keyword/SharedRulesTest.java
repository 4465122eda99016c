package org.sluice.rules.keyword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sluice.rules.text.Problem;
import org.sluice.rules.text.Reason;

/** Public rule sets, which lie beside the project and not in it. */
class SharedRulesTest {
    private static final Path SHARED =
            Path.of(System.getProperty("sluice.shared", System.getProperty("sluice.root", "..") + "/../shared"));
    /** ns of one thread, many times what it takes: only a change of order fails it. */
    private static final long MOST_CPU_NS = 20_000_000_000L;

    private static Path shared(String path) {
        Path file = SHARED.resolve(path);
        assumeTrue(Files.exists(file), "skipped: " + file
                + " is not there (set -Dsluice.shared to the shared test data)");
        return file;
    }

    private static List<String> errors(ParsedRules parsed) {
        return parsed.problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR
                && problem.reason() != Reason.NOT_ENFORCED)
                .map(Problem::render).toList();
    }

    @Test
    void shouldReadAllOfEtOpen() {
        Path file = shared("rules/et-open.rules");
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        ParsedRules parsed = RuleParser.parse(List.of(file), RuleSettings.defaults());

        long cpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        System.out.printf("et-open: %d rules in %.2f s of CPU, %d of them not enforced%n", parsed.total(), cpuNs / 1e9,
                parsed.unenforced().size());
        assertEquals(36_845, parsed.total());
        assertEquals(List.of(), errors(parsed));
        assertTrue(parsed.unenforced().size() < parsed.total() / 20);
        assertTrue(cpuNs < MOST_CPU_NS, () -> "CPU ns: " + cpuNs);
    }

    @Test
    void shouldReadTheRulesOfEveryConformanceCase() throws IOException {
        try (Stream<Path> cases = Files.list(shared("conformance/cases"))) {
            List<Path> files = cases.map(folder ->
                    folder.resolve("case.rules")).filter(Files::exists).sorted().toList();
            for (Path file : files) {
                ParsedRules parsed = RuleParser.parse(List.of(file), RuleSettings.defaults());

                assertEquals(List.of(), errors(parsed));
                assertTrue(parsed.total() > 0);
            }
        }
    }
}
