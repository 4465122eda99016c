package org.sluice.rules.image;

/**
 * The sections of an image file. The ordinal is the section's number in the file: append only, and raise
 * {@link ImageDescriptor#FORMAT_VERSION} when the meaning of one changes. {@code n} is the number of rules; a CSR pair
 * is an offsets section of one more element than it has rows, and a values section that the offsets point into.
 */
public enum ImageSection {
    /** {@code int[]}: counts and settings, indexed by the {@code META_...} constants of {@link ImageDescriptor}. */
    META(4),
    /** {@code long[n]}: bits of {@link Facts} a packet must have. */
    RULE_FACTS(8),
    /** {@code long[n]}: bit of each {@link AppProtocol} the flow may have; 0 for any. */
    RULE_APP_PROTOCOLS(8),
    /** {@code int[2n]}: source and destination port set of each rule; 0 is any. */
    RULE_PORT_SETS(4),
    /** {@code int[2n]}: source and destination address set of each rule; 0 is any. */
    RULE_ADDRESS_SETS(4),
    /** {@code int[2n]}: least and most payload bytes, inclusive. */
    RULE_DSIZES(4),
    /** {@code int[n]}: bits of {@link RuleFlags}; the lowest byte is the ordinal of {@link RuleAction}. */
    RULE_FLAGS(4),
    /** {@code int[3n]}: sid, gid and rev. */
    RULE_IDENTITIES(4),
    /** {@code int[n]}: priority, 1 the most important. */
    RULE_PRIORITIES(4),
    /**
     * {@code int[3n]}: offsets in {@link #CODE} of the packet's checks and of what is done at a match; threshold row.
     * -1 for none.
     */
    RULE_PROGRAMS(4),
    /** {@code int[n+1]}: CSR offsets from rule to {@link #CLAUSES}. */
    RULE_CLAUSES(4),
    /** {@code int[2c]}: buffer spec and offset in {@link #CODE} of each clause, a rule's in order of evaluation. */
    CLAUSES(4),
    /** {@code int[]}: programs, see {@link Op}. */
    CODE(4),
    /** {@code long[]}: contents, each as value words followed by as many case-mask words. */
    LITERALS(8),
    /** {@code int[b+1]}: CSR offsets from buffer spec to {@link #BUFFER_WORDS}. */
    BUFFER_SPECS(4),
    /** {@code int[]}: ordinal of {@link Buffer}, then the ordinal of each transform and its argument. */
    BUFFER_WORDS(4),
    /** {@code int[2i]}: first port of each interval and its class, ascending from 0. */
    PORT_INTERVALS(4),
    /** {@code long[classes * words]}: bit s of class c: port set s holds the ports of class c. */
    PORT_ROWS(8),
    /** {@code long[2i]}: first IPv4 address of each interval and its class, ascending from 0. */
    ADDRESS4_INTERVALS(8),
    /** {@code long[3i]}: first IPv6 address of each interval (high, low) and its class, ascending from 0. */
    ADDRESS6_INTERVALS(8),
    /** {@code long[classes * words]}: bit s of class c: address set s holds the addresses of class c. */
    ADDRESS_ROWS(8),
    /** {@code int[5g]}: scan groups: kind, protocol, direction, selector, database; see {@link ScanGroup}. */
    GROUPS(4),
    /** {@code int[]}: server ports that have scan groups of their own. */
    GROUP_PORTS(4),
    /** {@code long[5d]}: offset and length in {@link #DATABASE_BYTES}, first pattern, patterns, shortest pattern. */
    DATABASES(8),
    /** {@code byte[]}: databases as the scanning library serialised them, each at a multiple of 64. */
    DATABASE_BYTES(1),
    /** {@code int[p+1]}: CSR offsets from pattern to {@link #PATTERN_RULE_IDS}. */
    PATTERN_RULES(4),
    /** {@code int[]}: rules that a pattern makes candidates. */
    PATTERN_RULE_IDS(4),
    /** {@code int[p+1]}: CSR offsets from pattern to {@link #PATTERN_BYTES}. */
    PATTERN_TEXTS(4),
    /** {@code byte[]}: each pattern: its flags in one byte, then its expression without a terminator. */
    PATTERN_BYTES(1),
    /** {@code int[k+1]}: CSR offsets from list to {@link #LIST_RULE_IDS}; see {@link RuleLists}. */
    LISTS(4),
    /** {@code int[]}: the lists: runs of rules that ask the same of packet and flow, each run after its length. */
    LIST_RULE_IDS(4),
    /** {@code int[x+1]}: CSR offsets from expression to {@link #PCRE_BYTES}. */
    PCRES(4),
    /** {@code byte[]}: each expression: compile options (4 bytes), then its text. */
    PCRE_BYTES(1),
    /** {@code int[v+1]}: CSR offsets from variable to {@link #VARIABLE_BYTES}. */
    VARIABLES(4),
    /** {@code byte[]}: each variable: its {@link VariableKind} ordinal in one byte, then its name in UTF-8. */
    VARIABLE_BYTES(1),
    /** {@code int[8t]}: thresholds; see {@link Thresholds}. */
    THRESHOLDS(4),
    /** {@code long[n+1]}: CSR offsets from rule to {@link #CATALOG_BYTES}. */
    CATALOG(8),
    /** {@code byte[]}: what an operator reads about a rule; see {@link Catalog}. */
    CATALOG_BYTES(1),
    /** {@code int[s+1]}: CSR offsets from dataset to {@link #DATASET_BYTES}. */
    DATASETS(4),
    /** {@code byte[]}: sets that buffers are looked up in; see {@link DatasetRow}. */
    DATASET_BYTES(1),
    /** {@code int[]}: the public suffixes, where a rule asks for them; see {@link PublicSuffixes}. */
    SUFFIXES(4);

    private static final ImageSection[] VALUES = values();

    private final int elementBytes;

    ImageSection(int elementBytes) {
        this.elementBytes = elementBytes;
    }

    /** Bytes of one element: 1, 4 or 8. */
    public int elementBytes() {
        return elementBytes;
    }

    /** Number of sections. */
    public static int count() {
        return VALUES.length;
    }

    /** The section with that number. */
    public static ImageSection of(int ordinal) {
        return VALUES[ordinal];
    }
}
