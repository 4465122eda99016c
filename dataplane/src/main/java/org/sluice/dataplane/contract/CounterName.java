package org.sluice.dataplane.contract;

/** Counters that every worker has. Others are registered by name; names are Suricata's where it has one. */
public enum CounterName {
    /** Frames decoded. */
    DECODER_PKTS("decoder.pkts", CounterKind.COUNTER, "Frames decoded"),
    /** Bytes decoded. */
    DECODER_BYTES("decoder.bytes", CounterKind.COUNTER, "Bytes of the frames decoded"),
    /** Frames that could not be decoded. */
    DECODER_INVALID("decoder.invalid", CounterKind.COUNTER, "Frames that could not be decoded"),
    /** Longest frame. */
    DECODER_MAX_PKT_SIZE("decoder.max_pkt_size", CounterKind.GAUGE, "Longest frame seen, in bytes"),
    /** Frames received. */
    RX_PKTS("port.rx_pkts", CounterKind.COUNTER, "Frames received"),
    /** Bytes received. */
    RX_BYTES("port.rx_bytes", CounterKind.COUNTER, "Bytes of the frames received"),
    /** Frames sent. */
    TX_PKTS("port.tx_pkts", CounterKind.COUNTER, "Frames sent"),
    /** Bytes sent. */
    TX_BYTES("port.tx_bytes", CounterKind.COUNTER, "Bytes of the frames sent"),
    /** Frames that the other port did not take. */
    TX_FAILED("port.tx_failed", CounterKind.COUNTER, "Frames that the other port did not take"),
    /** Packets let through. */
    IPS_ACCEPTED("ips.accepted", CounterKind.COUNTER, "Packets forwarded"),
    /** Packets dropped. */
    IPS_BLOCKED("ips.blocked", CounterKind.COUNTER, "Packets dropped"),
    /** Packets rejected. */
    IPS_REJECTED("ips.rejected", CounterKind.COUNTER, "Packets dropped whose ends were told"),
    /** Packets changed on their way. */
    IPS_REPLACED("ips.replaced", CounterKind.COUNTER, "Packets changed on their way"),
    /** Alerts raised. */
    DETECT_ALERT("detect.alert", CounterKind.COUNTER, "Alerts raised"),
    /** Alerts that did not fit the queue of their packet. */
    DETECT_ALERT_OVERFLOW("detect.alert_queue_overflow", CounterKind.COUNTER, "Alerts beyond the most that a packet may raise"),
    /** Alerts suppressed. */
    DETECT_ALERTS_SUPPRESSED("detect.alerts_suppressed", CounterKind.COUNTER, "Alerts suppressed by thresholds"),
    /** Generation of the image in force. */
    DETECT_GENERATION("detect.generation", CounterKind.GAUGE, "Generation of the rule image the worker uses"),
    /** Generation of the shadow image. */
    DETECT_SHADOW_GENERATION("detect.shadow_generation", CounterKind.GAUGE, "Generation of the shadow image, 0: none"),
    /** Last command that the worker or conductor has dealt with. */
    COMMAND_ANSWERED("commands.answered", CounterKind.GAUGE, "Correlation id of the last command dealt with"),
    /** Generation refused last. */
    DETECT_REFUSED_GENERATION("detect.refused_generation", CounterKind.GAUGE, "Generation of the last image refused, 0: none"),
    /** Bursts handled. */
    BURSTS("pipeline.bursts", CounterKind.COUNTER, "Bursts of frames handled"),
    /** Polls that found nothing. */
    IDLE_POLLS("pipeline.idle_polls", CounterKind.COUNTER, "Polls that found no frame"),
    /** Exceptions caught at the burst. */
    INSPECTION_ERRORS("pipeline.inspection_errors", CounterKind.COUNTER, "Packets whose inspection failed with an internal error");

    private final String counterName;
    private final CounterKind kind;
    private final String help;

    CounterName(final String counterName, final CounterKind kind, final String help) {
        this.counterName = counterName;
        this.kind = kind;
        this.help = help;
    }

    /** @return dotted name, as in EVE {@code stats} */
    public String counterName() {
        return counterName;
    }

    /** @return whether it only grows */
    public CounterKind kind() {
        return kind;
    }

    /** @return one sentence for an operator */
    public String help() {
        return help;
    }
}
