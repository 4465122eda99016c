package org.sluice.dataplane.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the public captures that lie beside the repository on development machines. */
class CaptureCollectionTest {
    private static final Path SHARED =
        Path.of(System.getProperty("sluice.shared", System.getProperty("sluice.root", "..") + "/../shared"));

    @Test
    void shouldReadEveryCaptureOfTheConformanceCases() throws IOException {
        final Path cases = SHARED.resolve("conformance/cases");
        assumeTrue(Files.isDirectory(cases), "the conformance captures are not at " + cases);

        final List<String> problems = new ArrayList<>();
        long frames = 0;
        for (final Path capture : captures(cases)) {
            final long before = frames;
            try (CaptureReader reader = CaptureReader.open(capture)) {
                while (reader.next()) {
                    frames++;
                }
            } catch (final CaptureException e) {
                problems.add(cases.relativize(capture) + e.getMessage().substring(e.file().length()));
            }
            if (frames == before) {
                problems.add(capture + ": no frame");
            }
        }

        // One of the collection is damaged on purpose; tcpdump and Wireshark stop at the same packet.
        assertEquals(List.of("bug-1450-03/capture.pcap: packet 7: corrupt: it claims 4325376 captured bytes, "
            + "262144 at most are possible"), problems);
        assertTrue(frames > 10_000, frames + " frames");
    }

    private static List<Path> captures(final Path cases) throws IOException {
        try (Stream<Path> files = Files.walk(cases)) {
            return files.filter(file -> file.getFileName().toString().startsWith("capture.")).sorted().toList();
        } catch (final UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
