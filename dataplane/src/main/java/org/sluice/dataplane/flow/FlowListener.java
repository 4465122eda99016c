package org.sluice.dataplane.flow;

/** Hears of the end of each flow. Called on the inspector's thread, from within the table's own calls. */
@FunctionalInterface
public interface FlowListener {
    /**
     * Called once for every flow, while its record and all that hangs on its index are still there; afterwards they are
     * given back. Must not call the table, except for {@link FlowTable#app(int)} and {@link FlowTable#variables(int)}.
     *
     * @param flow the flow; valid during the call only
     */
    void onFlowEnd(Flow flow, FlowEnd reason);
}
