package org.sluice.dataplane.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.CaptureStreams;
import org.sluice.dataplane.app.Conversation;
import org.sluice.rules.image.Buffer;

/** A test virus behind some 250 ways to disguise an HTTP response, as browsers undo them. */
class HttpEvaderTest {
    @Test
    void shouldShowTheVirusInFileDataHoweverItWasDisguised() throws IOException {
        Path shared = CaptureStreams.shared();
        assumeTrue(shared != null, "no shared captures on this machine (-Dsluice.shared=DIR)");
        List<String> missed = new ArrayList<>();
        int cases = 0;
        try (Stream<Path> all = Files.list(shared.resolve("conformance/cases"))) {
            for (Path directory : all.filter(p -> p.getFileName().toString().startsWith("http-evader")).sorted().toList()) {
                cases++;
                String found = fileData(directory.resolve("capture.pcap"));
                if (!found.contains("EICAR-STANDARD-ANTIVIRUS-TEST-FILE") || !found.contains("X5O!P%@AP[4")) {
                    missed.add(directory.getFileName().toString());
                }
            }
        }

        assertTrue(cases > 0);
        assertEquals(List.of(), missed);
    }

    private static String fileData(Path capture) throws IOException {
        StringBuilder found = new StringBuilder();
        for (CaptureStreams.Flow flow : CaptureStreams.read(capture)) {
            try (Conversation conversation = new Conversation(
                    new AppSettings().responseBodyDecompressLayerLimit(3).transactions(8).memcap(1 << 20))) {
                for (CaptureStreams.Piece piece : flow.pieces()) {
                    conversation.send(piece.direction(), piece.bytes());
                }
                for (Conversation.Seen seen : conversation.finish()) {
                    found.append(seen.get(Buffer.FILE_DATA, 1)).append('\n');
                }
            }
        }
        return found.toString();
    }
}
