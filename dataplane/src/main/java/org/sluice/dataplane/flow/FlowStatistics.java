package org.sluice.dataplane.flow;

/** Counters of one flow table. Written by the inspector's thread alone; others read copies it exports. */
public final class FlowStatistics {
    /** Flows begun since start, by protocol. */
    public long tcpFlows;
    public long udpFlows;
    public long icmpFlows;
    public long otherFlows;
    /** Flows ended, by reason. */
    public long endedByTimeout;
    public long endedByForce;
    public long endedByShutdown;
    public long endedByReuse;
    /** Packets that could have no flow because the table was full, and met the policy. */
    public long tableFull;
    /** Of these, dropped. */
    public long tableFullDrops;
    /** Times the table was nearly full, so that the shorter timeouts came into force. */
    public long emergencies;
    /** ICMP errors that quote a flow of the table. */
    public long icmpErrorsAttached;
    /** ICMP errors that quote none. */
    public long icmpErrorsUnattached;
    /** Flows whose variables found no free store. */
    public long variablesExhausted;
    /** Variables that found their flow's store full. */
    public long variablesOverflowed;

    /** Flows begun since start. */
    public long flows() {
        return tcpFlows + udpFlows + icmpFlows + otherFlows;
    }

    void countBegin(int protocol) {
        switch (protocol) {
            case 6 -> tcpFlows++;
            case 17 -> udpFlows++;
            case 1, 58 -> icmpFlows++;
            default -> otherFlows++;
        }
    }

    void countEnd(FlowEnd reason) {
        switch (reason) {
            case TIMEOUT -> endedByTimeout++;
            case FORCED -> endedByForce++;
            case SHUTDOWN -> endedByShutdown++;
            case TCP_REUSE -> endedByReuse++;
        }
    }
}
