package org.sluice.control.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.OutputSettings;
import org.sluice.control.config.TrafficSettings;
import org.sluice.control.export.EveContext;
import org.sluice.control.files.FileStore;
import org.sluice.control.export.EveWriter;
import org.sluice.control.export.RuleCatalog;
import org.sluice.dataplane.contract.EventReader;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.PolicyAction;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.detect.RuleSetLoader;
import org.sluice.dataplane.detect.VariableNames;
import org.sluice.dataplane.pipeline.InspectionSettings;
import org.sluice.dataplane.pipeline.Replay;
import org.sluice.dataplane.port.CaptureReader;
import org.sluice.dataplane.port.CaptureSource;
import org.sluice.rules.compile.Compilation;
import org.sluice.rules.image.ImageException;
import org.sluice.rules.image.ImageReader;
import org.sluice.rules.image.RuleImage;
import org.sluice.rules.keyword.ParsedRules;
import org.sluice.rules.keyword.RuleSettings;
import org.sluice.rules.text.Problem;

/**
 * Runs captures through an inspector of their own each and writes what it says as EVE JSON. Rules that are refused are
 * left out and told in {@code refused-rules.txt}; a defect met in inspection is counted and told, and the replay goes
 * on.
 */
final class CaptureReplayEngine implements ReplayEngine {
    private static final int POLL_LIMIT = 4_096;
    private static final int MOST_DEFECTS = 5;
    private static final int GZIP_GAIN = 30;
    private static final int LEAST_FRAME_BYTES = 40;
    private static final int LEAST_FLOWS = 1_024;
    private static final long LEAST_MEMCAP = 8L << 20;
    private static final int LARGEST_FACTOR = 16;
    /** What both default depth and largest windows have room in. */
    private static final int PASSIVE_PENDING = 4 << 20;

    /** Rules ready to run, and their texts. */
    private record Loaded(RuleSet rules, RuleCatalog catalog) {
    }

    /** Writes events as they come, and counts them. */
    private static final class EveDrain implements Replay.Drain {
        private final EveWriter writer;
        private final FileStore files;
        private final OutputStream target;
        private long alerts;
        private long drops;

        EveDrain(EveWriter writer, FileStore files, OutputStream target) {
            this.writer = writer;
            this.files = files;
            this.target = target;
        }

        @Override
        public void drain(EventReader reader) {
            while (reader.poll((type, buffer, offset, length) -> {
                alerts += type == EventType.ALERT.code() ? 1 : 0;
                drops += type == EventType.DROP.code() ? 1 : 0;
                if (files.take(type, buffer, offset, length)) {
                    return true;
                }
                try {
                    writer.write(type, buffer, offset, length, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return true;
            }, POLL_LIMIT) > 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public ReplayResult replay(ReplayJob job, Configuration configuration) throws IOException {
        try (Arena arena = Arena.ofShared(); CaptureReader reader = CaptureReader.open(job.capture());
            OutputStream eve = new BufferedOutputStream(Files.newOutputStream(job.out().resolve("eve.json")),
                1 << 16)) {
            Loaded loaded = load(job, configuration, arena);
            try {
                return run(job, configuration, loaded, reader, eve, arena);
            } finally {
                if (loaded.rules() != null) {
                    loaded.rules().close();
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException(job.out() + ": " + e.getCause().getMessage(), e);
        }
    }

    private static ReplayResult run(ReplayJob job, Configuration given, Loaded loaded, CaptureReader reader,
        OutputStream eve, Arena arena) {
        Configuration configuration = given.orElse(TrafficSettings.MIDSTREAM, false);
        InspectionSettings settings = InspectionWiring.settings(configuration, 1, job.dropsPackets());
        if (!configuration.isGiven(OutputSettings.FILE_STORE)) {
            settings.app().storedFileLimit(configuration.get(OutputSettings.FILE_STORE_DEPTH));
        }
        fit(settings, sizeBytes(job.capture()));
        settings.stream().lossyCapture(true);
        if (isPassive(job, configuration)) {
            settings.stream().passive(true).pendingBytes(PASSIVE_PENDING);
            settings.app().patientFiles(true);
        }
        asRecorded(settings, configuration);
        EveContext context = ControlWiring.eve(configuration, Set.copyOf(configuration.get(OutputSettings.EVE_TYPES)))
            .captureName(job.capture().toString());
        FileStore files = ControlWiring.fileStore(configuration, job.out());
        EveDrain drain = new EveDrain(new EveWriter(context, loaded.catalog()), files, eve);
        Map<String, Integer> defects = new LinkedHashMap<>();
        try (files; Replay replay = new Replay(settings, loaded.rules(), drain,
            defect -> defects.merge(describe(defect), 1, Integer::sum))) {
            CaptureSource source = new CaptureSource(reader, arena);
            replay.run(source);
            replay.finish();
            return new ReplayResult(replay.frames(), replay.bytes(), drain.alerts, drain.drops,
                problem(source, defects));
        }
    }

    /**
     * A capture from which nothing is dropped is what a listener saw: what counts is what was acknowledged, and files
     * may wait.
     */
    private static boolean isPassive(ReplayJob job, Configuration configuration) {
        return switch (configuration.get(TrafficSettings.STREAM_INLINE)) {
            case AUTO -> !job.dropsPackets();
            case YES, TRUE -> false;
            case NO, FALSE -> true;
        };
    }

    /**
     * The hosts of a capture had all of its fragments: what they made of those that contradict each other is their
     * policy.
     */
    private static void asRecorded(InspectionSettings settings, Configuration configuration) {
        if (!configuration.isGiven(TrafficSettings.DEFRAG_OVERLAP_POLICY)) {
            settings.defrag(settings.defrag().withActions(PolicyAction.IGNORE, settings.defrag().exhaustedAction()));
        }
    }

    /** What a capture may unpack to: its size, or for gzip more than it ever gains on packets. */
    private static long sizeBytes(Path capture) {
        try {
            return Files.size(capture) * (capture.toString().endsWith(".gz") ? GZIP_GAIN : 1);
        } catch (IOException e) {
            return Long.MAX_VALUE / LARGEST_FACTOR;
        }
    }

    /** Makes tables and pools no larger than this capture can fill: clearing memory is most of a short replay. */
    private static void fit(InspectionSettings settings, long captureBytes) {
        int flows = Math.clamp(captureBytes / LEAST_FRAME_BYTES, Math.min(LEAST_FLOWS, settings.flow().capacity()),
            settings.flow().capacity());
        settings.flow().capacity(flows).variableStores(Math.min(flows, settings.flow().variableStores()));
        settings.stream().sessions(Math.min(flows, settings.stream().sessions()))
            .reassemblyMemcap(Math.min(settings.stream().reassemblyMemcap(), LEAST_MEMCAP + 4 * captureBytes));
        settings.app().sessions(Math.min(flows, settings.app().sessions()))
            .transactions(Math.min(Math.max(flows, LEAST_FLOWS), settings.app().transactions()))
            .memcap(Math.min(settings.app().memcap(), LEAST_MEMCAP + LARGEST_FACTOR * captureBytes));
    }

    private static String problem(CaptureSource source, Map<String, Integer> defects) {
        List<String> problems = new ArrayList<>();
        if (source.problem() != null) {
            problems.add(source.problem().getMessage());
        }
        defects.entrySet().stream().limit(MOST_DEFECTS).forEach(defect ->
            problems.add("a defect met " + defect.getValue() + " times: " + defect.getKey()));
        return problems.isEmpty() ? null : String.join("\n", problems);
    }

    private static String describe(Throwable defect) {
        StringBuilder text = new StringBuilder(defect.toString());
        StackTraceElement[] trace = defect.getStackTrace();
        for (int i = 0; i < Math.min(trace.length, 8); i++) {
            text.append("\n    at ").append(trace[i]);
        }
        return text.toString();
    }

    private static Loaded load(ReplayJob job, Configuration configuration, Arena arena) throws IOException {
        if (job.rules() == null) {
            return new Loaded(null, RuleCatalog.EMPTY);
        }
        if (!Files.isReadable(job.rules())) {
            throw new IOException(job.rules() + ": no such file, or not readable");
        }
        ParsedRules parsed = ConfiguredRules.parse(List.of(job.rules()), configuration);
        List<Problem> problems = new ArrayList<>();
        Compilation compilation = ConfiguredRules.compile(parsed, configuration, arena, problems);
        problems.addAll(parsed.problems());
        tellRefused(job.out().resolve("refused-rules.txt"), problems, compilation);
        try {
            RuleImage image = ImageReader.read(compilation.image(), job.rules().toString());
            RuleSettings settings = ConfiguredRules.settings(configuration, new ArrayList<>());
            return new Loaded(new RuleSetLoader(new VariableNames()).load(image, 1),
                new ImageCatalog(image, settings.classifications(), settings.references()));
        } catch (ImageException e) {
            throw new IOException(job.rules() + ": the compiled rules are refused: " + e.getMessage(), e);
        }
    }

    private static void tellRefused(Path file, List<Problem> problems, Compilation compilation) throws IOException {
        List<String> lines = new ArrayList<>();
        problems.stream().filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .forEach(problem -> lines.add(problem.render()));
        compilation.refusals().forEach(refusal -> lines.add(refusal.toString()));
        if (!lines.isEmpty()) {
            Files.write(file, lines);
        }
    }

    @Override
    public void close() {
        // Each replay frees what it used.
    }
}
