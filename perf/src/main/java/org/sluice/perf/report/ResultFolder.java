package org.sluice.perf.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The folder of a run: {@code result.json}, {@code summary.txt}, {@code report.html}, {@code latency-*.hgrm}.
 */
public final class ResultFolder {
    private static final double NS_PER_US = 1e3;
    private static final int TICKS_PER_HALF = 5;

    /** What {@code result.json} is. */
    private record Result(String kind, Map<String, String> environment, Object result) {}

    private final Path folder;
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Names the folder; it is made when there is something to put into it.
     *
     * @throws IOException when it cannot be made
     */
    public ResultFolder(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new IOException("results cannot be put into " + folder + ": " + there
                    + (Files.isDirectory(there) ? " may not be written to" : " is no folder"));
        }
        this.folder = folder;
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Writes a text file; returns where it is. */
    public Path text(String name, String text) throws IOException {
        return Files.writeString(file(name), text);
    }

    private Path file(String name) throws IOException {
        return Files.createDirectories(folder).resolve(name);
    }

    /**
     * Writes a histogram of ns as HdrHistogram's percentile file in microseconds.
     *
     * @return the file's name
     */
    public String histogram(String name, Histogram ns) throws IOException {
        String file = "latency-" + name + ".hgrm";
        try (PrintStream out = new PrintStream(Files.newOutputStream(file(file)), false,
                StandardCharsets.UTF_8)) {
            ns.outputPercentileDistribution(out, TICKS_PER_HALF, NS_PER_US);
        }
        return file;
    }

    /** Writes {@code result.json}: the facts, and what was measured. */
    public void json(Map<String, String> facts, String kind, Object measured) throws IOException {
        try {
            text("result.json", json.writeValueAsString(
                    new Result(kind, facts, measured)) + "\n");
        } catch (JsonProcessingException defect) {
            throw new IOException("the result cannot be written as JSON: " + defect.getMessage(), defect);
        }
    }

    /** Writes the text and the page; returns the text. */
    public String report(String title, String lead, List<Section> sections, Map<String,
            String> facts) throws IOException {
        String text = TextSummary.of(title, lead, sections, facts);
        text("summary.txt", text);
        text("report.html", Html.page(title, lead, sections, facts));
        return text;
    }
}
