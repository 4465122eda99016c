package org.sluice.dataplane.stream;

import java.util.Comparator;
import java.util.List;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.ExceptionPolicy;

/**
 * All settings of a stream engine, named as under {@code stream} in the configuration. {@code stream.inline} is not
 * among them: data is always inspected before it is let through.
 */
public final class StreamSettings {
    private static final int CHOSEN = -1;
    private static final int SESSIONS_AT_START = 1 << 14;
    private static final int REPLAY_SESSIONS = 256;
    private static final long REPLAY_BYTES = 1 << 20;

    private int sessions = 1 << 16;
    private int preallocSessions = CHOSEN;
    private long preallocReassembly = 16L << 20;
    private boolean midstream;
    private ExceptionPolicy midstreamPolicy = ExceptionPolicy.IGNORE;
    private boolean asyncOneSided;
    private boolean checksumValidation = true;
    private boolean dropInvalid = true;
    private boolean bypassAtDepth;
    private boolean lossyCapture;
    private boolean passive;
    private List<ReceiverPolicy.Hosts> receivers = List.of();
    private ExceptionPolicy memcapPolicy = ExceptionPolicy.IGNORE;
    private long reassemblyMemcap = 64L << 20;
    private ExceptionPolicy reassemblyMemcapPolicy = ExceptionPolicy.DROP_PACKET;
    private long depth = 1 << 20;
    private int tailBytes = 2048;
    private int pendingBytes = 256 << 10;
    private OverlapPolicy overlapPolicy = OverlapPolicy.DROP;
    private UrgentPolicy urgentPolicy = UrgentPolicy.CLEAR;
    private int maxSynAckQueued = 5;
    private int maxSynQueued = 10;

    /** Most sessions at once, about 400 bytes each. Default 65,536. */
    public StreamSettings sessions(int count) {
        sessions = count;
        return this;
    }

    public int sessions() {
        return sessions;
    }

    /**
     * Sessions allocated at the start ({@code prealloc-sessions}); others are when there are more at once than ever before,
     * and then kept. Default 16,384; 256 for a capture, which is soon over.
     */
    public StreamSettings preallocSessions(int count) {
        preallocSessions = count;
        return this;
    }

    public int preallocSessions() {
        if (preallocSessions != CHOSEN) {
            return preallocSessions;
        }
        return Math.min(lossyCapture ? REPLAY_SESSIONS : SESSIONS_AT_START, sessions);
    }

    /** Bytes of {@link #reassemblyMemcap} mapped at the start. Default 16 MiB; 1 MiB for a capture. */
    public StreamSettings preallocReassembly(long bytes) {
        preallocReassembly = bytes;
        return this;
    }

    public long preallocReassembly() {
        return lossyCapture ? Math.min(preallocReassembly, REPLAY_BYTES) : preallocReassembly;
    }

    /** As many sessions as fit {@code stream.memcap}, but no more than there can be flows. */
    public StreamSettings memcap(long bytes, int flows) {
        sessions = Math.clamp(bytes / TcpSession.ESTIMATED_BYTES, 1, flows);
        return this;
    }

    /** Whether sessions are picked up in their middle. Default false. */
    public StreamSettings midstream(boolean value) {
        midstream = value;
        return this;
    }

    public boolean midstream() {
        return midstream;
    }

    /** What happens to flows whose beginning was not seen ({@code midstream-policy}). Default: ignore. */
    public StreamSettings midstreamPolicy(ExceptionPolicy policy) {
        midstreamPolicy = policy;
        return this;
    }

    public ExceptionPolicy midstreamPolicy() {
        return midstreamPolicy;
    }

    /** Whether sessions of which only one side is seen are followed ({@code async-oneside}). Default false. */
    public StreamSettings asyncOneSided(boolean value) {
        asyncOneSided = value;
        return this;
    }

    public boolean asyncOneSided() {
        return asyncOneSided;
    }

    /** Whether packets with a wrong checksum are disbelieved ({@code checksum-validation}). Default true. */
    public StreamSettings checksumValidation(boolean value) {
        checksumValidation = value;
        return this;
    }

    public boolean checksumValidation() {
        return checksumValidation;
    }

    /** Whether invalid packets are dropped ({@code drop-invalid}). Default true. */
    public StreamSettings dropInvalid(boolean value) {
        dropInvalid = value;
        return this;
    }

    public boolean dropInvalid() {
        return dropInvalid;
    }

    /** Whether a flow is bypassed when both its directions reached their depth ({@code stream.bypass}). */
    public StreamSettings bypassAtDepth(boolean value) {
        bypassAtDepth = value;
        return this;
    }

    public boolean bypassAtDepth() {
        return bypassAtDepth;
    }

    /**
     * Whether packets may be missing that went from end to end, as in a capture. Then an acknowledgement of bytes never
     * seen is believed and makes a gap; otherwise it is invalid.
     */
    public StreamSettings lossyCapture(boolean value) {
        lossyCapture = value;
        return this;
    }

    public boolean lossyCapture() {
        return lossyCapture;
    }

    /**
     * Whether bytes are delivered when their receiver acknowledges them, as by a listener beside the wire, rather than
     * when they come. What was never acknowledged is delivered at the flow's end. For captures only: on a wire such
     * bytes have been forwarded by then. Default false.
     */
    public StreamSettings passive(boolean value) {
        passive = value;
        return this;
    }

    public boolean passive() {
        return passive;
    }

    /**
     * Which bytes of contradicting segments receivers keep ({@code host-os-policy}); the longest prefix counts. For a
     * {@link #passive} listener. Default: not known, and what came first stays.
     */
    public StreamSettings receivers(List<ReceiverPolicy.Hosts> hosts) {
        receivers = hosts.stream()
                .sorted(Comparator.comparingInt((ReceiverPolicy.Hosts h) -> h.network().prefixLength()).reversed())
                        .toList();
        return this;
    }

    List<ReceiverPolicy.Hosts> receivers() {
        return receivers;
    }

    /** The policy of the host that a packet goes to, or null. */
    ReceiverPolicy receiverPolicy(Packet packet) {
        for (int i = 0; i < receivers.size(); i++) {
            if (receivers.get(i).network().covers(packet.ipVersion, packet.destinationHigh, packet.destinationLow)) {
                return receivers.get(i).policy();
            }
        }
        return null;
    }

    /** What happens to a SYN when all sessions are in use ({@code memcap-policy}). Default: ignore. */
    public StreamSettings memcapPolicy(ExceptionPolicy policy) {
        memcapPolicy = policy;
        return this;
    }

    public ExceptionPolicy memcapPolicy() {
        return memcapPolicy;
    }

    /** Bytes for windows and pending segments ({@code reassembly.memcap}). Default 64 MiB. */
    public StreamSettings reassemblyMemcap(long bytes) {
        reassemblyMemcap = bytes;
        return this;
    }

    public long reassemblyMemcap() {
        return reassemblyMemcap;
    }

    /**
     * What happens to a segment when that is used up, or its direction has too much pending
     * ({@code reassembly.memcap-policy}). Default: drop the packet; its sender repeats it.
     */
    public StreamSettings reassemblyMemcapPolicy(ExceptionPolicy policy) {
        reassemblyMemcapPolicy = policy;
        return this;
    }

    public ExceptionPolicy reassemblyMemcapPolicy() {
        return reassemblyMemcapPolicy;
    }

    /** Bytes of each direction that are inspected, 0 for all ({@code reassembly.depth}). Default 1 MiB. */
    public StreamSettings depth(long bytes) {
        depth = bytes;
        return this;
    }

    public long depth() {
        return depth;
    }

    /** Bytes delivered before that a window shows again, so that what lies across two segments is found. */
    public StreamSettings tailBytes(int bytes) {
        tailBytes = bytes;
        return this;
    }

    public int tailBytes() {
        return tailBytes;
    }

    /** Bytes of memory that one direction may use for segments ahead of a hole. Default 256 KiB. */
    public StreamSettings pendingBytes(int bytes) {
        pendingBytes = bytes;
        return this;
    }

    public int pendingBytes() {
        return pendingBytes;
    }

    /** What happens to a packet that repeats bytes differently. Default: drop. */
    public StreamSettings overlapPolicy(OverlapPolicy policy) {
        overlapPolicy = policy;
        return this;
    }

    public OverlapPolicy overlapPolicy() {
        return overlapPolicy;
    }

    /** What becomes of urgent data. Default: it is made ordinary. */
    public StreamSettings urgentPolicy(UrgentPolicy policy) {
        urgentPolicy = policy;
        return this;
    }

    public UrgentPolicy urgentPolicy() {
        return lossyCapture && urgentPolicy == UrgentPolicy.CLEAR ? UrgentPolicy.OOB : urgentPolicy;
    }

    /** Different SYN-ACKs of one handshake that are kept ({@code max-synack-queued}). Default 5. */
    public StreamSettings maxSynAckQueued(int count) {
        maxSynAckQueued = count;
        return this;
    }

    public int maxSynAckQueued() {
        return maxSynAckQueued;
    }

    /** Different SYNs of one handshake that are kept ({@code max-syn-queued}). Default 10. */
    public StreamSettings maxSynQueued(int count) {
        maxSynQueued = count;
        return this;
    }

    public int maxSynQueued() {
        return maxSynQueued;
    }

    /**
     * Checks everything.
     *
     * @throws IllegalArgumentException names the setting, its value and what is allowed
     */
    public StreamSettings conclude() {
        require("stream.sessions", sessions, 1, 1 << 26);
        require("stream.prealloc-sessions", preallocSessions, CHOSEN, 1 << 26);
        require("stream.reassembly.memcap", reassemblyMemcap, BlockPool.LARGEST, 1L << 36);
        require("stream.reassembly.depth", depth, 0, 1L << 40);
        require("stream.reassembly.tail", tailBytes, 0, BlockPool.LARGEST / 2);
        require("stream.reassembly.pending", pendingBytes, BlockPool.UNIT, 1 << 30);
        require("stream.max-synack-queued", maxSynAckQueued, 0, HandshakeQueue.CAPACITY);
        require("stream.max-syn-queued", maxSynQueued, 0, HandshakeQueue.CAPACITY);
        return this;
    }

    private static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed are " + least + " to " + most);
        }
    }
}
