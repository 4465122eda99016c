package org.sluice.dataplane.detect;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.dataplane.port.CaptureReader;
import org.sluice.rules.compile.Compilation;
import org.sluice.rules.compile.CompileOptions;
import org.sluice.rules.compile.Refusal;
import org.sluice.rules.compile.RuleCompiler;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.ImageReader;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.RuleImage;
import org.sluice.rules.image.ScanGroup;
import org.sluice.rules.keyword.ParsedRules;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;

/**
 * Measures a public rule set on real packets, single packets only: {@code PublicRules RULES CAPTURE [CACHE]}. Prints
 * where the time of a compilation goes and what detection costs a packet.
 */
final class PublicRules {
    private PublicRules() {
    }

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < Integer.getInteger("repeat", 1); i++) {
            run(args);
        }
    }

    private static void run(String[] args) throws Exception {
        var cpu = ManagementFactory.getThreadMXBean();
        long start = cpu.getCurrentThreadCpuTime();
        ParsedRules parsed = RuleParser.parse(List.of(Path.of(args[0])), RuleSettings.defaults());
        long parsedNs = cpu.getCurrentThreadCpuTime();
        CompileOptions options = CompileOptions.defaults();
        if (args.length > 2) {
            options.cacheDirectory(Path.of(args[2]));
        }
        try (Arena arena = Arena.ofShared()) {
            Compilation compilation = RuleCompiler.compile(parsed.rules(), options, arena);
            long compiledNs = cpu.getCurrentThreadCpuTime();
            Path file = compilation.write(Files.createTempDirectory("image"));
            System.out.printf("parsed %d of %d in %.2f s CPU%ncompiled in %.2f s CPU: %s%n", parsed.rules().size(),
                    parsed.total(), (parsedNs - start) / 1e9, (compiledNs - parsedNs) / 1e9, compilation.statistics());
            summarise(parsed, compilation);
            long before = cpu.getCurrentThreadCpuTime();
            RuleSet rules = new RuleSetLoader(new VariableNames()).load(ImageReader.open(file, arena), 1);
            System.out.printf("loaded in %.2f s CPU, native %.1f MB, image %.1f MB%n",
                    (cpu.getCurrentThreadCpuTime() - before) / 1e9, rules.nativeBytes() / 1e6, Files.size(file) / 1e6);
            if (Boolean.getBoolean("groups")) {
                groups(rules.image());
            }
            if (args.length > 1 && !args[1].isEmpty()) {
                inspect(rules, Path.of(args[1]), arena);
            }
        }
    }

    private static void summarise(ParsedRules parsed, Compilation compilation) {
        Map<String, Integer> reasons = new TreeMap<>();
        parsed.unenforced().forEach(rule -> reasons.merge("parser: " + rule.unenforced().getFirst().keyword(), 1, Integer::sum));
        for (Refusal refusal : compilation.refusals()) {
            reasons.merge("compiler: " + refusal.keyword() + ": " + refusal.reason(), 1, Integer::sum);
        }
        reasons.forEach((reason, count) -> System.out.println(count + " refused: " + reason));
        Map<String, Integer> costly = new TreeMap<>();
        compilation.costly().forEach(line -> costly.merge(line.substring(line.lastIndexOf(": ") + 2), 1, Integer::sum));
        costly.forEach((where, count) -> System.out.println(count + " " + where));
        if (Boolean.getBoolean("costly")) {
            compilation.costly().forEach(System.out::println);
        }
    }

    private static void groups(RuleImage image) {
        int[] groups = image.ints(ImageSection.GROUPS);
        long[] databases = image.longs(ImageSection.DATABASES);
        int[] ports = image.ints(ImageSection.GROUP_PORTS);
        int[] specs = image.ints(ImageSection.BUFFER_SPECS);
        int[] words = image.ints(ImageSection.BUFFER_WORDS);
        for (int at = 0; at < groups.length; at += ScanGroup.WORDS) {
            int selector = groups[at + ScanGroup.SELECTOR];
            int database = groups[at + ScanGroup.DATABASE];
            boolean buffer = groups[at] == ScanGroup.BUFFER;
            System.out.printf("%s %d to %s %s: %d patterns, %d KB%n", buffer ? "buffer" : "payload",
                    groups[at + ScanGroup.PROTOCOL], groups[at + ScanGroup.DIRECTION] == 0 ? "server" : "client",
                    buffer ? Buffer.of(words[specs[selector]]).ruleName() + "+" + (specs[selector + 1] - specs[selector] - 1) / 2
                            : selector == 0 ? "other" : ports[selector - 1], databases[5 * database + 3],
                    databases[5 * database + 1] / 1024);
        }
    }

    private static void inspect(RuleSet rules, Path capture, Arena arena) throws IOException {
        MemorySegment memory = arena.allocate(Files.size(capture) + 65536);
        long[] offsets = new long[200_000];
        int[] lengths = new int[200_000];
        int count = 0;
        long used = 0;
        try (CaptureReader reader = CaptureReader.open(capture)) {
            while (count < offsets.length && reader.next()) {
                lengths[count] = reader.copyFrame(memory, used, 65536);
                offsets[count] = used;
                used += lengths[count++];
            }
        }
        Decoder decoder = new Decoder(DecoderSettings.defaults());
        PacketList list = new PacketList(16);
        try (DetectEngine engine = new DetectEngine(new DetectSettings(), null, null)) {
            engine.use(rules);
            for (int round = -1; round < 6; round++) {
                long alerts = engine.counters().alerts;
                long candidates = engine.counters().candidates;
                long evaluations = engine.counters().evaluations;
                long scans = engine.counters().scans;
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                for (int i = 0; i < count; i++) {
                    list.clear();
                    Packet packet = list.claim();
                    packet.wrap(memory, offsets[i], lengths[i], 1);
                    decoder.decode(packet, list);
                    packet.direction = packet.destinationPort > packet.sourcePort ? 1 : 0;
                    if (round >= 0) {
                        engine.begin(packet);
                        engine.onPacket(packet, null, null, false, (p, r, rule, tx, flags) -> { });
                    }
                }
                long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
                System.out.printf("round %d: %d packets, %.0f ns CPU a packet with decoding, %.2f candidates, %.2f evaluations, %.2f scans, "
                        + "%d alerts%n", round, count, (double) nanos / count,
                        (double) (engine.counters().candidates - candidates) / count,
                        (double) (engine.counters().evaluations - evaluations) / count,
                        (double) (engine.counters().scans - scans) / count, engine.counters().alerts - alerts);
            }
        }
    }
}
