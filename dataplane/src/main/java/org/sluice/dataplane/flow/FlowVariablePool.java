package org.sluice.dataplane.flow;

/** The stores of flowbits and flowints: a fixed number, lent to the flows that set any. */
final class FlowVariablePool {
    private final FlowStatistics statistics;
    private final FlowVariables[] byFlow;
    private final FlowVariables[] free;
    private int freeCount;

    FlowVariablePool(int flows, int stores, FlowStatistics statistics) {
        this.statistics = statistics;
        byFlow = new FlowVariables[flows];
        free = new FlowVariables[Math.min(stores, flows)];
        for (int i = 0; i < free.length; i++) {
            free[i] = new FlowVariables(statistics);
        }
        freeCount = free.length;
    }

    /** The flow's store, or null. */
    FlowVariables of(int index) {
        return byFlow[index];
    }

    /** The flow's store, lent now if it has none; null when none is free (counted). */
    FlowVariables claim(int index) {
        if (byFlow[index] == null) {
            if (freeCount == 0) {
                statistics.variablesExhausted++;
                return null;
            }
            byFlow[index] = free[--freeCount];
        }
        return byFlow[index];
    }

    /** Takes the flow's store back, if it has one. */
    void release(int index) {
        FlowVariables store = byFlow[index];
        if (store != null) {
            store.clear();
            free[freeCount++] = store;
            byFlow[index] = null;
        }
    }
}
