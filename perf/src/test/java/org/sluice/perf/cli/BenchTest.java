package org.sluice.perf.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.control.cli.ExitStatus;
import picocli.CommandLine;

class BenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"rfc2544", "mix", "replay", "security", "reload"})
    void shouldExplainEachCommandWithoutAWarning(String command) {
        PrintStream before = System.err;
        ByteArrayOutputStream warnings = new ByteArrayOutputStream();

        System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
        int status = run(command, "--help");
        System.setErr(before);

        assertEquals(ExitStatus.OK, status);
        assertEquals("", warnings.toString(StandardCharsets.UTF_8));
        assertTrue(out.toString().contains("--trial"), out.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rfc2544 --sizes 63 | frame size 63 is not in 64 to 9018",
        "rfc2544 --sizes 64 --transport tcp | 76 bytes is the least",
        "rfc2544 --flows 0 | flows: 0 is not in 1 to 16,000,000",
        "rfc2544 --new-flows -1 | new flows a second: -1.0",
        "rfc2544 --sizes 9000 --vdev memif | --vdev veth",
        "rfc2544 --trial 5 | '5' is no time: write 500ms, 2s or 1m",
        "rfc2544 --ports one | --ports one: name two",
        "rfc2544 --trail 5s | Possible solutions: --transport, --trial",
        "mix --object -5 | --object -5: allowed is 0 to 10000000 bytes",
        "mix --trial 1ms | --trial 0.001s: allowed is 10ms or more",
        "mix --concurrent -1 | --concurrent -1",
        "security --one-in 0 | --one-in 0: allowed is 1 to",
        "security --rate 0 | --rate 0.0: allowed is more than 0",
        "reload --vdev loop | --vdev memif or --vdev veth",
        "reload --size 20 | frame size 20",
        "replay | Missing required option: '--capture=CAPTURE'",
        "replay -r /nowhere.pcap | /nowhere.pcap: there is no such file"})
    void shouldRefuseAWrongOptionInALineOrTwoBeforeAnythingStarts(String line, String reason) {
        int status = run((line + " --out " + directory.resolve("results")).split(" "));

        assertEquals(ExitStatus.USAGE, status, err.toString());
        assertTrue(err.toString().contains(reason), err.toString());
        assertTrue(err.toString().lines().count() <= 3, err.toString());
        assertFalse(Files.exists(directory.resolve("results")));
    }

    @Test
    void shouldSayThatAFileIsNoCapture() throws Exception {
        Path file = Files.writeString(directory.resolve("no.pcap"), "just some text, and more of it");

        int status = run("replay", "-r", file.toString(), "--vdev", "loop");

        assertEquals(ExitStatus.USAGE, status);
        assertTrue(err.toString().contains("no.pcap: no capture"), err.toString());
    }

    @Test
    void shouldRefuseAFolderOfResultsThatIsAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        int status = run("rfc2544", "--vdev", "loop", "--out", file.toString());

        assertEquals(ExitStatus.CANNOT_START, status);
        assertTrue(err.toString().contains("is no folder"), err.toString());
    }

    private int run(String... arguments) {
        CommandLine commandLine = Bench.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
