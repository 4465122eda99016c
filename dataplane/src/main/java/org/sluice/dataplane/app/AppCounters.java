package org.sluice.dataplane.app;

import org.sluice.rules.image.AppProtocol;

/** The application layer's counters of one inspector: written by its thread only. */
public final class AppCounters {
    private final long[] counts = new long[AppCounter.values().length];
    private final long[] flows = new long[AppProtocol.values().length];
    private final long[] transactions = new long[AppProtocol.values().length];

    public void add(AppCounter counter, long count) {
        counts[counter.ordinal()] += count;
    }

    public void countFlow(AppProtocol protocol) {
        flows[protocol.ordinal()]++;
    }

    public void countTransaction(AppProtocol protocol) {
        transactions[protocol.ordinal()]++;
    }

    /** Count of that kind since start. */
    public long get(AppCounter counter) {
        return counts[counter.ordinal()];
    }

    /** Flows in which that protocol was found ({@code app_layer.flow.*}). */
    public long flows(AppProtocol protocol) {
        return flows[protocol.ordinal()];
    }

    /** Transactions of that protocol ({@code app_layer.tx.*}). */
    public long transactions(AppProtocol protocol) {
        return transactions[protocol.ordinal()];
    }
}
