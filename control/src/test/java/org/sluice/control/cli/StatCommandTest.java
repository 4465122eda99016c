package org.sluice.control.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.dataplane.contract.CncContext;
import org.sluice.dataplane.contract.CncOwner;

class StatCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldPrintCountersThatAreNotZero() throws IOException {
        Path directory = folder.resolve("cnc");
        try (CncOwner owner = CncOwner.create(new CncContext().directory(directory).workers(1).conclude())) {
            owner.counters().registry(0).counter("decoder.pkts", "Frames decoded").add(1_234);

            CommandRun text = CommandRun.of(new Wiring(), "stat", "--set", "cnc.directory=" + directory);
            CommandRun json = CommandRun.of(new Wiring(), "stat", "--json", "--set", "cnc.directory=" + directory);

            assertEquals(0, text.status(), text.err());
            assertTrue(text.out().contains("decoder.pkts  1,234"), text.out());
            JsonNode node = new ObjectMapper().readTree(json.out());
            assertEquals(1_234, node.path("counters").path("decoder.pkts").asLong(), json.out());
        }
    }
}
