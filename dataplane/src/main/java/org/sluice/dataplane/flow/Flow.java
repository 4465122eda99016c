package org.sluice.dataplane.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.decode.Packet;

/**
 * A flow's record, read and written in place: a flyweight that {@link FlowTable#at(int)} moves from record to record.
 * Times are ns since the Unix epoch; directions {@link Packet#TO_SERVER} and {@link Packet#TO_CLIENT}; addresses 128
 * bits in two longs as in {@link Packet}.
 */
public final class Flow {
    /** Status bit by direction: a packet was seen that way. */
    static final int SEEN = 1;
    static final int SEEN_BOTH = 3;
    static final int DROP = 4;
    static final int PASS = 8;
    static final int BYPASS = 16;
    static final int NO_INSPECT = 32;
    static final int MIDSTREAM = 64;
    static final int SWAPPED = 128;
    /** Status bit by direction: datagrams that way are of no known protocol. */
    static final int APP_IDLE = 256;
    static final int APP_IDLE_BOTH = 768;
    /** It took the place of another one on the same addresses and ports. */
    static final int SUCCESSOR = 1024;
    /** Any of the bits that decide over each packet to come. */
    static final int STANDING_VERDICT = DROP | PASS | BYPASS;

    // All fields are aligned; layouts that say so would have it checked at every access.
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private final FlowTable table;
    private final MemorySegment records;
    private int index = -1;
    private long record;

    Flow(FlowTable table, MemorySegment records) {
        this.table = table;
        this.records = records;
    }

    Flow wrap(int index) {
        this.index = index;
        record = (long) index * FlowRecord.BYTES;
        return this;
    }

    /** Index of the record, as in {@link Packet#flowIndex}. */
    public int index() {
        return index;
    }

    /** A number below 2^53 that no other flow has, of this engine start or the earlier ones. */
    public long id() {
        return records.get(LONG, record + FlowRecord.ID);
    }

    /** IP protocol number. */
    public int protocol() {
        return FlowKey.protocol(records.get(LONG, record + FlowRecord.META));
    }

    /** 4 or 6. */
    public int ipVersion() {
        return FlowKey.ipVersion(records.get(LONG, record + FlowRecord.META));
    }

    /** VLAN tags that are part of the flow's key, 0 to 3. */
    public int vlanCount() {
        return FlowKey.vlanCount(records.get(LONG, record + FlowRecord.META));
    }

    /** VLAN id {@code i}, outermost first. */
    public int vlan(int i) {
        return FlowKey.vlan(records.get(LONG, record + FlowRecord.META), i);
    }

    /** High half of the client's address. */
    public long clientHigh() {
        return records.get(LONG, record + FlowRecord.CLIENT_HIGH);
    }

    /** Low half of the client's address. */
    public long clientLow() {
        return records.get(LONG, record + FlowRecord.CLIENT_LOW);
    }

    /** High half of the server's address. */
    public long serverHigh() {
        return records.get(LONG, record + FlowRecord.SERVER_HIGH);
    }

    /** Low half of the server's address. */
    public long serverLow() {
        return records.get(LONG, record + FlowRecord.SERVER_LOW);
    }

    /** The client's port; for ICMP the type of the first message. */
    public int clientPort() {
        return records.get(INT, record + FlowRecord.PORTS) >>> 16;
    }

    /** The server's port; for ICMP the type of the answer. */
    public int serverPort() {
        return records.get(INT, record + FlowRecord.PORTS) & 0xffff;
    }

    /** Index of the port that the first packet came in at. */
    public int portIndex() {
        return records.get(INT, record + FlowRecord.PORT_INDEX);
    }

    /** When the first packet came. */
    public long startNs() {
        return records.get(LONG, record + FlowRecord.START_NS);
    }

    /** When the last packet came. */
    public long lastSeenNs() {
        return records.get(LONG, record + FlowRecord.LAST_SEEN_NS);
    }

    /** Packets seen that way. */
    public long packets(int direction) {
        return records.get(LONG, record + FlowRecord.PACKETS + 8L * direction);
    }

    /** Bytes of frames seen that way. */
    public long bytes(int direction) {
        return records.get(LONG, record + FlowRecord.BYTES_SEEN + 8L * direction);
    }

    /** All TCP flags seen that way, or-ed. */
    public int tcpFlags(int direction) {
        return records.get(BYTE, record + FlowRecord.TCP_FLAGS + direction) & 0xff;
    }

    /** State, which decides the timeout. */
    public FlowState state() {
        return FlowState.BY_CODE[records.get(BYTE, record + FlowRecord.STATE)];
    }

    /** Sets the state. */
    public void state(FlowState state) {
        byte code = (byte) state.ordinal();
        if (records.get(BYTE, record + FlowRecord.STATE) != code) {
            records.set(BYTE, record + FlowRecord.STATE, code);
            table.onStateChange(index);
        }
    }

    /** State of the TCP session. */
    public TcpState tcpState() {
        return TcpState.BY_CODE[records.get(BYTE, record + FlowRecord.TCP_STATE)];
    }

    /** Sets the state of the TCP session. */
    public void tcpState(TcpState state) {
        records.set(BYTE, record + FlowRecord.TCP_STATE, (byte) state.ordinal());
    }

    /** Whether packets were seen both ways. */
    public boolean seenBothWays() {
        return (status() & SEEN_BOTH) == SEEN_BOTH;
    }

    /** Whether every packet to come is dropped. */
    public boolean isDropped() {
        return (status() & DROP) != 0;
    }

    /** Drops every packet to come; the first reason stays. */
    public void drop(int reason) {
        if ((status() & DROP) == 0) {
            setStatus(DROP);
            records.set(INT, record + FlowRecord.DROP_REASON, reason);
        }
    }

    /** Why the flow is dropped: as in {@link Packet#dropReason}. Its later packets' own reason is "flow drop". */
    public int dropReason() {
        return records.get(INT, record + FlowRecord.DROP_REASON);
    }

    /** Whether a pass rule or policy lets every packet to come through. */
    public boolean isPassed() {
        return (status() & PASS) != 0;
    }

    /** Lets every packet to come through without inspection; flow and stream go on being tracked. */
    public void pass() {
        setStatus(PASS);
    }

    /** Whether the flow is no longer looked at. */
    public boolean isBypassed() {
        return (status() & BYPASS) != 0;
    }

    /** Lets every packet to come through, without tracking the stream either. */
    public void bypass() {
        setStatus(BYPASS);
        state(FlowState.BYPASSED);
    }

    /** Whether payload is not to be inspected any more. */
    public boolean noInspect() {
        return (status() & NO_INSPECT) != 0;
    }

    /** Ends the inspection of payload. */
    public void setNoInspect() {
        setStatus(NO_INSPECT);
    }

    /** Whether the application layer has no use for datagrams that way. */
    public boolean isAppIdle(int direction) {
        return (status() & APP_IDLE << direction) != 0;
    }

    /** Says for which directions the application layer has no use for datagrams. */
    public void appIdle(boolean toServer, boolean toClient) {
        int idle = (toServer ? APP_IDLE : 0) | (toClient ? APP_IDLE << 1 : 0);
        int status = status();
        if ((status & APP_IDLE_BOTH) != idle) {
            records.set(INT, record + FlowRecord.STATUS, status & ~APP_IDLE_BOTH | idle);
        }
    }

    /** Whether the first packet seen was not the flow's first. */
    public boolean isMidstream() {
        return (status() & MIDSTREAM) != 0;
    }

    void setMidstream() {
        setStatus(MIDSTREAM);
    }

    /** Whether the first packet seen was the server's. */
    public boolean isSwapped() {
        return (status() & SWAPPED) != 0;
    }

    /**
     * Takes the client for the server and the other way round: the application layer found that the first packet seen
     * was the server's. Whoever calls it turns the packet at hand, too.
     */
    public void swapDirections() {
        exchangeLongs(FlowRecord.CLIENT_HIGH, FlowRecord.SERVER_HIGH);
        exchangeLongs(FlowRecord.CLIENT_LOW, FlowRecord.SERVER_LOW);
        exchangeLongs(FlowRecord.PACKETS, FlowRecord.PACKETS + 8);
        exchangeLongs(FlowRecord.BYTES_SEEN, FlowRecord.BYTES_SEEN + 8);
        int ports = records.get(INT, record + FlowRecord.PORTS);
        records.set(INT, record + FlowRecord.PORTS, Integer.rotateLeft(ports, 16));
        records.set(INT, record + FlowRecord.CLIENT_END, table.end(clientHigh(), clientLow(), clientPort()));
        int toServer = tcpFlags(Packet.TO_SERVER);
        records.set(BYTE, record + FlowRecord.TCP_FLAGS, (byte) tcpFlags(Packet.TO_CLIENT));
        records.set(BYTE, record + FlowRecord.TCP_FLAGS + 1, (byte) toServer);
        int protocol = appProtocol(Packet.TO_SERVER);
        appProtocol(Packet.TO_SERVER, appProtocol(Packet.TO_CLIENT));
        appProtocol(Packet.TO_CLIENT, protocol);
        int status = status();
        int seen = (status & 1) << 1 | status >>> 1 & 1;
        records.set(INT, record + FlowRecord.STATUS, (status & ~SEEN_BOTH & ~APP_IDLE_BOTH | seen) ^ SWAPPED);
    }

    private void exchangeLongs(int one, int other) {
        long kept = records.get(LONG, record + one);
        records.set(LONG, record + one, records.get(LONG, record + other));
        records.set(LONG, record + other, kept);
    }

    /** Alerts so far. */
    public int alerts() {
        return records.get(INT, record + FlowRecord.ALERTS);
    }

    /** Counts an alert. */
    public void countAlert() {
        records.set(INT, record + FlowRecord.ALERTS, alerts() + 1);
    }

    /** Application protocol of what goes that way: ordinal of {@code rules.image.AppProtocol}, 0 when unknown. */
    public int appProtocol(int direction) {
        return records.get(INT, record + FlowRecord.APP_PROTOCOL + 4L * direction);
    }

    /** Sets the application protocol of what goes that way. */
    public void appProtocol(int direction, int protocol) {
        records.set(INT, record + FlowRecord.APP_PROTOCOL + 4L * direction, protocol);
    }

    /** 64 bits for detection to note what it has done with this flow. */
    public long enginesSeen() {
        return records.get(LONG, record + FlowRecord.ENGINES_SEEN);
    }

    /** Replaces those bits. */
    public void enginesSeen(long bits) {
        records.set(LONG, record + FlowRecord.ENGINES_SEEN, bits);
    }

    /** Slot of the TCP session in the stream engine, or -1. */
    public int streamSlot() {
        return records.get(INT, record + FlowRecord.STREAM_SLOT);
    }

    /** Sets that slot. For the stream engine alone. */
    public void streamSlot(int slot) {
        records.set(INT, record + FlowRecord.STREAM_SLOT, slot);
    }

    /** Sequence number of the client's SYN, to tell a repeated SYN from a new session's. For the stream engine. */
    public void clientInitialSequence(int sequence) {
        records.set(INT, record + FlowRecord.CLIENT_ISN, sequence);
    }

    /** Whether a TCP session on the same addresses and ports was given up for this one. */
    public boolean isSuccessor() {
        return (status() & SUCCESSOR) != 0;
    }

    /**
     * Notes a SYN amid the session: when the server answers it, it has begun another one. For the stream engine.
     *
     * @param sequence of the SYN
     * @param portIndex of the port that the server's packets come in at, or -1
     */
    public void expectSynAck(int sequence, int portIndex) {
        records.set(INT, record + FlowRecord.LATE_SYN, sequence);
        records.set(INT, record + FlowRecord.SYN_ACK_PORT, portIndex + 1);
    }

    void succeed() {
        setStatus(SUCCESSOR);
    }

    private int status() {
        return records.get(INT, record + FlowRecord.STATUS);
    }

    private void setStatus(int bit) {
        records.set(INT, record + FlowRecord.STATUS, status() | bit);
    }
}
