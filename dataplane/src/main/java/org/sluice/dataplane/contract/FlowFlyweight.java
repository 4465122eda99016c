package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;

/**
 * Body of an {@link EventType#FLOW}; the counts, the start and the tuple (as its initiator sent it) are in the header.
 *
 * <pre>
 *    0                               8   9   10  11  12  13  14  15
 *   +-------------------------------+---+---+---+---+---+---+---+---+
 *   |            end ns             |sta|rsn|alt|act|tfl|tts|ttc|tst|   tcp flags: both ways, to server, to client
 *   +-------------------------------+---+---+---+---+---+---+---+---+  16
 * </pre>
 */
public final class FlowFlyweight {
    /** Bytes of this body. */
    public static final int LENGTH = 16;

    private static final int END_OFFSET = 0;
    private static final int STATE_OFFSET = 8;
    private static final int REASON_OFFSET = 9;
    private static final int ALERTED_OFFSET = 10;
    private static final int ACTION_OFFSET = 11;
    private static final int TCP_FLAGS_OFFSET = 12;
    private static final int TCP_FLAGS_TO_SERVER_OFFSET = 13;
    private static final int TCP_FLAGS_TO_CLIENT_OFFSET = 14;
    private static final int TCP_STATE_OFFSET = 15;

    private MutableDirectBuffer buffer;
    private int offset;

    /**
     * @param buffer      holding an event
     * @param eventOffset of the event's first byte
     * @return this
     */
    public FlowFlyweight wrap(final MutableDirectBuffer buffer, final int eventOffset) {
        this.buffer = buffer;
        this.offset = eventOffset + EventHeaderFlyweight.LENGTH;
        return this;
    }

    /**
     * @param endNs  ns since the epoch of the last packet
     * @param state  when it ended
     * @param reason why it ended
     * @return this
     */
    public FlowFlyweight end(final long endNs, final FlowState state, final FlowEndReason reason) {
        buffer.putLong(offset + END_OFFSET, endNs);
        buffer.putByte(offset + STATE_OFFSET, (byte)state.ordinal());
        buffer.putByte(offset + REASON_OFFSET, (byte)reason.ordinal());
        return this;
    }

    /** @return ns since the epoch of the last packet */
    public long endNs() {
        return buffer.getLong(offset + END_OFFSET);
    }

    /** @return state when it ended */
    public FlowState state() {
        return FlowState.of(buffer.getByte(offset + STATE_OFFSET));
    }

    /** @return why it ended */
    public FlowEndReason reason() {
        return FlowEndReason.of(buffer.getByte(offset + REASON_OFFSET));
    }

    /** @return whether any rule alerted on it */
    public boolean alerted() {
        return buffer.getByte(offset + ALERTED_OFFSET) != 0;
    }

    /**
     * @param alerted whether any rule alerted on it
     * @return this
     */
    public FlowFlyweight alerted(final boolean alerted) {
        buffer.putByte(offset + ALERTED_OFFSET, (byte)(alerted ? 1 : 0));
        return this;
    }

    /** @return what was decided for the whole flow */
    public FlowAction action() {
        return FlowAction.of(buffer.getByte(offset + ACTION_OFFSET));
    }

    /**
     * @param action what was decided for the whole flow
     * @return this
     */
    public FlowFlyweight action(final FlowAction action) {
        buffer.putByte(offset + ACTION_OFFSET, (byte)action.ordinal());
        return this;
    }

    /**
     * @param state    of the session
     * @param toServer flags seen from the initiator, or-ed
     * @param toClient flags seen to the initiator, or-ed
     * @return this
     */
    public FlowFlyweight tcp(final TcpState state, final int toServer, final int toClient) {
        buffer.putByte(offset + TCP_FLAGS_OFFSET, (byte)(toServer | toClient));
        buffer.putByte(offset + TCP_FLAGS_TO_SERVER_OFFSET, (byte)toServer);
        buffer.putByte(offset + TCP_FLAGS_TO_CLIENT_OFFSET, (byte)toClient);
        buffer.putByte(offset + TCP_STATE_OFFSET, (byte)state.ordinal());
        return this;
    }

    /** @return flags seen either way, or-ed */
    public int tcpFlags() {
        return buffer.getByte(offset + TCP_FLAGS_OFFSET) & 0xFF;
    }

    /** @return flags seen from the initiator, or-ed */
    public int tcpFlagsToServer() {
        return buffer.getByte(offset + TCP_FLAGS_TO_SERVER_OFFSET) & 0xFF;
    }

    /** @return flags seen to the initiator, or-ed */
    public int tcpFlagsToClient() {
        return buffer.getByte(offset + TCP_FLAGS_TO_CLIENT_OFFSET) & 0xFF;
    }

    /** @return state of the TCP session */
    public TcpState tcpState() {
        return TcpState.of(buffer.getByte(offset + TCP_STATE_OFFSET));
    }
}
