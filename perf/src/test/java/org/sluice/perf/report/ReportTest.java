package org.sluice.perf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.perf.rfc2544.LossCurve;
import org.sluice.perf.rfc2544.Throughput;
import org.sluice.perf.rfc2544.TrialPoint;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Map<String, String> FACTS = Map.of("processor", "<one> & \"two\"");

    @TempDir
    Path directory;

    @Test
    void shouldWriteAPageThatNeedsNothingElse() throws Exception {
        new ResultFolder(directory).report("Title", "lead", Rfc2544Sections.of(List.of(size())), FACTS);

        String page = Files.readString(directory.resolve("report.html"));
        assertFalse(page.contains("src="), "something is loaded");
        assertFalse(page.contains("href="), "something is loaded");
        assertTrue(page.contains("&lt;one&gt; &amp; &quot;two&quot;"));
        assertTrue(page.contains("prefers-color-scheme:dark"));
        assertEquals(4, page.split("<svg ").length - 1);
    }

    @Test
    void shouldDrawPlotsThatAreWellFormedAndStayInTheirFrame() throws Exception {
        for (Section section : Rfc2544Sections.of(List.of(size()))) {
            for (Section.Plot plot : section.plots()) {
                Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                        .parse(new InputSource(new StringReader(plot.svg())));
                String[] box = svg.getDocumentElement().getAttribute("viewBox").split(" ");
                for (String point : points(svg)) {
                    String[] xy = point.split(",");
                    assertTrue(Double.parseDouble(xy[0]) <= Double.parseDouble(box[2]), point);
                    assertTrue(Double.parseDouble(xy[1]) <= Double.parseDouble(box[3]), point);
                }
            }
        }
    }

    @Test
    void shouldTellTheSameInTextWithItsUnits() throws Exception {
        String text = new ResultFolder(directory).report("Title", "lead", Rfc2544Sections.of(List.of(size())), FACTS);

        assertTrue(text.contains("1,500,000"), text);
        assertTrue(text.contains("768 Mbit/s"), text);
        assertTrue(text.contains("3.2 µs"), text);
    }

    @Test
    void shouldKeepLinesOfWordsToATerminalsWidth() {
        Section section = new Section("Heading", List.of("word ".repeat(50).strip()), List.of(), List.of());

        String text = TextSummary.of("Title", "lead", List.of(section), Map.of("flags", "-Xshort ".repeat(30)));

        assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
        assertTrue(text.contains("\n" + " ".repeat(19) + "-Xshort"), text);
    }

    @Test
    void shouldMakeTheFolderOnlyWhenThereIsSomethingToPutIntoIt() throws Exception {
        ResultFolder folder = new ResultFolder(directory.resolve("a/b"));
        assertFalse(Files.exists(directory.resolve("a")));

        folder.text("x", "y");

        assertEquals("y", Files.readString(directory.resolve("a/b/x")));
    }

    @Test
    void shouldKeepHistogramsInMicroseconds() throws Exception {
        Histogram ns = new Histogram(3);
        ns.recordValue(2_000_000);

        String file = new ResultFolder(directory).histogram("64-50", ns);

        assertEquals("latency-64-50.hgrm", file);
        assertTrue(Files.readString(directory.resolve(file)).contains("2000."));
    }

    @Test
    void shouldWriteResultsAsJson() throws Exception {
        new ResultFolder(directory).json(FACTS, "rfc2544", List.of(size()));

        String json = Files.readString(directory.resolve("result.json"));
        assertTrue(json.indexOf("\"environment\"") < json.indexOf("\"result\""), json);
        assertTrue(json.contains("\"framesPerSecond\" : 1500000.0"), json);
        assertTrue(json.contains("\"p50Us\" : 3."), json);
    }

    @Test
    void shouldShowWhatStagesCostWhenBenchmarksWereRun() throws Exception {
        Path file = Files.writeString(directory.resolve("bench.json"), """
                [{"benchmark": "org.sluice.perf.bench.flow.FlowLookupBenchmark.hit", "params": {"flows": "7"},
                  "primaryMetric": {"score": 21.5}, "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 0.01}}}]""");

        Section section = StageCost.of(file).getFirst();

        assertEquals(List.of("FlowLookup hit", "flows 7", "21.5", "0"), section.tables().getFirst().rows().getFirst());
        assertEquals(List.of(), StageCost.of(directory.resolve("absent.json")));
    }

    @Test
    void shouldRefuseATableWithARowThatDoesNotFit() {
        assertThrows(IllegalArgumentException.class,
                () -> new Section.Table("t", List.of("a", "b"), List.of(List.of("1"))));
    }

    @Test
    void shouldPlaceValuesOnEachKindOfAxis() {
        assertEquals(0.5, Axis.fromZero("x", 10).place(5), 1e-9);
        assertEquals(0.5, Axis.log("y", 1, 100).place(10), 1e-9);
        assertEquals(2 / 3.0, Axis.percentiles("p", 3).place(99), 1e-6);
        assertEquals(List.of(1.0, 10.0, 100.0), Axis.log("y", 1, 100).ticks());
    }

    @Test
    void shouldWriteFiguresWithThreeDigits() {
        assertEquals("1.23 M", Figures.scaled(1_234_567));
        assertEquals("0.15 %", Figures.percent(0.0015));
        assertEquals("12.5 ms", Figures.micros(12_500));
        assertEquals("0", Figures.digits(0));
    }

    private static List<String> points(Document svg) {
        var lines = svg.getElementsByTagName("polyline");
        List<String> points = new java.util.ArrayList<>();
        for (int i = 0; i < lines.getLength(); i++) {
            points.addAll(List.of(lines.item(i).getAttributes().getNamedItem("points").getNodeValue().split(" ")));
        }
        return points;
    }

    private static SizeResult size() {
        Histogram ns = new Histogram(3);
        for (int i = 0; i < 1_000; i++) {
            ns.recordValue(3_000 + i * 400 / 1_000);
        }
        TrialPoint point = new TrialPoint(2e6, 2e6, 1.5e6, 2_000_000, 500_000, 0.25, 0, 0, 0, 20, 0, false);
        LatencySummary latency = LatencySummary.of(ns);
        return new SizeResult("64", 64, 2e6, List.of(new Throughput(0, 1_500_000, 768e6, "device", List.of(point))),
                List.of(new SizeResult.Latency(0.5, point, latency, latency, "a.hgrm", "b.hgrm")),
                new LossCurve(List.of(point)), null, null);
    }
}
