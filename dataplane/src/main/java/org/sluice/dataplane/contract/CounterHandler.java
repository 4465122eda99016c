package org.sluice.dataplane.contract;

/** Takes counters one by one. */
@FunctionalInterface
public interface CounterHandler {
    /**
     * @param name   dotted
     * @param help   one sentence
     * @param kind   whether it only grows
     * @param worker whose it is, -1: the conductor's
     * @param value  now
     */
    void onCounter(String name, String help, CounterKind kind, int worker, long value);
}
