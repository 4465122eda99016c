package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;

/**
 * Body of an {@link EventType#DROP}: why, by which rule if by one, and the header fields that tell which packet it was.
 *
 * <pre>
 *    0               4               8               12
 *   +-------------------------------+---------------+---------------+
 *   |          generation           |    rule id    |      gid      |   rule id -1: no rule
 *   +---------------+---------------+---+---+---+---+---+---+---+---+  16
 *   |      sid      |      rev      |rsn|vrd|rjk|rjt|tos|ttl|tfl| - |
 *   +---------------+---------------+---+---+---+---+---+---+---+---+  32
 *   |   ip length   |     ip id     |    tcp seq    |    tcp ack    |
 *   +-------+-------+-------+-------+---------------+---------------+  48
 *   |window |urgent |udp len|icmp id|icmp sq|
 *   +-------+-------+-------+-------+-------+  58 ... 64
 * </pre>
 */
public final class DropFlyweight {
    /** Bytes of this body. */
    public static final int LENGTH = 64;
    /** Rule id of a drop that no rule asked for. */
    public static final int NO_RULE = -1;

    private static final int GENERATION_OFFSET = 0;
    private static final int RULE_ID_OFFSET = 8;
    private static final int GID_OFFSET = 12;
    private static final int SID_OFFSET = 16;
    private static final int REV_OFFSET = 20;
    private static final int REASON_OFFSET = 24;
    private static final int VERDICT_OFFSET = 25;
    private static final int TOS_OFFSET = 28;
    private static final int TTL_OFFSET = 29;
    private static final int TCP_FLAGS_OFFSET = 30;
    private static final int IP_LENGTH_OFFSET = 32;
    private static final int IP_ID_OFFSET = 36;
    private static final int TCP_SEQ_OFFSET = 40;
    private static final int TCP_ACK_OFFSET = 44;
    private static final int TCP_WINDOW_OFFSET = 48;
    private static final int TCP_URGENT_OFFSET = 50;
    private static final int UDP_LENGTH_OFFSET = 52;
    private static final int ICMP_ID_OFFSET = 54;
    private static final int ICMP_SEQ_OFFSET = 56;

    private MutableDirectBuffer buffer;
    private int offset;

    /**
     * @param buffer      holding an event
     * @param eventOffset of the event's first byte
     * @return this
     */
    public DropFlyweight wrap(final MutableDirectBuffer buffer, final int eventOffset) {
        this.buffer = buffer;
        this.offset = eventOffset + EventHeaderFlyweight.LENGTH;
        return this;
    }

    /**
     * @param generation of the image whose rule dropped
     * @param ruleId     in that image, {@link #NO_RULE} when none did
     * @param gid        group id
     * @param sid        signature id, an unsigned 32-bit value
     * @param rev        revision
     * @return this
     */
    public DropFlyweight rule(
        final long generation, final int ruleId, final int gid, final int sid, final int rev) {
        buffer.putLong(offset + GENERATION_OFFSET, generation);
        buffer.putInt(offset + RULE_ID_OFFSET, ruleId);
        buffer.putInt(offset + GID_OFFSET, gid);
        buffer.putInt(offset + SID_OFFSET, sid);
        buffer.putInt(offset + REV_OFFSET, rev);
        return this;
    }

    /** @return whether a rule dropped it */
    public boolean hasRule() {
        return ruleId() != NO_RULE;
    }

    /** @return generation of the image whose rule dropped */
    public long generation() {
        return buffer.getLong(offset + GENERATION_OFFSET);
    }

    /** @return the rule's id in its image, {@link #NO_RULE} when none dropped it */
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

    /** @return why */
    public DropReason reason() {
        return DropReason.of(buffer.getByte(offset + REASON_OFFSET));
    }

    /**
     * @param reason why
     * @return this
     */
    public DropFlyweight reason(final DropReason reason) {
        buffer.putByte(offset + REASON_OFFSET, (byte)reason.ordinal());
        return this;
    }

    /**
     * @param action what became of the packet in the end
     * @param kind   what was sent
     * @param target to whom
     * @return this
     */
    public DropFlyweight verdict(final VerdictAction action, final RejectKind kind, final RejectTarget target) {
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

    /**
     * @param length of the IP packet in bytes (IPv6: of its payload)
     * @param tos    type of service or traffic class
     * @param ttl    time to live or hop limit
     * @param id     IPv4 identification (IPv6: flow label)
     * @return this
     */
    public DropFlyweight ip(final int length, final int tos, final int ttl, final int id) {
        buffer.putInt(offset + IP_LENGTH_OFFSET, length);
        buffer.putByte(offset + TOS_OFFSET, (byte)tos);
        buffer.putByte(offset + TTL_OFFSET, (byte)ttl);
        buffer.putInt(offset + IP_ID_OFFSET, id);
        return this;
    }

    /** @return length of the IP packet in bytes (IPv6: of its payload) */
    public int ipLength() {
        return buffer.getInt(offset + IP_LENGTH_OFFSET);
    }

    /** @return type of service or traffic class */
    public int tos() {
        return buffer.getByte(offset + TOS_OFFSET) & 0xFF;
    }

    /** @return time to live or hop limit */
    public int ttl() {
        return buffer.getByte(offset + TTL_OFFSET) & 0xFF;
    }

    /** @return IPv4 identification (IPv6: flow label) */
    public int ipId() {
        return buffer.getInt(offset + IP_ID_OFFSET);
    }

    /**
     * @param seq    sequence number
     * @param ack    acknowledgement number
     * @param window as in the header
     * @param flags  the eight flag bits
     * @param urgent urgent pointer
     * @return this
     */
    public DropFlyweight tcp(final int seq, final int ack, final int window, final int flags, final int urgent) {
        buffer.putInt(offset + TCP_SEQ_OFFSET, seq);
        buffer.putInt(offset + TCP_ACK_OFFSET, ack);
        buffer.putShort(offset + TCP_WINDOW_OFFSET, (short)window);
        buffer.putByte(offset + TCP_FLAGS_OFFSET, (byte)flags);
        buffer.putShort(offset + TCP_URGENT_OFFSET, (short)urgent);
        return this;
    }

    /** @return sequence number, 0 to 2^32-1 */
    public long tcpSeq() {
        return Integer.toUnsignedLong(buffer.getInt(offset + TCP_SEQ_OFFSET));
    }

    /** @return acknowledgement number, 0 to 2^32-1 */
    public long tcpAck() {
        return Integer.toUnsignedLong(buffer.getInt(offset + TCP_ACK_OFFSET));
    }

    /** @return window as in the header */
    public int tcpWindow() {
        return buffer.getShort(offset + TCP_WINDOW_OFFSET) & 0xFFFF;
    }

    /** @return the eight flag bits */
    public int tcpFlags() {
        return buffer.getByte(offset + TCP_FLAGS_OFFSET) & 0xFF;
    }

    /** @return urgent pointer */
    public int tcpUrgent() {
        return buffer.getShort(offset + TCP_URGENT_OFFSET) & 0xFFFF;
    }

    /**
     * @param length as in the UDP header
     * @return this
     */
    public DropFlyweight udp(final int length) {
        buffer.putShort(offset + UDP_LENGTH_OFFSET, (short)length);
        return this;
    }

    /** @return length as in the UDP header */
    public int udpLength() {
        return buffer.getShort(offset + UDP_LENGTH_OFFSET) & 0xFFFF;
    }

    /**
     * @param id  of an echo
     * @param seq of an echo
     * @return this
     */
    public DropFlyweight icmp(final int id, final int seq) {
        buffer.putShort(offset + ICMP_ID_OFFSET, (short)id);
        buffer.putShort(offset + ICMP_SEQ_OFFSET, (short)seq);
        return this;
    }

    /** @return id of an ICMP echo */
    public int icmpId() {
        return buffer.getShort(offset + ICMP_ID_OFFSET) & 0xFFFF;
    }

    /** @return sequence of an ICMP echo */
    public int icmpSeq() {
        return buffer.getShort(offset + ICMP_SEQ_OFFSET) & 0xFFFF;
    }
}
