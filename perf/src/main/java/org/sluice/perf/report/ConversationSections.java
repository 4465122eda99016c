package org.sluice.perf.report;

import java.util.ArrayList;
import java.util.List;
import org.sluice.perf.conversation.ConversationResult;

/** Results of conversations as sections of a report. */
public final class ConversationSections {
    private ConversationSections() {}

    /**
     * A run as {@code result.json} keeps it.
     *
     * @param name what was run
     * @param wishedPerSecond conversations a second that were wished
     * @param passed whether it met what was asked for
     */
    public record Run(String name, double wishedPerSecond, boolean passed, long begun, long completed, long failed,
            long retransmissions, long mostOpen, double completedPerSecond, double framesPerSecond,
                    double payloadBitsPerSecond,
            double waitedMs, List<ConversationResult.Outcome> scripts, LatencySummary setup, LatencySummary whole) {
        /** Of a result. */
        public static Run of(String name, double wished, boolean passed, ConversationResult result) {
            double seconds = result.durationNs() / 1e9;
            return new Run(name, wished, passed, result.begun(), result.completed(), result.failed(),
                    result.retransmissions(),
                    result.mostOpen(), result.completedPerSecond(), result.frames() / seconds,
                            result.payloadBytes() * 8 / seconds,
                    result.waitedNs() / 1e6, result.scripts(), LatencySummary.of(result.setup()),
                            LatencySummary.of(result.whole()));
        }
    }

    /** Runs in rows, and how long conversations took. */
    public static Section runs(String heading, String words, List<Run> runs) {
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> times = new ArrayList<>();
        List<LinePlot.Series> lines = new ArrayList<>();
        for (Run run : runs) {
            rows.add(List.of(run.name(), Figures.whole(Math.round(run.wishedPerSecond())),
                    Figures.whole(Math.round(run.completedPerSecond())), Figures.whole(run.begun()),
                            Figures.whole(run.failed()),
                    Figures.whole(run.retransmissions()), Figures.whole(run.mostOpen()),
                    Figures.scaled(run.payloadBitsPerSecond()) + "bit/s", Figures.digits(run.waitedMs()) + " ms",
                    run.passed() ? "yes" : "no"));
            if (run.whole().count() > 0) {
                List<String> row = new ArrayList<>(List.of(run.name()));
                row.addAll(run.whole().cells());
                times.add(row);
                lines.add(run.whole().line(run.name()));
            }
        }
        List<String> timeColumns = new ArrayList<>(List.of("run"));
        timeColumns.addAll(LatencySummary.headings());
        List<Section.Plot> plots = new ArrayList<>();
        if (runs.size() > 1) {
            plots.add(new Section.Plot("Completed conversations a second", rates(runs)));
        }
        if (!lines.isEmpty()) {
            plots.add(new Section.Plot("Time of a whole conversation by percentile", LatencySummary.plot(lines)));
        }
        return new Section(heading, List.of(words), List.of(
                new Section.Table("Conversations", List.of("run", "wished/s", "completed/s", "begun", "failed",
                        "sent again",
                        "most open", "payload", "no core", "passed"), rows),
                new Section.Table("Time of a whole conversation", timeColumns, times)), plots);
    }

    private static String rates(List<Run> runs) {
        double[] rates = runs.stream().mapToDouble(each -> each.completedPerSecond() / 1e3).toArray();
        return BarPlot.svg("run", "thousand conversations/s", runs.stream().map(Run::name).toList(),
                List.of("completed"), new double[][] {rates});
    }

    /** What became of each attack. */
    public static Section attacks(Run run) {
        List<List<String>> rows = run.scripts().stream().filter(each -> each.sid() != 0).map(each ->
                List.of(each.name(),
                String.valueOf(each.sid()), Figures.whole(each.begun()), Figures.whole(each.stopped()),
                Figures.whole(each.arrived()), each.arrived() == 0 && each.stopped() > 0 ? "caught" : "MISSED"))
                        .toList();
        long wronged = run.scripts().stream().filter(each -> each.sid() == 0).mapToLong(each ->
                each.begun() - each.completed()).sum();
        return new Section("Attacks under load",
                List.of("Attacks mixed in among ordinary traffic. One is stopped when the frame "
                + "that carries it never arrives, however often it is sent again. Ordinary conversations that did not "
                + "come to their end: " + Figures.whole(wronged) + "."),
                List.of(new Section.Table("Attacks", List.of("attack", "sid", "sent", "stopped", "arrived", "result"),
                        rows)), List.of());
    }
}
