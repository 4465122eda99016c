package org.sluice.dataplane.detect;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.FileDigests;
import org.sluice.dataplane.app.FileMagic;
import org.sluice.dataplane.app.Frames;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.dataplane.flow.FlowVariables;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.Facts;
import org.sluice.rules.image.RuleFlags;
import org.sluice.rules.image.RuleLists;
import org.sluice.rules.image.ScanGroup;

/**
 * Detection of one worker. For each packet: {@link #begin}; {@link #onStream} for each window of new bytes that the
 * packet brought, after the application layer has had them; then {@link #onPacket}, which looks at the packet itself
 * and at its transactions, decides, and reports.
 */
public final class DetectEngine implements AutoCloseable {
    private static final int MAX_TRANSACTIONS = 64;
    private static final int QUEUE_FACTOR = 16;
    // Bits of Flow.enginesSeen; one for each direction, so shifted left by it.
    private static final long PROTOCOL_FOUND = 1L;
    private static final long SCANNED_WITH_PROTOCOL = 1L << 2;
    private static final long SCANNED_WHOLE = 1L << 4;
    private static final long OPAQUE = 1L << 6;

    private final Arena arena = Arena.ofShared();
    private final DetectSettings settings;
    private final DetectCounters counters = new DetectCounters();
    private final PacketHeader header = new PacketHeader();
    private final Candidates candidates;
    private final Scanner scanner;
    private final Transforms transforms;
    private final Findings findings = new Findings();
    private final RuleEvaluator evaluator;
    private final Checks checks;
    private final Quarantine quarantine;
    private QuarantineListener quarantineListener = (ruleSet, rule, overruns, timestampNs) -> { };
    private final AlertQueue queue;
    private final Verdicts verdicts;
    private final TransactionState.Pool states;
    private final WaitingRules waiting;
    private final Transaction[] transactions = new Transaction[MAX_TRANSACTIONS];
    private final FlowTable flows;
    private final StreamSizes sizes;
    /** The packet's own payload. */
    private final Subject payload = new Subject();
    private final TransactionCandidates transactionCandidates;
    private final RuleCosts costs;
    private RuleSet rules;
    private int transactionCount;
    private int packetSteps;
    private boolean scanned;
    private boolean streamSeen;
    private Flow flow;
    private long nowNs;
    /** Place in the stream up to which rules may wait for more of it; -1 when none may. */
    private long awaitsFrom = -1;

    /**
     * @param flows whose variables rules read and set, or null when there are no flows
     * @param sizes of streams, or null when there are none
     */
    public DetectEngine(DetectSettings settings, FlowTable flows, StreamSizes sizes) {
        this.settings = settings;
        this.flows = flows;
        this.sizes = sizes;
        costs = settings.ruleCosts();
        candidates = new Candidates(settings.candidates());
        scanner = new Scanner(settings, counters);
        transforms = new Transforms(arena, settings, counters);
        evaluator = new RuleEvaluator(arena, settings, counters, transforms, findings);
        states = new TransactionState.Pool(settings.transactionStates(), counters);
        checks = new Checks(flows, new HostBits(settings.hostBitEntries(), counters), header, states);
        quarantine = new Quarantine(settings.quarantineOverruns());
        queue = new AlertQueue(QUEUE_FACTOR * settings.packetAlertMax());
        verdicts = new Verdicts(settings, counters);
        waiting = new WaitingRules(settings.waitingStreams());
        transactionCandidates = new TransactionCandidates(scanner, candidates, transforms, header);
    }

    /** Sets who is told of rules that are taken out. */
    public void onQuarantine(QuarantineListener listener) {
        quarantineListener = listener;
    }

    /** Puts a rule set in force, between two packets. Allocates. */
    public void use(RuleSet ruleSet) {
        rules = ruleSet;
        header.use(ruleSet);
        scanner.use(ruleSet);
        transforms.use(ruleSet);
        evaluator.use(ruleSet);
        checks.use(ruleSet);
        quarantine.use(ruleSet);
        transactionCandidates.use(ruleSet);
        waiting.clear();
        if (costs != null) {
            costs.use(ruleSet.ruleCount());
        }
    }

    /** Tells the application layer which frames rules look at. */
    public void wantFrames(Frames frames) {
        frames.wantNone();
        for (Buffer buffer : rules.specBuffers) {
            frames.want(buffer);
        }
    }

    /**
     * Tells the application layer which digests of files rules ask for.
     *
     * @param keeping whether files are kept that rules name: those are known by a digest
     */
    public void wantDigests(FileDigests digests, boolean keeping) {
        digests.wantNone();
        for (Buffer buffer : rules.specBuffers) {
            digests.want(buffer);
        }
        if (keeping && rules.storesFiles()) {
            digests.want(Buffer.FILE_SHA256);
        }
    }

    /** Tells the application layer whether rules ask for kinds of files. */
    public void wantMagic(FileMagic magic) {
        for (Buffer buffer : rules.specBuffers) {
            magic.want(buffer);
        }
    }

    /** The rule set in force, or null. */
    public RuleSet rules() {
        return rules;
    }

    /** What was done and refused. */
    public DetectCounters counters() {
        return counters;
    }

    /** Whether a rule ran past its budget so often that it is no longer evaluated. */
    public boolean isQuarantined(int rule) {
        return quarantine.holds(rule);
    }

    /** Takes back what is kept of a transaction. To be called when it ends. */
    public void onTransactionEnd(Transaction transaction) {
        states.release(transaction);
    }

    /** Begins a packet. */
    public void begin(Packet packet) {
        if (rules == null) {
            return;
        }
        queue.clear();
        verdicts.clear();
        transforms.clear();
        findings.clear();
        header.begin();
        evaluator.begin(packet);
        packetSteps = settings.packetSteps();
        transactionCount = 0;
        streamSeen = false;
        scanned = false;
    }

    /**
     * Looks for rules in new bytes of a stream. To be called for each window that the packet brought, after the
     * application layer has had it.
     *
     * @param session of the flow, or null
     * @param offset where the window begins in {@code memory}
     * @param length of the window
     * @param streamOffset bytes of the stream before the window
     * @param newOffset bytes of the window that were given before
     * @param end no byte follows
     */
    public void onStream(Packet packet, Flow flow, AppSession session, MemorySegment memory, long offset, int length,
                         long streamOffset, int newOffset, boolean end) {
        if (rules == null || packet.skipInspection
                || !evaluator.stream().set(memory, offset, length, streamOffset, newOffset, end)) {
            return;
        }
        streamSeen = true;
        if (isOpaque(packet, flow, session)) {
            return;
        }
        prepare(packet, flow, session);
        int from = scanFrom(packet, flow, newOffset);
        int shown = Math.min(from, Math.max(0, newOffset - settings.streamWindow()));
        evaluator.stream().set(memory, offset + shown, length - shown, streamOffset + shown, newOffset - shown, end);
        addPayload(memory.address() + offset + from, length - from);
        if (from > 0) {
            waiting.addTo(candidates, header.flowId, packet.direction, streamOffset + shown);
        }
        addList(RuleLists.stream(packet.direction), evaluator.stream());
        evaluator.hasStream(true);
        awaitsFrom = flow == null || isScannedWhole(packet, flow) ? -1 : streamOffset + length;
        evaluateCandidates();
        awaitsFrom = -1;
        evaluator.hasStream(false);
    }

    /**
     * Whether payload is not worth looking at: the application layer has given the flow up, encrypted or by policy.
     * What brought it to that is still looked at.
     */
    private static boolean isOpaque(Packet packet, Flow flow, AppSession session) {
        if (flow == null || !(flow.noInspect() || session != null && session.bypassed())) {
            return false;
        }
        long bit = OPAQUE << packet.direction;
        boolean before = (flow.enginesSeen() & bit) != 0;
        flow.enginesSeen(flow.enginesSeen() | bit);
        return before;
    }

    /**
     * Where in a window to begin scanning: at the new bytes and some before, or at the window's beginning when a
     * protocol was found that brings more rules into question, or when this stream's waiting rules found no room.
     */
    private int scanFrom(Packet packet, Flow flow, int newOffset) {
        if (flow == null || isScannedWhole(packet, flow)) {
            return 0;
        }
        long known = SCANNED_WITH_PROTOCOL << packet.direction;
        if (header.appProtocols != 0 && (flow.enginesSeen() & known) == 0) {
            flow.enginesSeen(flow.enginesSeen() | known);
            return 0;
        }
        return Math.max(0, newOffset - ScanGroup.SEAM_BYTES);
    }

    private static boolean isScannedWhole(Packet packet, Flow flow) {
        return (flow.enginesSeen() & SCANNED_WHOLE << packet.direction) != 0;
    }

    /**
     * Looks for rules in the packet and its transactions, decides what becomes of it, and reports.
     *
     * @param flow of the packet, or null
     * @param session of the flow, or null
     * @param payloadInStream the packet's payload was accepted into a TCP stream, and so is looked at there; that of a
     *     flow that has a TCP session always counts as such
     * @return whether any rule matched
     */
    public boolean onPacket(Packet packet, Flow flow, AppSession session, boolean payloadInStream, AlertSink sink) {
        if (rules == null || packet.skipInspection) {
            return false;
        }
        prepare(packet, flow, session);
        if (packet.origin != Packet.FLOW_END) {
            boolean inStream = payloadInStream || !packet.outOfStream && flow != null && flow.streamSlot() >= 0;
            addOfPacket(packet, inStream, isOpaque(packet, flow, session));
        } else if (packet.cutShort) {
            addList(RuleLists.flowEnd(packet.direction));
        }
        addOfFlow(packet, flow, session);
        if (session != null) {
            addTransactions(session.transactions().first(), packet.direction, false);
            addTransactions(session.frames().first(), packet.direction, true);
        }
        evaluateCandidates();
        if (!scanned) {
            counters.packetsWithoutScan++;
        }
        boolean matched = queue.size() > 0;
        if (matched) {
            verdicts.decide(packet, flow, rules, header, queue);
            Transaction only = transactionCount == 1 && packet.isUdp() ? transactions[0] : null;
            verdicts.report(packet, rules, queue, transactions, only, sink);
        }
        if (packet.origin != Packet.FLOW_END) {
            verdicts.reportTagged(packet, header, sink);
        }
        return matched;
    }

    /** Writes what a rule that alerted found out, besides that it matched. To be called from the sink of its alert. */
    public void writeFindings(int rule, Transaction transaction, AttributeSink attributes) {
        findings.write(rule, transaction, attributes);
        FlowVariables variables = flows == null || flow == null ? null : flows.variables(flow.index());
        if (variables != null) {
            rules.labels.write(variables, attributes);
        }
    }

    /** What the last packet's rules decided. */
    public Verdicts verdicts() {
        return verdicts;
    }

    private void prepare(Packet packet, Flow flow, AppSession session) {
        this.flow = flow;
        nowNs = packet.timestampNs;
        candidates.clear();
        scanner.clear();
        header.read(packet, flow, session);
        checks.read(packet, flow, session, sizes);
    }

    // What may match.

    private void addOfPacket(Packet packet, boolean payloadInStream, boolean opaque) {
        int length = packet.payloadLength;
        payload.set(packet.memory, packet.offset + Math.max(0, packet.payloadOffset), length);
        if (length > 0 && !opaque && packet.payloadOffset + length <= packet.length) {
            if (!streamSeen) {
                addPayload(packet.address(packet.payloadOffset), length);
            }
            if (header.protocolClass == ScanGroup.TCP && !payloadInStream && !streamSeen) {
                evaluator.payloadAsStream();
                addList(RuleLists.stream(packet.direction), payload);
            }
        }
        addList(RuleLists.packet(header.protocolClass, packet.direction), payload);
        if (packet.hasEvents) {
            addEvents(packet.decoderEvents, RuleLists.decoderEvent(0));
            addEvents(packet.streamEvents, RuleLists.streamEvent(0));
        }
    }

    private void addPayload(long address, int length) {
        int group = rules.payloadGroup(header.protocolClass, direction(), header.serverPort, length);
        if (group >= 0) {
            scanner.add(group, 0, address, length);
            scanned = true;
        }
    }

    private int direction() {
        return (header.facts & Facts.TO_SERVER) != 0 ? Packet.TO_SERVER : Packet.TO_CLIENT;
    }

    private void addList(int list) {
        addList(list, null);
    }

    /**
     * Adds a list's rules, asking once for what a run of them has in common; those left out whose bytes do not lie
     * where they must.
     *
     * @param subject what the list's rules are about, or null
     */
    private void addList(int list, Subject subject) {
        RunMasks runs = rules.runs(list);
        for (int word = 0; runs != null && word < runs.words(); word++) {
            for (long bits = runs.fitting(word, header); bits != 0; bits &= bits - 1) {
                addRun(runs.start(word, Long.numberOfTrailingZeros(bits)), subject);
            }
        }
    }

    private void addRun(int at, Subject subject) {
        int count = rules.listWord(at);
        int first = rules.listWord(at + 1);
        if ((count == 1 && !rules.places.fit(first, subject)) || !header.fits(first)
                || !checks.mayHold(rules.programs[3 * first])) {
            return;
        }
        for (int i = 1; i <= count; i++) {
            if (rules.places.fit(rules.listWord(at + i), subject)) {
                candidates.add(rules.listWord(at + i), 0);
            }
        }
    }

    private void addEvents(long[] words, int firstList) {
        for (int word = 0; word < words.length; word++) {
            for (long bits = words[word]; bits != 0; bits &= bits - 1) {
                addList(firstList + word * Long.SIZE + Long.numberOfTrailingZeros(bits));
            }
        }
    }

    private void addOfFlow(Packet packet, Flow flow, AppSession session) {
        if ((header.facts & Facts.FIRST) != 0 && rules.hasIpOnly() && packet.ipVersion != 0) {
            addIpOnly();
        }
        if (flow == null || session == null) {
            return;
        }
        if (flow.appProtocol(packet.direction) != AppProtocol.UNKNOWN.ordinal()
                || session.originalProtocol() != AppProtocol.UNKNOWN) {
            long bit = PROTOCOL_FOUND << packet.direction;
            if ((flow.enginesSeen() & bit) == 0) {
                flow.enginesSeen(flow.enginesSeen() | bit);
                addList(RuleLists.protocolFound(packet.direction));
            }
        }
        if (session.eventsChanged()) {
            for (long bits = session.events(); bits != 0; bits &= bits - 1) {
                addList(RuleLists.appEvent(
                        transactionCandidates.event(AppProtocol.UNKNOWN, Long.numberOfTrailingZeros(bits))));
            }
        }
    }

    private void addIpOnly() {
        int source = header.sourceClass();
        int destination = header.destinationClass();
        for (int word = 0; word < rules.ipOnlyWords(); word++) {
            for (long bits = rules.ipOnlyWord(word, 0) & rules.addresses.sets(source, word); bits != 0; bits &= bits - 1) {
                addList(rules.ipOnlyList(word * Long.SIZE + Long.numberOfTrailingZeros(bits), 0));
            }
            for (long bits = rules.ipOnlyWord(word, 1) & rules.addresses.sets(destination, word); bits != 0;
                    bits &= bits - 1) {
                addList(rules.ipOnlyList(word * Long.SIZE + Long.numberOfTrailingZeros(bits), 1));
            }
        }
    }

    private void addTransactions(Transaction first, int direction, boolean frames) {
        for (Transaction transaction = first; transaction != null; transaction = transaction.next()) {
            if (!transaction.changed(direction)) {
                continue;
            }
            if (transactionCount == MAX_TRANSACTIONS) {
                counters.transactionOverflows++;
                return;
            }
            transactions[transactionCount++] = transaction;
            scanned |= transactionCandidates.add(transaction, transactionCount, direction, frames);
        }
    }

    // Which match.

    private void evaluateCandidates() {
        scanner.scan(header, candidates);
        if (candidates.size() == 0) {
            return;
        }
        candidates.sort();
        counters.candidates += candidates.size();
        counters.candidateOverflows += candidates.overflowed() ? 1 : 0;
        for (int i = 0; i < candidates.size(); i++) {
            int rule = candidates.rule(i);
            if (!header.fits(rule)) {
                continue;
            }
            if (packetSteps <= 0) {
                counters.packetBudgetOverruns++;
                return;
            }
            if (quarantine.holds(rule)) {
                counters.quarantined++;
            } else {
                evaluate(rule, candidates.context(i));
            }
        }
    }

    private void evaluate(int rule, int context) {
        Transaction transaction = context == 0 ? null : transactions[context - 1];
        TransactionState state = transaction == null ? null : (TransactionState) transaction.detectState;
        if (state != null) {
            state.adopt(rules);
            if (state.isDone(rule, way(rule)) || isOver(rule, transaction, state)) {
                return;
            }
        }
        int program = rules.programs[3 * rule];
        if (program >= 0 && !checks.hold(program, transaction)) {
            return;
        }
        counters.evaluations++;
        int budget = Math.min(settings.ruleSteps(), packetSteps);
        if (context != 0) {
            evaluator.hasStream(streamSeen);
        }
        long fromNs = costs == null ? 0 : System.nanoTime();
        int result = evaluator.evaluate(rule, transaction, state == null ? 0 : state.held(rule, way(rule)), budget);
        if (costs != null) {
            costs.add(rule, System.nanoTime() - fromNs, budget - evaluator.stepsLeft(),
                    result == RuleEvaluator.MATCHED || result == RuleEvaluator.MATCHED_IN_STREAM);
        }
        packetSteps -= budget - evaluator.stepsLeft();
        if (evaluator.stepsLeft() < 0) {
            counters.ruleBudgetOverruns++;
            if (quarantine.overrun(rule)) {
                quarantineListener.onQuarantined(rules, rule, quarantine.overruns(rule), nowNs);
            }
            return;
        }
        if (result == RuleEvaluator.MATCHED || result == RuleEvaluator.MATCHED_IN_STREAM) {
            matched(rule, context, result == RuleEvaluator.MATCHED_IN_STREAM);
        }
        if (transaction != null) {
            remember(rule, transaction, state, result);
        } else if (awaitsFrom >= 0) {
            awaitStream(rule, result);
        }
    }

    private void awaitStream(int rule, int result) {
        int direction = direction();
        if (result != RuleEvaluator.FAILED) {
            waiting.remove(rule, header.flowId, direction);
        } else if (evaluator.mayMatchLater() && !waiting.add(rule, header.flowId, direction, awaitsFrom, nowNs)) {
            counters.streamRescans++;
            flow.enginesSeen(flow.enginesSeen() | SCANNED_WHOLE << direction);
            awaitsFrom = -1;
        }
    }

    /** The direction a rule's state in a transaction is kept by: the packet's, or one for both. */
    private int way(int rule) {
        return (rules.flags[rule] & RuleFlags.BOTH_DIRECTIONS) != 0 ? 0 : direction();
    }

    private void matched(int rule, int context, boolean inStream) {
        Transaction transaction = context == 0 ? null : transactions[context - 1];
        findings.keep(rule, transaction);
        int effects = rules.programs[3 * rule + 1];
        if (effects >= 0) {
            checks.perform(effects, transaction);
        }
        if (!queue.add(rule, context, inStream ? AlertSink.IN_STREAM : 0)) {
            counters.alertsDiscarded++;
        }
    }

    /** Whether a rule is to match a transaction again: until the half it is about is complete. */
    private boolean lasts(int rule, Transaction transaction) {
        return (rules.flags[rule] & RuleFlags.LASTING) != 0 && transaction.progress(way(rule)) < Transaction.END;
    }

    /** Whether such a rule has matched and its half of the transaction is complete. */
    private boolean isOver(int rule, Transaction transaction, TransactionState state) {
        return (rules.flags[rule] & RuleFlags.LASTING) != 0 && !lasts(rule, transaction)
                && state.find(rule, way(rule)) >= 0;
    }

    /** A rule matches a transaction once; one that waits is looked at again when more of it is there. */
    private void remember(int rule, Transaction transaction, TransactionState known, int result) {
        if (result == RuleEvaluator.NOT_YET) {
            return;
        }
        if (result == RuleEvaluator.FAILED) {
            if (known != null && known.find(rule, way(rule)) >= 0) {
                known.finish(rule, way(rule));
            }
            return;
        }
        TransactionState state = known != null ? known : states.claim(transaction, rules);
        boolean again = result == RuleEvaluator.WAITING || lasts(rule, transaction);
        if (state != null && !(again ? state.await(rule, way(rule), evaluator.held())
                : state.finish(rule, way(rule)))) {
            counters.transactionStateOverflows++;
        }
    }

    @Override
    public void close() {
        scanner.close();
        evaluator.close();
        transforms.close();
        arena.close();
    }
}
