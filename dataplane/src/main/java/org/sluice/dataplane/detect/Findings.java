package org.sluice.dataplane.detect;

import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.Transaction;
import org.sluice.rules.image.Buffer;

/**
 * What rules found out while they matched, for their alerts: what sets know of an element, the entropy of a buffer.
 * Kept until the next packet; fixed size, and what finds no room is left out of the alert. One per worker.
 */
final class Findings {
    private static final int PENDING = 8;
    private static final int KEPT = 64;
    private static final String[] NAMES = names();

    /** What a set knows of an element. */
    private static final class Finding {
        private int rule;
        private Transaction transaction;
        private Dataset set;
        private int entry;

        void copy(Finding other, int ofRule, Transaction ofTransaction) {
            rule = ofRule;
            transaction = ofTransaction;
            set = other.set;
            entry = other.entry;
        }
    }

    private final Finding[] pending = new Finding[PENDING];
    private final Finding[] kept = new Finding[KEPT];
    private int pendingCount;
    private int keptCount;
    private final double[] entropies = new double[NAMES.length];
    private final int[] measuredBuffers = new int[NAMES.length];
    private int measured;
    private int buffer;

    Findings() {
        java.util.Arrays.setAll(pending, unused -> new Finding());
        java.util.Arrays.setAll(kept, unused -> new Finding());
    }

    private static String[] names() {
        Buffer[] buffers = Buffer.values();
        String[] names = new String[buffers.length];
        for (Buffer buffer : buffers) {
            names[buffer.ordinal()] = buffer.ruleName().replace('.', '_');
        }
        return names;
    }

    /** Begins a packet. */
    void clear() {
        keptCount = 0;
        pendingCount = 0;
        measured = 0;
    }

    /** Begins a rule. */
    void begin() {
        pendingCount = 0;
    }

    /** Begins a clause on a buffer; returns what to {@link #reset} to when it does not hold. */
    int beginClause(Buffer on) {
        buffer = on.ordinal();
        return pendingCount;
    }

    /** Forgets what was found since the mark. */
    void reset(int mark) {
        pendingCount = mark;
    }

    /** A set knows something of the element that was looked up. */
    void add(Dataset set, int entry) {
        if (pendingCount < PENDING) {
            Finding finding = pending[pendingCount++];
            finding.set = set;
            finding.entry = entry;
        }
    }

    /** The buffer has that entropy: the last one measured in a packet counts, whether the rule matches or not. */
    void add(double entropy) {
        for (int i = 0; i < measured; i++) {
            if (measuredBuffers[i] == buffer) {
                entropies[buffer] = entropy;
                return;
            }
        }
        measuredBuffers[measured++] = buffer;
        entropies[buffer] = entropy;
    }

    /** The rule that was begun has matched. */
    void keep(int rule, Transaction transaction) {
        for (int i = 0; i < pendingCount && keptCount < KEPT; i++) {
            kept[keptCount++].copy(pending[i], rule, transaction);
        }
    }

    /**
     * Writes what a rule found in a transaction, as members of the alert; and the entropies measured in this packet.
     */
    void write(int rule, Transaction transaction, AttributeSink sink) {
        writeContexts(rule, transaction, sink);
        writeEntropies(sink);
    }

    private void writeContexts(int rule, Transaction transaction, AttributeSink sink) {
        boolean open = false;
        for (int i = 0; i < keptCount; i++) {
            Finding finding = kept[i];
            if (finding.rule == rule && finding.transaction == transaction) {
                if (!open) {
                    sink.beginObject("alert");
                    sink.beginObject("context");
                    open = true;
                }
                sink.json(finding.set.contextKey(), finding.set.bytes(), finding.set.contextOffset(finding.entry),
                        finding.set.contextLength(finding.entry));
            }
        }
        if (open) {
            sink.endObject();
            sink.endObject();
        }
    }

    private void writeEntropies(AttributeSink sink) {
        if (measured == 0) {
            return;
        }
        sink.beginObject("metadata");
        sink.beginObject("entropy");
        for (int i = 0; i < measured; i++) {
            sink.real(NAMES[measuredBuffers[i]], entropies[measuredBuffers[i]]);
        }
        sink.endObject();
        sink.endObject();
    }
}
