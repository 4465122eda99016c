package org.sluice.dataplane.contract;

/** Hands out one worker's counters by name, at start. The same name gives the same counter. */
public interface CounterRegistry {
    /**
     * A count that only grows.
     *
     * @param name dotted, as in EVE {@code stats}: {@code decoder.pkts}; no blanks
     * @param help one sentence for an operator
     * @return the worker's counter of that name
     */
    Counter counter(String name, String help);

    /**
     * A value that may go either way.
     *
     * @param name dotted, as in EVE {@code stats}: {@code flow.active}; no blanks
     * @param help one sentence for an operator
     * @return the worker's gauge of that name
     */
    Counter gauge(String name, String help);
}
