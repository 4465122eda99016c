package org.sluice.dataplane.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.DatagramGlance;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;

/**
 * All flows of one inspector: a fixed number of records off heap, found by a keyed hash, ended by timers that run on
 * the packets' own clock.
 *
 * <p>Per burst: {@link #lookAhead} hashes the packets and has what their look-ups read fetched, {@link #advance} ends
 * silent flows, {@link #locate} has the records fetched; then, packet by packet in order, {@link #assign}. Datagrams
 * that are only glanced at go by {@link #glance} and {@link #pass} instead, as long as their flow has no use for more.
 */
public final class FlowTable {
    /** No flow. */
    public static final int NONE = -1;

    // All fields are aligned; layouts that say so would have it checked at every access.
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private static final int SYN = 2;
    private static final int SYN_FIN_RST_ACK = 0x17;
    private static final int SYN_ACK = 0x12;
    private static final int ID_SEQUENCE_BITS = 47;
    private static final int FLOWS_AT_START = 1 << 16;

    private final FlowSettings settings;
    private final FlowListener listener;
    private final FlowStatistics statistics = new FlowStatistics();
    private final FlowHash hash;
    private final MemorySegment records;
    private final FlowBuckets buckets;
    private final FlowExpiry expiry;
    private final Flow flow;
    private final Flow endingFlow;
    private final FlowKey key = new FlowKey();
    private final Object[] apps;
    private final FlowVariablePool variables;
    private final int[] freeRecords;
    private final FlowLookahead lookahead;
    private final FlowLookahead glanced;
    private final SettledFlows settled;
    private final boolean vlanTracking;
    private final long shortestTimeoutNs;

    // Of the packet at hand.
    private long keyHash;
    private int keySourceEnd;
    private int keyDestinationEnd;

    private int freeRecordCount;
    private long nextSequence;

    /**
     * Allocates everything.
     *
     * @param settings concluded settings
     * @param allocator of the index and the records: gives zeroed memory, as arenas do, perhaps
     *     such as is taken when it is first written; huge pages pay
     * @param listener hears of every flow's end
     */
    public FlowTable(FlowSettings settings, SegmentAllocator allocator, FlowListener listener) {
        this.settings = settings;
        this.listener = listener;
        vlanTracking = settings.vlanTracking();
        shortestTimeoutNs = settings.timeouts().shortestNs();
        hash = new FlowHash(settings.hashKey());
        int capacity = settings.capacity();
        records = allocator.allocate((long) capacity * FlowRecord.BYTES, 64);
        // Records are used from the first on: these have their memory now, the others when there are more flows.
        records.asSlice(0, Math.min(capacity, FLOWS_AT_START) * (long) FlowRecord.BYTES).fill((byte) 0);
        buckets = new FlowBuckets(capacity, records, allocator);
        lookahead = new FlowLookahead(hash, buckets, records, vlanTracking, allocator);
        glanced = new FlowLookahead(hash, buckets, records, vlanTracking, allocator);
        settled = new SettledFlows(records, shortestTimeoutNs);
        expiry = new FlowExpiry(this, settings, records, statistics);
        flow = new Flow(this, records);
        endingFlow = new Flow(this, records);
        apps = new Object[capacity];
        variables = new FlowVariablePool(capacity, settings.variableStores(), statistics);
        freeRecords = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            freeRecords[i] = capacity - 1 - i;
        }
        freeRecordCount = capacity;
        nextSequence = settings.startSeconds() << 15 & (1L << ID_SEQUENCE_BITS) - 1;
    }

    /** The flow at {@code index}: one flyweight, moved by each call. */
    public Flow at(int index) {
        return flow.wrap(index);
    }

    /** Another flyweight, for who must not move that of {@link #at}. */
    public Flow newFlyweight() {
        return new Flow(this, records);
    }

    /** Moves a flyweight of this table to another flow. */
    public void move(Flow flyweight, int index) {
        flyweight.wrap(index);
    }

    /** Flows at present. */
    public int size() {
        return freeRecords.length - freeRecordCount;
    }

    /** Most flows there can be. */
    public int capacity() {
        return freeRecords.length;
    }

    /** Whether the shorter timeouts are in force. */
    public boolean isEmergency() {
        return expiry.isEmergency();
    }

    /** Counters. */
    public FlowStatistics statistics() {
        return statistics;
    }

    /** What the application layer keeps for a flow, or null. */
    public Object app(int index) {
        return apps[index];
    }

    /** Keeps something for a flow until it ends; the listener gives it back to where it came from. */
    public void app(int index, Object state) {
        apps[index] = state;
    }

    /** The flow's variables, or null when it has none. */
    public FlowVariables variables(int index) {
        return variables.of(index);
    }

    /** The flow's variables, taken from the pool if it has none; null when the pool is empty (counted). */
    public FlowVariables claimVariables(int index) {
        return variables.claim(index);
    }

    /** {@link #lookAhead} for all packets of a burst, then {@link #locate}. Optional. */
    public void prepare(PacketList packets) {
        lookAhead(packets, 0);
        locate();
    }

    /**
     * Hashes datagrams that were only glanced at, and has the part of the index fetched that they are looked up in. To
     * be called several times in a burst, as {@link #lookAhead}.
     *
     * @param chosen a bit for each frame of the burst that is meant
     * @param from first frame that was not hashed yet, 0 in a new burst
     * @param to frame behind the last to be hashed
     */
    public void glance(DatagramGlance glance, long chosen, int from, int to) {
        glanced.hash(glance, chosen, from, to);
    }

    /**
     * Does for datagrams {@link #glance glanced} at what {@link #assign} does for packets, in order, as long as their
     * flows have no use for more: the application layer has given the flow up, and no packet of it is dropped.
     *
     * @param chosen a bit for each frame that was glanced at
     * @param from first frame, one of these
     * @param to frame behind the last of the burst
     * @param timestampsNs of the frames
     * @param lengths of the frames
     * @return the first frame of which that cannot be said, and with which nothing was done; {@code to} when there is
     *       none
     */
    public int pass(long chosen, int from, int to, long[] timestampsNs, int[] lengths) {
        int i = settled.pass(glanced, chosen, from, to, timestampsNs, lengths);
        while (i < to && (chosen >>> i & 1) != 0 && isOtherCandidate(i)) {
            i = settled.pass(glanced, chosen, i, to, timestampsNs, lengths);
        }
        return i;
    }

    /** Whether the likely record was not that of the datagram's flow, or there was none, and another one is. */
    private boolean isOtherCandidate(int frame) {
        int candidate = glanced.candidate(frame);
        takeKey(glanced, frame);
        int found = find();
        if (found == NONE) {
            return false;
        }
        glanced.candidate(frame, found >>> 1);
        return found >>> 1 != candidate;
    }

    /**
     * Hashes the packets of a burst that were decoded since, and has the part of the index fetched that they are looked
     * up in. To be called several times in a burst, so that memory is fetched while further packets are decoded.
     *
     * @param from first packet that was not hashed yet: 0 in a new burst
     */
    public void lookAhead(PacketList packets, int from) {
        lookahead.hash(packets, from);
    }

    /** Has the records fetched that {@link #assign} and {@link #pass} will read. After {@link #advance}. */
    public void locate() {
        lookahead.locate();
        glanced.locate();
    }

    /**
     * Finds the flow of a packet, or begins it, and counts the packet. Sets the packet's flow index, direction,
     * {@code firstInDirection}, {@code established}, and what the flow's standing verdict says.
     *
     * @param position of the packet in the list given to {@link #lookAhead}, or a negative number
     * @return the flow's index, or {@link #NONE}: the packet is of no flow, or there was no room (policy applied)
     */
    public int assign(Packet packet, int position) {
        return assign(packet, lookahead, position);
    }

    /** The same for the packet of a datagram that was {@link #glance glanced} at and did not {@link #pass}. */
    public int assignGlanced(Packet packet, int frame) {
        return assign(packet, glanced, frame);
    }

    private int assign(Packet packet, FlowLookahead from, int position) {
        int candidate = from.candidate(position);
        if (candidate != NONE) {
            takeKey(from, position);
            int found = compare(candidate);
            if (found != NONE) {
                return isOdd(packet, record(candidate)) ? meetOdd(packet, found)
                        : update(packet, candidate, record(candidate), found & 1);
            }
        }
        if (!key.load(packet, vlanTracking)) {
            return NONE;
        }
        hashKey();
        int found = find();
        if (key.isError) {
            return attachError(packet, found);
        }
        return found == NONE ? begin(packet) : meetOdd(packet, found);
    }

    /**
     * Moves the packet clock and ends flows that have been silent for their timeout: a bounded number a call, the rest
     * at the next.
     */
    public void advance(long nowNs) {
        expiry.advance(nowNs);
    }

    /** Ends all flows: the engine stops, or a replay is over. */
    public void endAll() {
        for (int i = 0; i < capacity(); i++) {
            if (isUsed(i)) {
                end(i, FlowEnd.SHUTDOWN);
            }
        }
    }

    void onStateChange(int index) {
        expiry.reschedule(index);
    }

    int end(long high, long low, int port) {
        return (int) hash.end(high, low, port);
    }

    private void takeKey(FlowLookahead from, int position) {
        keyHash = from.hash(position);
        keySourceEnd = from.sourceEnd(position);
        keyDestinationEnd = from.destinationEnd(position);
    }

    private void hashKey() {
        long source = hash.end(key.sourceHigh, key.sourceLow, key.sourcePort);
        long destination = hash.end(key.destinationHigh, key.destinationLow, key.destinationPort);
        keyHash = hash.join(source, destination, key.meta);
        keySourceEnd = (int) source;
        keyDestinationEnd = (int) destination;
    }

    /** Index times 2 plus direction, or NONE. */
    private int find() {
        for (int matches = buckets.matches(keyHash); matches != 0; matches &= matches - 1) {
            int found = compare(buckets.entry(keyHash, Integer.numberOfTrailingZeros(matches)));
            if (found != NONE) {
                return found;
            }
        }
        for (int i = buckets.chain(keyHash); i != FlowBuckets.NONE; i = buckets.chainNext(i)) {
            int found = compare(i);
            if (found != NONE) {
                return found;
            }
        }
        return NONE;
    }

    private int compare(int index) {
        long record = record(index);
        int clientEnd = records.get(INT, record + FlowRecord.CLIENT_END);
        int fromClient = keySourceEnd ^ clientEnd;
        int isBackward = (fromClient | -fromClient) >>> 31;
        boolean isFlow = records.get(LONG, record + FlowRecord.HASH) == keyHash
                & (isBackward == 0 | keyDestinationEnd == clientEnd);
        return isFlow ? index << 1 | isBackward : NONE;
    }

    /** Whether the packet may come after its flow's end, or begin a session. */
    private boolean isOdd(Packet packet, long record) {
        return isSilentForLong(packet, record) || packet.protocol == 6 && (packet.tcpFlags & SYN) != 0;
    }

    private boolean isSilentForLong(Packet packet, long record) {
        return packet.timestampNs - records.get(LONG, record + FlowRecord.LAST_SEEN_NS) > shortestTimeoutNs;
    }

    /** A packet of a flow that exists, unless the flow is over by the packet's time, or the packet begins a new one. */
    private int meetOdd(Packet packet, int found) {
        int index = found >>> 1;
        int direction = found & 1;
        long record = record(index);
        boolean isLate = isSilentForLong(packet, record) && expiry.isTimedOut(record, packet.timestampNs);
        boolean isNew = packet.protocol == 6 && isNewSession(record, packet, direction);
        if (isLate || isNew) {
            end(index, isLate ? FlowEnd.TIMEOUT : FlowEnd.TCP_REUSE);
            key.load(packet, vlanTracking);
            int begun = begin(packet);
            if (!isLate && begun != NONE) {
                at(begun).succeed();
            }
            return begun;
        }
        return update(packet, index, record, direction);
    }

    /** All that a packet changes in its flow: the first line of the record and no more. */
    private int update(Packet packet, int index, long record, int direction) {
        long flags = records.get(LONG, record + FlowRecord.FLAGS);
        int status = (int) (flags >>> 32);
        packet.flowIndex = index;
        packet.direction = direction;
        packet.firstInDirection = (status & Flow.SEEN << direction) == 0;
        packet.appIdle = (status & Flow.APP_IDLE << direction) != 0;
        long seen;
        if (packet.protocol == 6) {
            seen = flags | (long) Flow.SEEN << direction + 32 | (packet.tcpFlags & 0xffL) << 8 * direction;
            packet.established = (flags >>> 24 & 0xff) >= TcpState.ESTABLISHED.ordinal();
        } else {
            seen = SettledFlows.seenDatagram(flags, direction);
            packet.established = (seen >>> 32 & Flow.SEEN_BOTH) == Flow.SEEN_BOTH;
        }
        if (seen != flags) {
            records.set(LONG, record + FlowRecord.FLAGS, seen);
        }
        if (packet.timestampNs > records.get(LONG, record + FlowRecord.LAST_SEEN_NS)) {
            records.set(LONG, record + FlowRecord.LAST_SEEN_NS, packet.timestampNs);
        }
        count(packet.length, record, direction);
        if ((status & Flow.STANDING_VERDICT) != 0) {
            applyStandingVerdict(packet, status);
        }
        return index;
    }

    private void applyStandingVerdict(Packet packet, int status) {
        if ((status & Flow.DROP) != 0) {
            packet.drop(DropReason.FLOW_DROP.ordinal());
        }
        packet.skipInspection = true;
    }

    private void count(int length, long record, int direction) {
        long packets = record + FlowRecord.PACKETS + 8L * direction;
        records.set(LONG, packets, records.get(LONG, packets) + 1);
        long bytes = record + FlowRecord.BYTES_SEEN + 8L * direction;
        records.set(LONG, bytes, records.get(LONG, bytes) + length);
    }

    /** An ICMP error is counted with the flow it quotes; it neither keeps it alive nor establishes it. */
    private int attachError(Packet packet, int found) {
        if (found == NONE) {
            statistics.icmpErrorsUnattached++;
            return NONE;
        }
        statistics.icmpErrorsAttached++;
        int index = found >>> 1;
        long record = record(index);
        packet.flowIndex = index;
        packet.direction = found & 1;
        packet.established = records.get(BYTE, record + FlowRecord.STATE) == FlowState.ESTABLISHED.ordinal();
        count(packet.length, record, packet.direction);
        int status = records.get(INT, record + FlowRecord.STATUS);
        if ((status & Flow.STANDING_VERDICT) != 0) {
            applyStandingVerdict(packet, status);
        }
        return index;
    }

    /**
     * A SYN on a closed session's ports, or one from the side taken for the server before any session began; or the
     * server's answer to a SYN amid the session, which it therefore knows no more of.
     */
    private boolean isNewSession(long record, Packet packet, int direction) {
        int flags = packet.tcpFlags & SYN_FIN_RST_ACK;
        if (flags == SYN_ACK) {
            return direction == Packet.TO_CLIENT
                    && records.get(INT, record + FlowRecord.SYN_ACK_PORT) == packet.portIndex + 1
                    && packet.tcpAcknowledgement == records.get(INT, record + FlowRecord.LATE_SYN) + 1
                    && records.get(INT, record + FlowRecord.LATE_SYN)
                            != records.get(INT, record + FlowRecord.CLIENT_ISN);
        }
        if (flags != SYN) {
            return false;
        }
        TcpState state = TcpState.BY_CODE[records.get(BYTE, record + FlowRecord.TCP_STATE)];
        if (state == TcpState.NONE) {
            return direction == Packet.TO_CLIENT;
        }
        return state.isReusable() && packet.tcpSequence != records.get(INT, record + FlowRecord.CLIENT_ISN);
    }

    private int begin(Packet packet) {
        if (freeRecordCount == 0 && !makeRoom(packet)) {
            return NONE;
        }
        int index = freeRecords[--freeRecordCount];
        long record = record(index);
        for (int i = 0; i < FlowRecord.BYTES; i += 8) {
            records.set(LONG, record + i, 0);
        }
        boolean fromServer = packet.protocol == 6 && isServers(packet);
        records.set(LONG, record + FlowRecord.CLIENT_HIGH, fromServer ? key.destinationHigh : key.sourceHigh);
        records.set(LONG, record + FlowRecord.CLIENT_LOW, fromServer ? key.destinationLow : key.sourceLow);
        records.set(LONG, record + FlowRecord.SERVER_HIGH, fromServer ? key.sourceHigh : key.destinationHigh);
        records.set(LONG, record + FlowRecord.SERVER_LOW, fromServer ? key.sourceLow : key.destinationLow);
        records.set(INT, record + FlowRecord.PORTS, fromServer ? key.reversePorts() : key.ports());
        records.set(LONG, record + FlowRecord.META, key.meta);
        records.set(LONG, record + FlowRecord.HASH, keyHash);
        records.set(INT, record + FlowRecord.CLIENT_END, fromServer ? keyDestinationEnd : keySourceEnd);
        records.set(INT, record + FlowRecord.STREAM_SLOT, NONE);
        records.set(INT, record + FlowRecord.TIMER_SLOT, FlowTimers.NONE);
        records.set(LONG, record + FlowRecord.START_NS, packet.timestampNs);
        records.set(LONG, record + FlowRecord.LAST_SEEN_NS, packet.timestampNs);
        records.set(INT, record + FlowRecord.PORT_INDEX, packet.portIndex);
        records.set(INT, record + FlowRecord.TIMEOUT_KIND, FlowTimeouts.Kind.of(packet.protocol).ordinal());
        records.set(LONG, record + FlowRecord.ID, nextId());
        records.set(INT, record + FlowRecord.STATUS, firstStatus(packet, fromServer));
        buckets.insert(keyHash, index);
        expiry.schedule(index);
        statistics.countBegin(packet.protocol);
        return update(packet, index, record, fromServer ? Packet.TO_CLIENT : Packet.TO_SERVER);
    }

    /** Whether the first packet seen of a TCP flow is the server's. */
    private boolean isServers(Packet packet) {
        if ((packet.tcpFlags & SYN) != 0) {
            return (packet.tcpFlags & SYN_FIN_RST_ACK) == SYN_ACK;
        }
        return settings.midstreamDirectionByPort() && packet.sourcePort < 1024 && packet.destinationPort >= 1024;
    }

    private static int firstStatus(Packet packet, boolean fromServer) {
        boolean midstream = packet.protocol == 6 && (packet.tcpFlags & SYN_FIN_RST_ACK) != SYN;
        return (fromServer ? Flow.SWAPPED : 0) | (midstream ? Flow.MIDSTREAM : 0);
    }

    private long nextId() {
        long sequence = nextSequence;
        nextSequence = sequence + 1 & (1L << ID_SEQUENCE_BITS) - 1;
        return (long) settings.instance() << ID_SEQUENCE_BITS | sequence;
    }

    private boolean makeRoom(Packet packet) {
        expiry.onFull();
        if (settings.eviction() == FlowSettings.Eviction.OLDEST) {
            end(expiry.oldestOfSample(), FlowEnd.FORCED);
            return true;
        }
        statistics.tableFull++;
        ExceptionPolicy policy = settings.fullPolicy();
        if (policy.drops()) {
            statistics.tableFullDrops++;
            packet.drop(settings.fullDropReason());
        }
        if (policy != ExceptionPolicy.IGNORE) {
            packet.skipInspection = true;
        }
        return false;
    }

    boolean isUsed(int index) {
        return records.get(LONG, record(index) + FlowRecord.META) != 0;
    }

    void end(int index, FlowEnd reason) {
        statistics.countEnd(reason);
        listener.onFlowEnd(endingFlow.wrap(index), reason);
        long record = record(index);
        expiry.cancel(index);
        buckets.remove(records.get(LONG, record + FlowRecord.HASH), index);
        records.set(LONG, record + FlowRecord.META, 0);
        records.set(LONG, record + FlowRecord.HASH, 0);
        records.set(INT, record + FlowRecord.CLIENT_END, 0);
        apps[index] = null;
        variables.release(index);
        freeRecords[freeRecordCount++] = index;
    }

    private static long record(int index) {
        return (long) index * FlowRecord.BYTES;
    }
}
