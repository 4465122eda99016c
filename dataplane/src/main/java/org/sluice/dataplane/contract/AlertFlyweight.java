package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;

/**
 * Body of an {@link EventType#ALERT}.
 *
 * <pre>
 *    0               4               8               12
 *   +-------------------------------+---------------+---------------+
 *   |          generation           |    rule id    |      gid      |
 *   +---------------+---------------+---+---+---+---+---+---+-------+  16
 *   |      sid      |      rev      |act|vrd|rjk|rjt|str|flg|   -   |
 *   +---------------+---------------+---+---+---+---+---+---+-------+  32
 *   |             tx id             |
 *   +-------------------------------+  40
 * </pre>
 */
public final class AlertFlyweight {
    /** Bytes of this body. */
    public static final int LENGTH = 40;

    private static final int GENERATION_OFFSET = 0;
    private static final int RULE_ID_OFFSET = 8;
    private static final int GID_OFFSET = 12;
    private static final int SID_OFFSET = 16;
    private static final int REV_OFFSET = 20;
    private static final int BLOCKED_OFFSET = 24;
    private static final int VERDICT_OFFSET = 25;
    private static final int STREAM_OFFSET = 28;
    private static final int FLAGS_OFFSET = 29;
    private static final int TX_ID_OFFSET = 32;

    private static final int FLAG_TX = 1;
    private static final int FLAG_TX_GUESSED = 2;

    private MutableDirectBuffer buffer;
    private int offset;

    /**
     * @param buffer      holding an event
     * @param eventOffset of the event's first byte
     * @return this
     */
    public AlertFlyweight wrap(final MutableDirectBuffer buffer, final int eventOffset) {
        this.buffer = buffer;
        this.offset = eventOffset + EventHeaderFlyweight.LENGTH;
        return this;
    }

    /**
     * @param generation of the image whose rule matched
     * @param ruleId     in that image
     * @param gid        group id
     * @param sid        signature id, an unsigned 32-bit value
     * @param rev        revision
     * @return this
     */
    public AlertFlyweight rule(
        final long generation, final int ruleId, final int gid, final int sid, final int rev) {
        buffer.putLong(offset + GENERATION_OFFSET, generation);
        buffer.putInt(offset + RULE_ID_OFFSET, ruleId);
        buffer.putInt(offset + GID_OFFSET, gid);
        buffer.putInt(offset + SID_OFFSET, sid);
        buffer.putInt(offset + REV_OFFSET, rev);
        return this;
    }

    /** @return generation of the image whose rule matched */
    public long generation() {
        return buffer.getLong(offset + GENERATION_OFFSET);
    }

    /** @return the rule's id in its image */
    public int ruleId() {
        return buffer.getInt(offset + RULE_ID_OFFSET);
    }

    /** @return group id */
    public int gid() {
        return buffer.getInt(offset + GID_OFFSET);
    }

    /** @return signature id, 0 to 2^32-1 */
    public long sid() {
        return Integer.toUnsignedLong(buffer.getInt(offset + SID_OFFSET));
    }

    /** @return revision */
    public int rev() {
        return buffer.getInt(offset + REV_OFFSET);
    }

    /** @return whether this rule blocked the packet ({@code alert.action} blocked, else allowed) */
    public boolean blocked() {
        return buffer.getByte(offset + BLOCKED_OFFSET) != 0;
    }

    /**
     * @param blocked whether this rule blocked the packet
     * @return this
     */
    public AlertFlyweight blocked(final boolean blocked) {
        buffer.putByte(offset + BLOCKED_OFFSET, (byte)(blocked ? 1 : 0));
        return this;
    }

    /**
     * @param action what became of the packet in the end
     * @param kind   what was sent
     * @param target to whom
     * @return this
     */
    public AlertFlyweight verdict(final VerdictAction action, final RejectKind kind, final RejectTarget target) {
        VerdictField.put(buffer, offset + VERDICT_OFFSET, action, kind, target);
        return this;
    }

    /** @return what became of the packet in the end */
    public VerdictAction verdict() {
        return VerdictField.action(buffer, offset + VERDICT_OFFSET);
    }

    /** @return what was sent to the ends */
    public RejectKind rejectKind() {
        return VerdictField.rejectKind(buffer, offset + VERDICT_OFFSET);
    }

    /** @return which ends it was sent to */
    public RejectTarget rejectTarget() {
        return VerdictField.rejectTarget(buffer, offset + VERDICT_OFFSET);
    }

    /** @return whether the match was in the stream's data, not in the packet's */
    public boolean stream() {
        return buffer.getByte(offset + STREAM_OFFSET) != 0;
    }

    /**
     * @param stream whether the match was in the stream's data
     * @return this
     */
    public AlertFlyweight stream(final boolean stream) {
        buffer.putByte(offset + STREAM_OFFSET, (byte)(stream ? 1 : 0));
        return this;
    }

    /**
     * @param txId    app-layer transaction the match belongs to, from 0
     * @param guessed whether the transaction is the likely one rather than the known one
     * @return this
     */
    public AlertFlyweight txId(final long txId, final boolean guessed) {
        buffer.putByte(offset + FLAGS_OFFSET, (byte)(FLAG_TX | (guessed ? FLAG_TX_GUESSED : 0)));
        buffer.putLong(offset + TX_ID_OFFSET, txId);
        return this;
    }

    /** @return whether a transaction is known */
    public boolean hasTx() {
        return (buffer.getByte(offset + FLAGS_OFFSET) & FLAG_TX) != 0;
    }

    /** @return whether {@link #txId()} is a guess */
    public boolean txGuessed() {
        return (buffer.getByte(offset + FLAGS_OFFSET) & FLAG_TX_GUESSED) != 0;
    }

    /** @return transaction id from 0; only meant when {@link #hasTx()} */
    public long txId() {
        return buffer.getLong(offset + TX_ID_OFFSET);
    }
}
