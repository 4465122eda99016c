package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.List;
import org.sluice.rules.image.Catalog;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.ImageWriter;
import org.sluice.rules.image.RuleFlags;
import org.sluice.rules.model.Meta;
import org.sluice.rules.model.Rule;

/** The columns of an image that have an element per rule, as they grow. */
final class RuleColumns {
    private final IntList facts = new IntList();
    private final IntList appProtocols = new IntList();
    private final IntList portSets = new IntList();
    private final IntList addressSets = new IntList();
    private final IntList dsizes = new IntList();
    private final IntList flags = new IntList();
    private final IntList identities = new IntList();
    private final IntList priorities = new IntList();
    private final IntList programs = new IntList();
    private final IntList clauseOffsets = new IntList();
    private final IntList clauses = new IntList();
    private final List<Rule> rules = new ArrayList<>();

    RuleColumns() {
        clauseOffsets.add(0);
    }

    /** Number of rules so far: the next one's id. */
    int size() {
        return flags.size();
    }

    /** A rule's programs: of its checks, of its effects, and its threshold row; -1 for none. */
    record Programs(int checks, int effects, int threshold) {
    }

    void add(Rule rule, RuleShape shape, long protocols, int[] ports, int[] addresses, Programs program, int[] clause) {
        facts.addWide(shape.facts());
        appProtocols.addWide(protocols);
        portSets.addAll(ports);
        addressSets.addAll(addresses);
        dsizes.addAll(shape.dsizeLow(), shape.dsizeHigh());
        flags.add(shape.flags());
        Meta meta = rule.meta();
        identities.addAll((int) meta.sid(), (int) meta.gid(), (int) meta.rev());
        priorities.add(meta.priority());
        programs.addAll(program.checks, program.effects, program.threshold);
        clauses.addAll(clause);
        clauseOffsets.add(clauses.size() / 2);
        rules.add(rule);
    }

    /** All that a rule asks of packet and flow: rules of equal guards fail together. */
    List<Integer> guard(int rule) {
        return List.of(facts.get(2 * rule), facts.get(2 * rule + 1), appProtocols.get(2 * rule),
                appProtocols.get(2 * rule + 1), portSets.get(2 * rule), portSets.get(2 * rule + 1),
                addressSets.get(2 * rule), addressSets.get(2 * rule + 1), dsizes.get(2 * rule), dsizes.get(2 * rule + 1),
                flags.get(rule) & RuleFlags.BIDIRECTIONAL, programs.get(3 * rule));
    }

    private static Catalog.Entry entry(Rule rule) {
        Meta meta = rule.meta();
        List<String> references = new ArrayList<>(meta.references().size());
        for (Meta.Reference reference : meta.references()) {
            references.add(reference.system() + "," + reference.id());
        }
        List<String> metadata = new ArrayList<>(2 * meta.metadata().size());
        for (Meta.Metadata item : meta.metadata()) {
            metadata.add(item.key());
            metadata.add(item.value());
        }
        return new Catalog.Entry(rule.place().file(), rule.place().line(), meta.sid(), meta.gid(), meta.rev(),
                meta.priority(), rule.action().ruleName(), meta.msg(), meta.classtype(),
                references, metadata, rule.text());
    }

    void writeTo(ImageWriter writer) {
        writer.put(ImageSection.RULE_FACTS, wide(facts))
                .put(ImageSection.RULE_APP_PROTOCOLS, wide(appProtocols))
                .put(ImageSection.RULE_PORT_SETS, portSets.toArray())
                .put(ImageSection.RULE_ADDRESS_SETS, addressSets.toArray())
                .put(ImageSection.RULE_DSIZES, dsizes.toArray())
                .put(ImageSection.RULE_FLAGS, flags.toArray())
                .put(ImageSection.RULE_IDENTITIES, identities.toArray())
                .put(ImageSection.RULE_PRIORITIES, priorities.toArray())
                .put(ImageSection.RULE_PROGRAMS, programs.toArray())
                .put(ImageSection.RULE_CLAUSES, clauseOffsets.toArray())
                .put(ImageSection.CLAUSES, clauses.toArray());
        writeCatalog(writer);
    }

    /** The catalog is two thirds of an image: it is made last, when the memory that databases took is free again. */
    private void writeCatalog(ImageWriter writer) {
        ByteTable catalog = new ByteTable();
        Catalog.Encoder encoder = new Catalog.Encoder();
        for (Rule rule : rules) {
            int length = encoder.encode(entry(rule));
            catalog.add(encoder.bytes(), length);
        }
        catalog.writeTo(writer, ImageSection.CATALOG, ImageSection.CATALOG_BYTES);
    }

    private static long[] wide(IntList pairs) {
        long[] values = new long[pairs.size() / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = pairs.get(2 * i) & 0xffff_ffffL | (long) pairs.get(2 * i + 1) << 32;
        }
        return values;
    }
}
