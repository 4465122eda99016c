package org.sluice.dataplane.detect;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.RuleFlags;

/** Decides whether a candidate rule matches: its clauses, each on its buffer. Reused. */
final class RuleEvaluator {
    /** A clause does not hold, and never will in this transaction. */
    static final int FAILED = 0;
    /** All clauses hold. */
    static final int MATCHED = 1;
    /** All clauses hold, one of them in the stream. */
    static final int MATCHED_IN_STREAM = 2;
    /** Some clause waits for a buffer that may still come. */
    static final int WAITING = 3;
    /** A clause does not hold now; the search will make the rule a candidate again when it may. */
    static final int NOT_YET = 4;

    private static final int MAX_INSTANCES = 256;

    private final ClauseEvaluator clauses;
    private final Transforms transforms;
    private final Base64Buffer base64;
    private final Findings findings;
    /** An address of the packet, when a rule looks at it as a buffer. */
    private final MemorySegment address;
    private final Subject subject = new Subject();
    private final BufferSlice slice = new BufferSlice();
    private RuleSet rules;
    private Packet packet;
    /** The stream's window of this packet, where there is one. */
    private final Subject stream = new Subject();
    private boolean hasStream;
    private boolean payloadAsStream;
    private long held;
    private boolean inStream;
    private boolean mayMatchLater;

    RuleEvaluator(Arena arena, DetectSettings settings, DetectCounters counters, Transforms transforms,
            Findings findings) {
        this.transforms = transforms;
        this.findings = findings;
        base64 = new Base64Buffer(arena);
        clauses = new ClauseEvaluator(settings, counters, base64, findings);
        address = arena.allocate(PacketBuffers.ADDRESS_BYTES, Long.BYTES);
    }

    void use(RuleSet rules) {
        this.rules = rules;
        clauses.use(rules);
    }

    /** Begins a packet. */
    void begin(Packet packet) {
        this.packet = packet;
        hasStream = false;
        payloadAsStream = false;
    }

    /** Says that rules for the stream are to look at the packet's own payload: it is in no stream. */
    void payloadAsStream() {
        payloadAsStream = true;
    }

    /** The stream's window; null for none. */
    Subject stream() {
        return stream;
    }

    void hasStream(boolean has) {
        hasStream = has;
    }

    void close() {
        clauses.close();
    }

    /** Steps the last rule left: negative when they did not suffice. */
    int stepsLeft() {
        return clauses.stepsLeft();
    }

    /** Whether a rule that did not match in the stream may do so when more of the stream comes. */
    boolean mayMatchLater() {
        return mayMatchLater;
    }

    /** Clauses that held in the last evaluation, a bit each. */
    long held() {
        return held;
    }

    /**
     * Evaluates a rule's clauses.
     *
     * @param transaction what the candidate was found in, or null
     * @param heldBefore clauses known to hold, a bit each
     */
    int evaluate(int rule, Transaction transaction, long heldBefore, int steps) {
        int from = rules.clauseOffsets[rule];
        int to = rules.clauseOffsets[rule + 1];
        // What was decoded is gone by the next packet, so all of such a rule is evaluated again.
        int decoded = rules.decodedClauses[rule];
        clauses.begin(steps, decoded < 0 || rules.hasTransforms(rules.clauses[2 * decoded]) ? -1
                : rules.clauses[2 * decoded + 1]);
        base64.clear();
        findings.begin();
        inStream = false;
        mayMatchLater = false;
        held = decoded >= 0 ? 0 : heldBefore;
        boolean waiting = false;
        for (int i = from; i < to; i++) {
            long bit = i - from < TransactionState.CLAUSES ? 1L << i - from : 0;
            if ((held & bit) != 0) {
                continue;
            }
            int answer = clause(rule, rules.clauses[2 * i], rules.clauses[2 * i + 1], transaction);
            if (answer == FAILED && waiting && i == decoded) {
                // What it is decoded from may still come.
                answer = WAITING;
            }
            if (answer == FAILED || answer == NOT_YET) {
                return answer;
            }
            if (answer == WAITING) {
                waiting = true;
            } else {
                held |= bit;
            }
        }
        return waiting ? WAITING : inStream ? MATCHED_IN_STREAM : MATCHED;
    }

    private int clause(int rule, int spec, int program, Transaction transaction) {
        Buffer buffer = rules.specBuffers[spec];
        switch (buffer) {
            case PAYLOAD -> {
                return payload(rule, spec, program) ? MATCHED : FAILED;
            }
            case BASE64_DATA -> {
                return base64.get(subject) && holds(spec, program) ? MATCHED : FAILED;
            }
            case IP_SRC, IP_DST -> {
                return PacketBuffers.address(packet, buffer, address, subject) && holds(spec, program) ? MATCHED : FAILED;
            }
            case IPV4_HDR, IPV6_HDR, TCP_HDR, UDP_HDR, ICMPV4_HDR, ICMPV6_HDR, IGMP_HDR -> {
                return PacketBuffers.get(packet, buffer, subject) && holds(spec, program) ? MATCHED : FAILED;
            }
            default -> {
                return transaction == null ? FAILED : ofTransaction(buffer, spec, program, transaction);
            }
        }
    }

    private boolean holds(int spec, int program) {
        int mark = findings.beginClause(rules.specBuffers[spec]);
        if ((!rules.hasTransforms(spec) || transforms.apply(spec, subject)) && clauses.holds(program, subject)) {
            return true;
        }
        findings.reset(mark);
        return false;
    }

    private boolean payload(int rule, int spec, int program) {
        int flags = rules.flags[rule];
        if (packet.isTcp()) {
            boolean onStream = (flags & RuleFlags.ON_STREAM) != 0;
            if (onStream && hasStream && subject.set(stream.memory, stream.base, stream.length, stream.streamOffset,
                    stream.fresh, stream.complete)) {
                if (holds(spec, program)) {
                    inStream = true;
                    return true;
                }
                mayMatchLater = clauses.fastFound();
            }
            if ((flags & RuleFlags.ON_TCP_PACKET) == 0 && !(onStream && payloadAsStream)) {
                return false;
            }
        }
        return packet.payloadLength > 0
                && subject.set(packet.memory, packet.offset + packet.payloadOffset, packet.payloadLength)
                && holds(spec, program);
    }

    /** A buffer that is there more than once fits when one of its instances does. */
    private int ofTransaction(Buffer buffer, int spec, int program, Transaction transaction) {
        int direction = direction(buffer);
        int readyAt = transaction.readyAt(buffer, direction);
        int progress = transaction.progress(direction);
        if (readyAt != Transaction.NEVER && progress < readyAt && progress < Transaction.END) {
            return WAITING;
        }
        boolean there = false;
        boolean more = progress < Transaction.END && Incremental.mayComeAgain(buffer);
        boolean triggersAnew = false;
        if (readyAt != Transaction.NEVER) {
            for (int instance = 0; instance < MAX_INSTANCES
                    && transaction.buffer(buffer, direction, instance, slice); instance++) {
                there = true;
                more |= !slice.complete;
                if (ofSlice() && holds(spec, program)) {
                    return MATCHED;
                }
                triggersAnew |= clauses.fastMissing();
            }
        }
        if (there) {
            return !more ? FAILED : triggersAnew ? NOT_YET : WAITING;
        }
        if (Incremental.is(buffer) && progress < Transaction.END) {
            return WAITING;
        }
        return rules.startsWithAbsent(program) ? MATCHED : FAILED;
    }

    private boolean ofSlice() {
        if (!subject.set(slice.memory, slice.offset, slice.length, slice.streamOffset, 0, slice.complete)) {
            return false;
        }
        subject.littleEndian = slice.littleEndian;
        return true;
    }

    private int direction(Buffer buffer) {
        return switch (buffer.direction()) {
            case BOTH -> packet.direction;
            case TO_SERVER -> Packet.TO_SERVER;
            case TO_CLIENT -> Packet.TO_CLIENT;
        };
    }
}
