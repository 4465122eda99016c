package org.sluice.dataplane.detect;

import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.Transaction;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.RuleLists;
import org.sluice.rules.image.ScanGroup;

/**
 * Collects what a transaction brings since it was last inspected: buffers that have become whole, bodies that have
 * grown, events, and rules that wait for any of it.
 */
final class TransactionCandidates {
    private static final int MAX_INSTANCES = 64;

    private final Scanner scanner;
    private final Candidates candidates;
    private final Transforms transforms;
    private final PacketHeader header;
    private final BufferSlice slice = new BufferSlice();
    private final Subject subject = new Subject();
    /** Ordinal of the event by protocol and bit, or -1. */
    private final short[] events = new short[AppProtocol.values().length * AppEvent.WORDS * Long.SIZE];
    private RuleSet rules;
    private boolean added;

    TransactionCandidates(Scanner scanner, Candidates candidates, Transforms transforms, PacketHeader header) {
        this.scanner = scanner;
        this.candidates = candidates;
        this.transforms = transforms;
        this.header = header;
        java.util.Arrays.fill(events, (short) -1);
        for (AppEvent event : AppEvent.values()) {
            events[event.protocol().ordinal() * AppEvent.WORDS * Long.SIZE + event.bit()] = (short) event.ordinal();
        }
    }

    void use(RuleSet rules) {
        this.rules = rules;
    }

    /** Ordinal of the event that has that bit in its protocol. */
    int event(AppProtocol protocol, int bit) {
        return Math.max(0, events[protocol.ordinal() * AppEvent.WORDS * Long.SIZE + bit]);
    }

    /** Adds what is new in a direction of a transaction or frame; whether there was anything to scan. */
    boolean add(Transaction transaction, int context, int direction, boolean frame) {
        added = false;
        AppProtocol protocol = transaction.protocol();
        for (int spec : rules.specsOf(protocol.ordinal(), direction)) {
            addBuffer(transaction, spec, context, direction);
        }
        if (!frame) {
            addList(RuleLists.transaction(protocol.ordinal(), direction), context, null);
        }
        if (transaction.hasEvents() && transaction.eventsChanged()) {
            for (int word = 0; word < AppEvent.WORDS; word++) {
                for (long bits = transaction.eventWord(word); bits != 0; bits &= bits - 1) {
                    int bit = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                    addList(RuleLists.appEvent(event(transaction.eventProtocol(), bit)), context, null);
                }
            }
        }
        if (transaction.detectState instanceof TransactionState state) {
            addWaiting(state, context, direction);
        }
        return added;
    }

    private void addWaiting(TransactionState state, int context, int direction) {
        state.adopt(rules);
        for (int i = 0; i < state.size(); i++) {
            if (state.isWaiting(i, direction) && header.hasFacts(state.rule(i))) {
                candidates.add(state.rule(i), context);
            }
        }
    }

    /** Adds a list's rules, those out whose bytes do not lie where they must in the buffer that the list is for. */
    private void addList(int list, int context, Subject buffer) {
        RunMasks runs = rules.runs(list);
        for (int word = 0; runs != null && word < runs.words(); word++) {
            for (long bits = runs.fitting(word, header); bits != 0; bits &= bits - 1) {
                addRun(runs.start(word, Long.numberOfTrailingZeros(bits)), context, buffer);
            }
        }
    }

    private void addRun(int at, int context, Subject buffer) {
        int count = rules.listWord(at);
        for (int i = 1; i <= count; i++) {
            if (rules.places.fit(rules.listWord(at + i), buffer)) {
                candidates.add(rules.listWord(at + i), context);
            }
        }
    }

    private void addBuffer(Transaction transaction, int spec, int context, int direction) {
        Buffer buffer = rules.specBuffers[spec];
        int readyAt = transaction.readyAt(buffer, direction);
        if (readyAt == Transaction.NEVER || transaction.progress(direction) < readyAt) {
            return;
        }
        boolean incremental = Incremental.is(buffer);
        if (!incremental && transaction.inspectedProgress[direction] >= readyAt) {
            return;
        }
        for (int instance = 0; instance < MAX_INSTANCES
                && transaction.buffer(buffer, direction, instance, slice); instance++) {
            if (slice.newOffset < slice.length || buffer != Buffer.FILE_NAME) {
                addSlice(spec, context, direction);
            }
        }
    }

    /** Of a window that has grown, the new bytes and some before are scanned. */
    private void addSlice(int spec, int context, int direction) {
        if (!subject.set(slice.memory, slice.offset, slice.length, slice.streamOffset, 0, slice.complete)) {
            return;
        }
        addList(rules.bufferList(spec, direction), context, rules.hasTransforms(spec) ? null : subject);
        int from = rules.hasTransforms(spec) ? 0 : Math.max(0, slice.newOffset - ScanGroup.SEAM_BYTES);
        if (!subject.set(slice.memory, slice.offset + from, slice.length - from)) {
            return;
        }
        if (rules.hasTransforms(spec) && !transforms.apply(spec, subject)) {
            return;
        }
        int group = rules.bufferGroup(spec, direction, subject.length);
        if (group >= 0) {
            scanner.add(group, context, subject.address(0), subject.length);
            added = true;
        }
    }
}
