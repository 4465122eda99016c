package org.sluice.perf.report;

import java.util.ArrayList;
import java.util.List;
import org.sluice.perf.rfc2544.Throughput;
import org.sluice.perf.rfc2544.TrialPoint;

/** Results of the RFC 2544 tests as sections of a report. */
public final class Rfc2544Sections {
    private static final double MILLION = 1e6;

    private Rfc2544Sections() {}

    /** Those tests that were run. */
    public static List<Section> of(List<SizeResult> sizes) {
        List<Section> sections = new ArrayList<>();
        if (sizes.stream().anyMatch(each -> !each.throughput().isEmpty())) {
            sections.add(throughput(sizes.stream().filter(each -> !each.throughput().isEmpty()).toList()));
        }
        if (sizes.stream().anyMatch(each -> !each.latency().isEmpty())) {
            sections.add(latency(sizes.stream().filter(each -> !each.latency().isEmpty()).toList()));
        }
        if (sizes.stream().anyMatch(each -> each.loss() != null)) {
            sections.add(loss(sizes.stream().filter(each -> each.loss() != null).toList()));
        }
        if (sizes.stream().anyMatch(each -> each.backToBack() != null)) {
            sections.add(backToBack(sizes.stream().filter(each -> each.backToBack() != null).toList()));
        }
        if (sizes.stream().anyMatch(each -> each.recovery() != null)) {
            sections.add(recovery(sizes.stream().filter(each -> each.recovery() != null).toList()));
        }
        return sections;
    }

    private static Section throughput(List<SizeResult> sizes) {
        List<List<String>> rows = new ArrayList<>();
        for (SizeResult size : sizes) {
            for (Throughput each : size.throughput()) {
                rows.add(List.of(frame(size), accepted(each), Figures.whole(Math.round(each.framesPerSecond())),
                        Figures.scaled(each.bitsPerSecond()) + "bit/s", String.valueOf(each.trials().size()),
                                each.limitedBy()));
            }
        }
        List<String> names = sizes.getFirst().throughput().stream().map(Rfc2544Sections::accepted).toList();
        double[][] rates = new double[names.size()][sizes.size()];
        double[][] bits = new double[names.size()][sizes.size()];
        for (int size = 0; size < sizes.size(); size++) {
            for (int loss = 0; loss < names.size(); loss++) {
                rates[loss][size] = sizes.get(size).throughput().get(loss).framesPerSecond() / MILLION;
                bits[loss][size] = sizes.get(size).throughput().get(loss).bitsPerSecond() / 1e9;
            }
        }
        List<String> groups = sizes.stream().map(SizeResult::frame).toList();
        return new Section("Throughput",
                List.of("The highest rate each way at which no more frames than accepted are lost, "
                + "found by halving (RFC 2544, section 26.1). A search goes on from the trials of the one before; "
                + "limited by the generator means that the next higher rate was more than it could offer."),
                List.of(new Section.Table("Highest rates", List.of("frame", "accepted loss", "frames/s", "rate",
                        "further trials",
                        "limited by"), rows)),
                List.of(new Section.Plot("Frames per second by frame size",
                        BarPlot.svg("frame size, bytes", "million frames/s", groups, names, rates)),
                        new Section.Plot("Bits per second by frame size (frames with their check sequences)",
                                BarPlot.svg("frame size, bytes", "Gbit/s", groups, names, bits))));
    }

    private static Section latency(List<SizeResult> sizes) {
        List<List<String>> rows = new ArrayList<>();
        List<Section.Plot> plots = new ArrayList<>();
        for (SizeResult size : sizes) {
            List<LinePlot.Series> lines = new ArrayList<>();
            for (SizeResult.Latency each : size.latency()) {
                List<String> row = new ArrayList<>(List.of(frame(size), share(each), Figures.scaled(each.trial()
                        .offeredPerSecond())
                        + "/s", Figures.percent(each.trial().lossRatio()), Figures.digits(each.trial().waitedMs())
                                + " ms"));
                row.addAll(each.latency().cells());
                rows.add(row);
                lines.add(each.latency().line(share(each) + " of throughput"));
            }
            plots.add(new Section.Plot("Latency by percentile, frames of " + frame(size), LatencySummary.plot(lines)));
        }
        List<String> columns = new ArrayList<>(List.of("frame", "of throughput", "offered", "lost", "no core"));
        columns.addAll(LatencySummary.headings());
        return new Section("Latency",
                List.of("Of every frame, at shares of the zero-loss throughput, counted from the moment "
                + "the frame was due by the schedule, so that a wait before sending is not left out (coordinated "
                + "omission). The .hgrm files hold the whole histograms, the raw- ones those counted from sending."),
                List.of(new Section.Table("Latency from generator to generator", columns, rows)), plots);
    }

    private static Section loss(List<SizeResult> sizes) {
        List<List<String>> rows = new ArrayList<>();
        List<LinePlot.Series> lines = new ArrayList<>();
        double most = 0;
        double fastest = 0;
        for (SizeResult size : sizes) {
            List<Double> xs = new ArrayList<>();
            List<Double> ys = new ArrayList<>();
            for (TrialPoint point : size.loss().points()) {
                rows.add(List.of(frame(size), Figures.whole(Math.round(point.targetPerSecond())),
                        Figures.whole(Math.round(point.offeredPerSecond())),
                                Figures.whole(Math.round(point.receivedPerSecond())),
                        Figures.percent(point.lossRatio()), Figures.digits(point.waitedMs()) + " ms"));
                xs.add(point.offeredPerSecond() / MILLION);
                ys.add(point.lossRatio() * 100);
                most = Math.max(most, point.lossRatio() * 100);
                fastest = Math.max(fastest, point.offeredPerSecond() / MILLION);
            }
            lines.add(new LinePlot.Series(frame(size), xs, ys, true));
        }
        return new Section("Frame loss rate",
                List.of("From the highest rate the generator offers down in tenths, until two "
                + "trials in a row lose nothing (RFC 2544, section 26.3). Wished is the rate of the schedule, "
                + "offered what the generator made of it."),
                List.of(new Section.Table("Frames per second", List.of("frame", "wished", "offered", "received",
                        "lost", "no core"), rows)),
                List.of(new Section.Plot("Lost frames by offered rate", LinePlot.svg(
                        Axis.fromZero("offered, million frames/s", fastest), Axis.fromZero("lost, %", most), lines))));
    }

    private static Section backToBack(List<SizeResult> sizes) {
        List<List<String>> rows = sizes.stream().map(size -> List.of(frame(size),
                Figures.whole(Math.round(size.backToBack().mean())),
                Figures.whole(size.backToBack().frames().stream().mapToLong(Long::longValue).min().orElse(0)),
                Figures.whole(size.backToBack().frames().stream().mapToLong(Long::longValue).max().orElse(0)),
                String.valueOf(size.backToBack().frames().size()), size.backToBack().limitedByTrial() ? "trial"
                        : "device"))
                .toList();
        return new Section("Back-to-back frames",
                List.of("The longest burst, as fast as the generator sends, of which nothing "
                + "is lost (RFC 2544, section 26.4): what buffers hold. Limited by the trial means that a burst as "
                + "long as a trial still passed."),
                List.of(new Section.Table("Frames of a burst", List.of("frame", "mean", "least", "most", "repetitions",
                        "limited by"), rows)), List.of());
    }

    private static Section recovery(List<SizeResult> sizes) {
        List<List<String>> rows = sizes.stream().map(size -> List.of(frame(size),
                Figures.scaled(size.recovery().overloadPerSecond()) + "/s", Figures.scaled(size.recovery()
                        .loadPerSecond()) + "/s",
                Figures.digits(size.recovery().recoveredAfterMs()) + " ms", Figures.percent(size.recovery()
                        .lossRatio()))).toList();
        return new Section("System recovery",
                List.of("How long after an overload of 110 % of the throughput has fallen to 50 % "
                + "the last frame is lost (RFC 2544, section 26.5)."),
                List.of(new Section.Table("Recovery", List.of("frame", "overload", "then", "recovered after",
                        "lost in all"),
                        rows)), List.of());
    }

    private static String frame(SizeResult size) {
        return size.frame().equals("imix") ? "IMIX" : size.frame() + " B";
    }

    private static String accepted(Throughput each) {
        return each.acceptedLoss() == 0 ? "no loss" : "loss up to " + Figures.percent(each.acceptedLoss());
    }

    private static String share(SizeResult.Latency each) {
        return Figures.percent(each.share());
    }
}
