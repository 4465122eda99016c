package org.sluice.dataplane.detect;

import java.lang.foreign.MemorySegment;
import org.sluice.bindings.pcre2.CompiledPattern;
import org.sluice.bindings.vectorscan.Database;
import org.sluice.bindings.vectorscan.Scratch;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.ImageDescriptor;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.Op;
import org.sluice.rules.image.RuleAction;
import org.sluice.rules.image.RuleFlags;
import org.sluice.rules.image.RuleImage;
import org.sluice.rules.image.RuleLists;
import org.sluice.rules.image.ScanGroup;

/**
 * A rule image made ready to run: its columns in arrays, its databases deserialised, its expressions compiled.
 * Immutable once loaded and shared by all workers; closed by whoever loaded it when no worker uses it any more.
 */
public final class RuleSet implements AutoCloseable {
    private static final int PORTS = 1 << 16;

    final long[] facts;
    final long[] appProtocols;
    final int[] portSets;
    final int[] addressSets;
    final int[] dsizes;
    final int[] flags;
    final int[] identities;
    final int[] programs;
    final int[] clauseOffsets;
    final int[] clauses;
    final int[] code;
    /** Flow bits that EVE shows as what the traffic is. */
    final TrafficLabels labels;
    /** This process's number for each of the image's variables. */
    final int[] variables;
    final long[] literals;
    final int[] thresholds;
    final int[] specOffsets;
    final int[] specWords;
    /** Of {@link org.sluice.rules.image.PublicSuffixes}. */
    final int[] suffixes;
    final Buffer[] specBuffers;
    final CompiledPattern[] expressions;
    final Dataset[] datasets;
    final PortClasses ports;
    final AddressClasses addresses;
    final int addressSetCount;
    final Places places;
    /** By list; null for an empty one. */
    private final RunMasks[] runMasks;
    /** Each rule's clause on what another one decodes, or -1. */
    final int[] decodedClauses;

    private final long generation;
    private final RuleImage image;
    private final int ruleCount;
    private final Database[] databases;
    /** Where {@link #expressions} came from. */
    private final Expressions store;
    private final int[] patternRules;
    private final int[] patternRuleIds;
    private final int[] listOffsets;
    private final int[] listRuleIds;
    private final int[] priorities;
    // By group: address of the database, first pattern, shortest pattern.
    private final long[] groupDatabase;
    private final int[] groupFirstPattern;
    private final int[] groupShortest;
    // Group by (protocol * 2 + direction) * selectors + selector, or -1.
    private final int[] payloadGroups;
    private final int[] bufferGroups;
    private final int selectors;
    private final byte[] portSelectors = new byte[PORTS];
    private final int[][] specsOf;
    private final long[] ipOnlySources;
    private final long[] ipOnlyDestinations;
    private final boolean hasIpOnly;
    private final boolean storesFiles;

    RuleSet(RuleImage image, long generation, Database[] databases, Expressions store, CompiledPattern[] expressions,
            int[] variables, Dataset[] datasets, TrafficLabels labels) {
        this.image = image;
        ruleCount = image.ruleCount();
        this.generation = generation;
        this.databases = databases;
        this.store = store;
        this.expressions = expressions;
        this.variables = variables;
        this.labels = labels;
        this.datasets = datasets;
        code = image.column(ImageSection.CODE);
        facts = image.longColumn(ImageSection.RULE_FACTS);
        appProtocols = image.longColumn(ImageSection.RULE_APP_PROTOCOLS);
        portSets = image.column(ImageSection.RULE_PORT_SETS);
        addressSets = image.column(ImageSection.RULE_ADDRESS_SETS);
        dsizes = image.column(ImageSection.RULE_DSIZES);
        flags = image.column(ImageSection.RULE_FLAGS);
        identities = image.column(ImageSection.RULE_IDENTITIES);
        priorities = image.column(ImageSection.RULE_PRIORITIES);
        programs = image.column(ImageSection.RULE_PROGRAMS);
        clauseOffsets = image.column(ImageSection.RULE_CLAUSES);
        clauses = image.column(ImageSection.CLAUSES);
        literals = image.longColumn(ImageSection.LITERALS);
        thresholds = image.ints(ImageSection.THRESHOLDS);
        specOffsets = image.ints(ImageSection.BUFFER_SPECS);
        suffixes = image.ints(ImageSection.SUFFIXES);
        specWords = image.ints(ImageSection.BUFFER_WORDS);
        patternRules = image.column(ImageSection.PATTERN_RULES);
        patternRuleIds = image.column(ImageSection.PATTERN_RULE_IDS);
        listOffsets = image.column(ImageSection.LISTS);
        listRuleIds = image.column(ImageSection.LIST_RULE_IDS);
        addressSetCount = image.meta(ImageDescriptor.META_ADDRESS_SETS);
        ports = new PortClasses(image);
        addresses = new AddressClasses(image);
        specBuffers = new Buffer[specOffsets.length - 1];
        for (int i = 0; i < specBuffers.length; i++) {
            specBuffers[i] = Buffer.of(specWords[specOffsets[i]]);
        }
        int[] groupPorts = image.ints(ImageSection.GROUP_PORTS);
        selectors = groupPorts.length + 1;
        for (int i = 0; i < groupPorts.length; i++) {
            portSelectors[groupPorts[i]] = (byte) (i + 1);
        }
        int[] groups = image.ints(ImageSection.GROUPS);
        int groupCount = groups.length / ScanGroup.WORDS;
        groupDatabase = new long[groupCount];
        groupFirstPattern = new int[groupCount];
        groupShortest = new int[groupCount];
        payloadGroups = filled(ScanGroup.PROTOCOLS * 2 * selectors);
        bufferGroups = filled(2 * specBuffers.length);
        readGroups(groups, image.longs(ImageSection.DATABASES));
        specsOf = specsByProtocol();
        ipOnlySources = setsWithLists(0);
        ipOnlyDestinations = setsWithLists(1);
        hasIpOnly = any(ipOnlySources) || any(ipOnlyDestinations);
        decodedClauses = decodedClauses();
        storesFiles = findStoringRule();
        places = new Places(this);
        runMasks = new RunMasks[image.length(ImageSection.LISTS) - 1];
        for (int list = 0; list < runMasks.length; list++) {
            runMasks[list] = RunMasks.of(this, list);
        }
    }

    private int[] decodedClauses() {
        int[] found = filled(ruleCount());
        for (int rule = 0; rule < found.length; rule++) {
            for (int i = clauseOffsets[rule]; i < clauseOffsets[rule + 1] && found[rule] < 0; i++) {
                found[rule] = specBuffers[clauses[2 * i]] == Buffer.BASE64_DATA ? i : -1;
            }
        }
        return found;
    }

    private static int[] filled(int length) {
        int[] values = new int[length];
        java.util.Arrays.fill(values, -1);
        return values;
    }

    private void readGroups(int[] groups, long[] rows) {
        for (int g = 0; g < groupDatabase.length; g++) {
            int at = g * ScanGroup.WORDS;
            int database = groups[at + ScanGroup.DATABASE];
            groupDatabase[g] = databases[database].address();
            groupFirstPattern[g] = (int) rows[5 * database + 2];
            groupShortest[g] = (int) rows[5 * database + 4];
            int direction = groups[at + ScanGroup.DIRECTION];
            int selector = groups[at + ScanGroup.SELECTOR];
            if (groups[at + ScanGroup.KIND] == ScanGroup.BUFFER) {
                bufferGroups[2 * selector + direction] = g;
            } else {
                payloadGroups[payloadGroup(groups[at + ScanGroup.PROTOCOL], direction, selector)] = g;
            }
        }
    }

    private int payloadGroup(int protocol, int direction, int selector) {
        return (protocol * 2 + direction) * selectors + selector;
    }

    /** Buffer specs to look at for a protocol's transactions and direction: those that some rule is triggered by. */
    private int[][] specsByProtocol() {
        int protocols = AppProtocol.values().length;
        int[][] specs = new int[2 * protocols][];
        for (int protocol = 0; protocol < protocols; protocol++) {
            for (int direction = 0; direction < 2; direction++) {
                int[] found = new int[specBuffers.length];
                int count = 0;
                for (int spec = 0; spec < specBuffers.length; spec++) {
                    if (isOf(specBuffers[spec], AppProtocol.of(protocol)) && isTrigger(spec, direction)) {
                        found[count++] = spec;
                    }
                }
                specs[2 * protocol + direction] = java.util.Arrays.copyOf(found, count);
            }
        }
        return specs;
    }

    private static boolean isOf(Buffer buffer, AppProtocol protocol) {
        return switch (buffer) {
            case PAYLOAD, BASE64_DATA, IPV4_HDR, IPV6_HDR, TCP_HDR, UDP_HDR, ICMPV4_HDR, ICMPV6_HDR, IGMP_HDR, IP_SRC,
                    IP_DST ->
                    false;
            default -> buffer.protocol() == AppProtocol.UNKNOWN || protocol.carries(buffer.protocol());
        };
    }

    private boolean isTrigger(int spec, int direction) {
        int list = RuleLists.buffer(spec, direction);
        return bufferGroups[2 * spec + direction] >= 0 || listOffsets[list + 1] > listOffsets[list];
    }

    private long[] setsWithLists(int side) {
        long[] sets = new long[(addressSetCount + 63) / 64];
        for (int set = 0; set < addressSetCount; set++) {
            int list = RuleLists.ipOnly(specBuffers.length, set, side);
            if (listOffsets[list + 1] > listOffsets[list]) {
                sets[set >>> 6] |= 1L << set;
            }
        }
        return sets;
    }

    private static boolean any(long[] words) {
        for (long word : words) {
            if (word != 0) {
                return true;
            }
        }
        return false;
    }

    // What the control side and events ask.

    /** Generation of the image. */
    public long generation() {
        return generation;
    }

    /** Number of rules; ids are 0 up to it. */
    public int ruleCount() {
        return ruleCount;
    }

    /** Signature id. */
    public int sid(int rule) {
        return identities[3 * rule];
    }

    /** Generator id. */
    public int gid(int rule) {
        return identities[3 * rule + 1];
    }

    /** Revision. */
    public int rev(int rule) {
        return identities[3 * rule + 2];
    }

    /** Priority, 1 the most important. */
    public int priority(int rule) {
        return priorities[rule];
    }

    /** What it does at a match. */
    public RuleAction action(int rule) {
        return RuleAction.of(flags[rule] & RuleFlags.ACTION_MASK);
    }

    /** The image it was loaded from. */
    public RuleImage image() {
        return image;
    }

    /** Bytes of native memory that databases and expressions take. */
    public long nativeBytes() {
        long bytes = 0;
        for (Database database : databases) {
            bytes += database.sizeBytes();
        }
        for (CompiledPattern expression : expressions) {
            bytes += expression.jitSizeBytes();
        }
        return bytes;
    }

    /** Makes a worker's scratch big enough for every database. */
    void fit(Scratch scratch) {
        for (Database database : databases) {
            scratch.fit(database);
        }
    }

    // What the engine asks.

    /** The words of {@link #literals} in memory. */
    MemorySegment literalBytes() {
        return image.bytes(ImageSection.LITERALS);
    }

    /** Group for payload, or -1. */
    int payloadGroup(int protocol, int direction, int serverPort, int length) {
        int selector = protocol == ScanGroup.TCP ? portSelectors[serverPort & 0xffff] : 0;
        int group = payloadGroups[payloadGroup(protocol, direction, selector)];
        return group >= 0 && length >= groupShortest[group] ? group : -1;
    }

    /** Group for a buffer, or -1. */
    int bufferGroup(int spec, int direction, int length) {
        int group = bufferGroups[2 * spec + direction];
        return group >= 0 && length >= groupShortest[group] ? group : -1;
    }

    long database(int group) {
        return groupDatabase[group];
    }

    /** Place in {@link #patternRule} of the first rule of a group's pattern. */
    int patternFrom(int group, int pattern) {
        return patternRules[groupFirstPattern[group] + pattern];
    }

    int patternTo(int group, int pattern) {
        return patternRules[groupFirstPattern[group] + pattern + 1];
    }

    int patternRule(int at) {
        return patternRuleIds[at];
    }

    int listFrom(int list) {
        return listOffsets[list];
    }

    int listTo(int list) {
        return listOffsets[list + 1];
    }

    /** Word of a list: the length of a run, then its rules. */
    int listWord(int at) {
        return listRuleIds[at];
    }

    /** Which of a list's runs are worth looking at, or null for an empty list. */
    RunMasks runs(int list) {
        return runMasks[list];
    }

    /** List of rules that every instance of that buffer is looked at for. */
    int bufferList(int spec, int direction) {
        return RuleLists.buffer(spec, direction);
    }

    int ipOnlyList(int addressSet, int side) {
        return RuleLists.ipOnly(specBuffers.length, addressSet, side);
    }

    boolean hasIpOnly() {
        return hasIpOnly;
    }

    /** Word of the set of address sets that have a list on that side. */
    long ipOnlyWord(int word, int side) {
        return (side == 0 ? ipOnlySources : ipOnlyDestinations)[word];
    }

    int ipOnlyWords() {
        return ipOnlySources.length;
    }

    int[] specsOf(int appProtocol, int direction) {
        return specsOf[2 * appProtocol + direction];
    }

    /** Whether some rule has files kept. */
    boolean storesFiles() {
        return storesFiles;
    }

    private boolean findStoringRule() {
        for (int rule = 0; rule < ruleCount(); rule++) {
            for (int pc = programs[3 * rule + 1]; pc >= 0 && (code[pc] & 0xff) != Op.END; pc += Op.length(code, pc)) {
                if ((code[pc] & 0xff) == Op.STORE_FILE) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean hasTransforms(int spec) {
        return specOffsets[spec + 1] - specOffsets[spec] > 1;
    }

    boolean startsWithAbsent(int program) {
        return (code[program] & 0xff) == Op.ABSENT;
    }

    @Override
    public void close() {
        for (Database database : databases) {
            database.close();
        }
        for (CompiledPattern expression : expressions) {
            store.give(expression);
        }
        image.recycle();
    }
}
