package org.sluice.rules.image;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the TCP stream engine can find wrong with a packet, named as in the rule keyword {@code stream-event}. The
 * ordinal is the bit in the data plane's {@code Packet.streamEvents} and in a compiled image.
 */
public enum StreamEvent {
    /** An ACK of the handshake came from the server. */
    HANDSHAKE_ACK_IN_WRONG_DIR("3whs_ack_in_wrong_dir"),
    /** One-sided handshake whose ACK has another sequence number than announced. */
    HANDSHAKE_ASYNC_WRONG_SEQ("3whs_async_wrong_seq"),
    /** The handshake's ACK has the right sequence number, but acknowledges something else. */
    HANDSHAKE_RIGHT_SEQ_WRONG_ACK_EVASION("3whs_right_seq_wrong_ack_evasion"),
    /** A SYN-ACK from the side that sent the SYN. */
    HANDSHAKE_SYNACK_IN_WRONG_DIRECTION("3whs_synack_in_wrong_direction"),
    /** A second SYN-ACK acknowledges something else. */
    HANDSHAKE_SYNACK_RESEND_WITH_DIFFERENT_ACK("3whs_synack_resend_with_different_ack",
            "3whs_synack_resend_with_diff_ack"),
    /** A second SYN-ACK begins at another sequence number. */
    HANDSHAKE_SYNACK_RESEND_WITH_DIFF_SEQ("3whs_synack_resend_with_diff_seq"),
    /** A SYN-ACK from the client, after the server's. */
    HANDSHAKE_SYNACK_TOSERVER_ON_SYN_RECV("3whs_synack_toserver_on_syn_recv"),
    /** A SYN-ACK that does not acknowledge the SYN. */
    HANDSHAKE_SYNACK_WITH_WRONG_ACK("3whs_synack_with_wrong_ack"),
    /** More different SYN-ACKs than {@code stream.max-synack-queued}. */
    HANDSHAKE_SYNACK_FLOOD("3whs_synack_flood"),
    /** More different SYNs than {@code stream.max-syn-queued}. */
    HANDSHAKE_SYN_FLOOD("3whs_syn_flood"),
    /** The SYN-ACK acknowledges the SYN, but not the data on it. */
    HANDSHAKE_SYNACK_TFO_DATA_IGNORED("3whs_synack_tfo_data_ignored"),
    /** A second SYN, after the SYN-ACK, begins at another sequence number. */
    HANDSHAKE_SYN_RESEND_DIFF_SEQ_ON_SYN_RECV("3whs_syn_resend_diff_seq_on_syn_recv"),
    /** A SYN from the server, after its SYN-ACK. */
    HANDSHAKE_SYN_TOCLIENT_ON_SYN_RECV("3whs_syn_toclient_on_syn_recv"),
    /** The handshake's ACK has neither the right sequence nor the right acknowledgement number. */
    HANDSHAKE_WRONG_SEQ_WRONG_ACK("3whs_wrong_seq_wrong_ack"),
    /** Data from the server before the handshake is complete. */
    HANDSHAKE_ACK_DATA_INJECT("3whs_ack_data_inject"),
    /** Simultaneous open: a SYN-ACK that does not acknowledge the SYN. */
    SIMULTANEOUS_OPEN_SYNACK_WITH_WRONG_ACK("4whs_synack_with_wrong_ack"),
    /** Simultaneous open: a SYN-ACK of another sequence number than the SYN's. */
    SIMULTANEOUS_OPEN_SYNACK_WITH_WRONG_SYN("4whs_synack_with_wrong_syn"),
    /** Simultaneous open: a wrong sequence number. */
    SIMULTANEOUS_OPEN_WRONG_SEQ("4whs_wrong_seq"),
    /** Simultaneous open: an invalid acknowledgement number. */
    SIMULTANEOUS_OPEN_INVALID_ACK("4whs_invalid_ack"),
    /** A packet out of window after the peer's FIN. */
    CLOSEWAIT_ACK_OUT_OF_WINDOW("closewait_ack_out_of_window"),
    /** A FIN out of window after the peer's FIN. */
    CLOSEWAIT_FIN_OUT_OF_WINDOW("closewait_fin_out_of_window"),
    /** A FIN without data again that was acknowledged, after the peer's FIN. */
    CLOSEWAIT_PKT_BEFORE_LAST_ACK("closewait_pkt_before_last_ack"),
    /** An invalid acknowledgement number after the peer's FIN. */
    CLOSEWAIT_INVALID_ACK("closewait_invalid_ack"),
    /** Simultaneous close: a wrong sequence number. */
    CLOSING_ACK_WRONG_SEQ("closing_ack_wrong_seq"),
    /** Simultaneous close: an invalid acknowledgement number. */
    CLOSING_INVALID_ACK("closing_invalid_ack"),
    /** A packet out of the receiver's window. */
    EST_PACKET_OUT_OF_WINDOW("est_packet_out_of_window"),
    /** A FIN without data again that was acknowledged. */
    EST_PKT_BEFORE_LAST_ACK("est_pkt_before_last_ack"),
    /** The SYN-ACK again, after the handshake. */
    EST_SYNACK_RESEND("est_synack_resend"),
    /** A SYN-ACK after the handshake acknowledges something else. */
    EST_SYNACK_RESEND_WITH_DIFFERENT_ACK("est_synack_resend_with_different_ack", "est_synack_resend_with_diff_ack"),
    /** A SYN-ACK after the handshake begins at another sequence number. */
    EST_SYNACK_RESEND_WITH_DIFF_SEQ("est_synack_resend_with_diff_seq"),
    /** A SYN-ACK from the client after the handshake. */
    EST_SYNACK_TOSERVER("est_synack_toserver"),
    /** The SYN again, after the handshake. */
    EST_SYN_RESEND("est_syn_resend"),
    /** A SYN of another sequence number, after the handshake. */
    EST_SYN_RESEND_DIFF_SEQ("est_syn_resend_diff_seq"),
    /** A SYN from the server, after the handshake. */
    EST_SYN_TOCLIENT("est_syn_toclient"),
    /** An invalid acknowledgement number. */
    EST_INVALID_ACK("est_invalid_ack"),
    /** A FIN with an invalid acknowledgement number. */
    FIN_INVALID_ACK("fin_invalid_ack"),
    /** A wrong sequence number after the first FIN. */
    FIN1_ACK_WRONG_SEQ("fin1_ack_wrong_seq"),
    /** A FIN of a wrong sequence number after the first FIN. */
    FIN1_FIN_WRONG_SEQ("fin1_fin_wrong_seq"),
    /** An invalid acknowledgement number after the first FIN. */
    FIN1_INVALID_ACK("fin1_invalid_ack"),
    /** A wrong sequence number after the first FIN was acknowledged. */
    FIN2_ACK_WRONG_SEQ("fin2_ack_wrong_seq"),
    /** A FIN of a wrong sequence number after the first FIN was acknowledged. */
    FIN2_FIN_WRONG_SEQ("fin2_fin_wrong_seq"),
    /** An invalid acknowledgement number after the first FIN was acknowledged. */
    FIN2_INVALID_ACK("fin2_invalid_ack"),
    /** A FIN of no known session. */
    FIN_BUT_NO_SESSION("fin_but_no_session"),
    /** A FIN out of window. */
    FIN_OUT_OF_WINDOW("fin_out_of_window"),
    /** A packet with both SYN and FIN. */
    FIN_SYN("fin_syn"),
    /** A wrong sequence number where the last ACK is awaited. */
    LASTACK_ACK_WRONG_SEQ("lastack_ack_wrong_seq"),
    /** An invalid acknowledgement number where the last ACK is awaited. */
    LASTACK_INVALID_ACK("lastack_invalid_ack"),
    /** A RST of no known session. */
    RST_BUT_NO_SESSION("rst_but_no_session"),
    /** A wrong sequence number after both FINs. */
    TIMEWAIT_ACK_WRONG_SEQ("timewait_ack_wrong_seq"),
    /** An invalid acknowledgement number after both FINs. */
    TIMEWAIT_INVALID_ACK("timewait_invalid_ack"),
    /** A SYN while the session closes. */
    SHUTDOWN_SYN_RESEND("shutdown_syn_resend"),
    /** A timestamp option that the receiver refuses (RFC 7323, PAWS). */
    PKT_INVALID_TIMESTAMP("pkt_invalid_timestamp"),
    /** An acknowledgement number out of range. */
    PKT_INVALID_ACK("pkt_invalid_ack"),
    /** An acknowledgement number without the ACK flag. */
    PKT_BROKEN_ACK("pkt_broken_ack"),
    /** A RST with an invalid acknowledgement number. */
    RST_INVALID_ACK("rst_invalid_ack"),
    /** A retransmission of data. */
    PKT_RETRANSMISSION("pkt_retransmission"),
    /** A retransmission of data that was acknowledged. */
    PKT_SPURIOUS_RETRANSMISSION("pkt_spurious_retransmission"),
    /** A window that shrinks without a reason. */
    PKT_BAD_WINDOW_UPDATE("pkt_bad_window_update"),
    /** The session goes on after a RST. */
    SUSPECTED_RST_INJECT("suspected_rst_inject"),
    /** Packets of one flow reached several inspectors. */
    WRONG_THREAD("wrong_thread"),
    /** A segment wholly before what is still kept. */
    REASSEMBLY_SEGMENT_BEFORE_BASE_SEQ("reassembly_segment_before_base_seq"),
    /** No memory for a segment. */
    REASSEMBLY_NO_SEGMENT("reassembly_no_segment"),
    /** Data that was acknowledged was never seen. */
    REASSEMBLY_SEQ_GAP("reassembly_seq_gap"),
    /** Two copies of the same bytes differ. */
    REASSEMBLY_OVERLAP_DIFFERENT_DATA("reassembly_overlap_different_data"),
    /** {@code stream.reassembly.depth} is reached: what follows is not reassembled. */
    REASSEMBLY_DEPTH_REACHED("reassembly_depth_reached"),
    /** A segment was refused: {@code stream.reassembly.memcap}. */
    REASSEMBLY_INSERT_MEMCAP("reassembly_insert_memcap"),
    /** A segment was refused: too many wait for a hole to be filled. */
    REASSEMBLY_INSERT_LIMIT("reassembly_insert_limit"),
    /** A segment was refused: it cannot be right. */
    REASSEMBLY_INSERT_INVALID("reassembly_insert_invalid"),
    /** More urgent data than is taken out of the stream. */
    REASSEMBLY_URGENT_OOB_LIMIT_REACHED("reassembly_urgent_oob_limit_reached");

    private static final Map<String, StreamEvent> BY_NAME = new HashMap<>();

    static {
        for (StreamEvent event : values()) {
            BY_NAME.put(event.ruleName, event);
            event.otherNames.forEach(name -> BY_NAME.put(name, event));
        }
    }

    private final String ruleName;
    private final List<String> otherNames;

    StreamEvent(String ruleName, String... otherNames) {
        this.ruleName = ruleName;
        this.otherNames = List.of(otherNames);
    }

    /** The name in rules, such as {@code est_packet_out_of_window}. */
    public String ruleName() {
        return ruleName;
    }

    /**
     * The event of a rule.
     *
     * @param name value of {@code stream-event}; older spellings and a leading {@code stream.} are accepted
     * @return the event, or null when there is none of that name
     */
    public static StreamEvent byName(String name) {
        return BY_NAME.get(name.startsWith("stream.") ? name.substring("stream.".length()) : name);
    }
}
