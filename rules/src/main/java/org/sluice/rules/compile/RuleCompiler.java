package org.sluice.rules.compile;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.sluice.bindings.posix.Posix;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.ImageDescriptor;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.ImageWriter;
import org.sluice.rules.model.Header;
import org.sluice.rules.model.IntegerList;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Section;

/** Compiles rules into an image. One use each. */
public final class RuleCompiler {
    private final CompileOptions options;
    private final IntList code = new IntList();
    private final Literals literals = new Literals();
    private final Expressions expressions = new Expressions();
    private final Names names = new Names();
    private final PortTable ports = new PortTable();
    private final AddressTable addresses = new AddressTable();
    private final ThresholdTable thresholds;
    private final DatasetTable datasets;
    private final SuffixTable suffixes;
    private final BufferSpecs specs;
    private final RuleColumns columns = new RuleColumns();
    private final TriggerTable triggers = new TriggerTable();
    private final ChecksWriter checks;
    private final MagicDatabase magic = new MagicDatabase();
    private final List<Refusal> refusals = new ArrayList<>();

    private final List<Rule> rules;
    private final SharedGrams shared;

    private RuleCompiler(List<Rule> rules, CompileOptions options) {
        this.rules = rules;
        shared = new SharedGrams(rules);
        this.options = options;
        suffixes = new SuffixTable(options.publicSuffixes());
        specs = new BufferSpecs(literals, expressions, suffixes);
        datasets = new DatasetTable(options.stateDirectory());
        checks = new ChecksWriter(code, names, new AddressLists(addresses, options.reputations(), options.countries()));
        thresholds = new ThresholdTable(options.thresholds(), addresses);
    }

    /**
     * Compiles rules. What cannot be enforced is left out and said.
     *
     * @param rules in the order of the files
     * @param arena owner of the image's memory
     */
    public static Compilation compile(List<Rule> rules, CompileOptions options, Arena arena) {
        return new RuleCompiler(rules, options).run(arena);
    }

    private Compilation run(Arena arena) {
        long startNs = cpuNs();
        EvaluationOrder.sorted(rules).forEach(this::add);
        long plannedNs = cpuNs();
        ImageWriter writer = new ImageWriter();
        GroupWriter groups = new GroupWriter(new DatabaseCache(options.cacheDirectory()));
        groups.write(triggers.groups(), writer);
        // Compiling them took some 150 MB; the image is built next and takes as much again.
        Posix.releaseMemory();
        long groupedNs = cpuNs();
        writeTables(writer);
        MemorySegment image = writer.assemble(arena);
        CompileStatistics statistics = new CompileStatistics(columns.size(), refusals.size(), groups.windows(),
                triggers.costly().size(), groups.databases(), groups.reused(), groups.databaseBytes(), image.byteSize(),
                plannedNs - startNs, groupedNs - plannedNs, cpuNs() - groupedNs);
        return new Compilation(image, List.copyOf(refusals), List.copyOf(triggers.costly()), statistics);
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void add(Rule rule) {
        if (!rule.isEnforced()) {
            Rule.Unenforced first = rule.unenforced().getFirst();
            refuse(rule, first.keyword(), first.reason());
            return;
        }
        try {
            addEnforced(rule);
        } catch (UnenforceableException e) {
            refuse(rule, e.keyword(), e.getMessage());
        }
    }

    private void refuse(Rule rule, String keyword, String reason) {
        refusals.add(new Refusal(rule.place(), rule.id(), keyword, reason));
    }

    private void addEnforced(Rule rule) throws UnenforceableException {
        RuleShape shape = new RuleShape(rule);
        Trigger trigger = Trigger.of(rule, shape, shared);
        Header header = rule.header();
        int[] portSets = {ports.add(header.sourcePorts()), ports.add(header.destinationPorts())};
        int[] addressSets = {addresses.add(header.source()), addresses.add(header.destination())};
        long protocols = protocols(rule, shape);
        int checksAt = checks.writeChecks(shape.checks());
        int effectsAt = checks.writeEffects(rule.effects());
        ClauseWriter writer =
                new ClauseWriter(code, literals, expressions, trigger.content(), datasets, rule.place());
        IntList clauses = new IntList();
        int triggerSpec = -1;
        for (Section section : rule.sections()) {
            magic.check(section);
            int spec = specs.add(section.buffer(), section.transforms());
            clauses.addAll(spec, writer.write(section.matches()));
            if (section == trigger.section()) {
                triggerSpec = trigger.searched() == section.buffer() ? spec
                        : specs.add(trigger.searched(), section.transforms());
            }
        }
        triggers.add(columns.size(), rule, shape, trigger, triggerSpec, protocols, addressSets);
        columns.add(rule, shape, protocols, portSets, addressSets,
                new RuleColumns.Programs(checksAt, effectsAt, thresholds.add(rule)), clauses.toArray());
    }

    /** The protocols of the header, or else the one whose parser fills the first buffer. */
    private static long protocols(Rule rule, RuleShape shape) throws UnenforceableException {
        long protocols = shape.appProtocols();
        if (protocols != 0) {
            return protocols;
        }
        for (Section section : rule.sections()) {
            Buffer buffer = section.buffer();
            if (RuleShape.isOfTransaction(buffer) && buffer.protocol() != AppProtocol.UNKNOWN) {
                return buffer.protocol().carriers();
            }
        }
        for (Match match : rule.matches()) {
            if (match instanceof Match.AppLayerEvent event) {
                return AppProtocol.byName(event.protocol()).map(AppProtocol::carriers).orElse(0L);
            }
            AppProtocol asked = match instanceof IntegerMatch integer ? integer.field().protocol()
                    : match instanceof IntegerList list ? list.field().protocol() : AppProtocol.UNKNOWN;
            if (asked != AppProtocol.UNKNOWN) {
                return asked.carriers();
            }
        }
        return 0;
    }

    private void writeTables(ImageWriter writer) {
        columns.writeTo(writer);
        IntList portIntervals = new IntList();
        Rows portRows = new Rows();
        ports.build(portIntervals, portRows);
        long[] ipv4 = addresses.ipv4Intervals();
        long[] ipv6 = addresses.ipv6Intervals();
        int[][] lists = triggers.lists(specs.size(), addresses.size(), columns);
        int[] meta = new int[ImageDescriptor.META_WORDS];
        meta[ImageDescriptor.META_RULES] = columns.size();
        meta[ImageDescriptor.META_PORT_ROW_WORDS] = ports.rowWords();
        meta[ImageDescriptor.META_ADDRESS_ROW_WORDS] = addresses.rowWords();
        meta[ImageDescriptor.META_ADDRESS_SETS] = addresses.size();
        writer.put(ImageSection.META, meta)
                .put(ImageSection.CODE, code.toArray())
                .put(ImageSection.LITERALS, literals.toArray())
                .put(ImageSection.BUFFER_SPECS, specs.offsets())
                .put(ImageSection.BUFFER_WORDS, specs.words())
                .put(ImageSection.SUFFIXES, suffixes.words())
                .put(ImageSection.PORT_INTERVALS, portIntervals.toArray())
                .put(ImageSection.PORT_ROWS, portRows.flatten(ports.rowWords()))
                .put(ImageSection.ADDRESS4_INTERVALS, ipv4)
                .put(ImageSection.ADDRESS6_INTERVALS, ipv6)
                .put(ImageSection.ADDRESS_ROWS, addresses.rows())
                .put(ImageSection.LISTS, lists[0])
                .put(ImageSection.LIST_RULE_IDS, lists[1])
                .put(ImageSection.THRESHOLDS, thresholds.toArray());
        expressions.table().writeTo(writer, ImageSection.PCRES, ImageSection.PCRE_BYTES);
        names.table().writeTo(writer, ImageSection.VARIABLES, ImageSection.VARIABLE_BYTES);
        datasets.table().writeTo(writer, ImageSection.DATASETS, ImageSection.DATASET_BYTES);
    }
}
