package org.sluice.dataplane.contract;

/** One worker's well-known counters, looked up once and kept in arrays. */
public final class Counters {
    private static final int POLICY_ACTIONS = PolicyAction.values().length;

    private final Counter[] named;
    private final Counter[] dropReasons;
    private final Counter[] policies;

    /** @param registry of the worker */
    public Counters(final CounterRegistry registry) {
        final CounterName[] names = CounterName.values();
        named = new Counter[names.length];
        for (final CounterName name : names) {
            named[name.ordinal()] = name.kind() == CounterKind.COUNTER ?
                registry.counter(name.counterName(), name.help()) : registry.gauge(name.counterName(), name.help());
        }
        final DropReason[] reasons = DropReason.values();
        dropReasons = new Counter[reasons.length];
        for (final DropReason reason : reasons) {
            dropReasons[reason.ordinal()] =
                registry.counter(reason.counterName(), "Packets dropped for: " + reason.jsonName());
        }
        final PolicyTarget[] targets = PolicyTarget.values();
        policies = new Counter[targets.length * POLICY_ACTIONS];
        for (final PolicyTarget target : targets) {
            for (final PolicyAction action : PolicyAction.values()) {
                policies[target.ordinal() * POLICY_ACTIONS + action.ordinal()] =
                    registry.counter(target.counterName(action), "Times this exception policy was applied");
            }
        }
    }

    /**
     * @param name of a well-known counter
     * @return it
     */
    public Counter get(final CounterName name) {
        return named[name.ordinal()];
    }

    /**
     * @param reason why a packet was dropped
     * @return count of packets dropped for it
     */
    public Counter dropReason(final DropReason reason) {
        return dropReasons[reason.ordinal()];
    }

    /**
     * @param target situation
     * @param action taken
     * @return how often
     */
    public Counter policy(final PolicyTarget target, final PolicyAction action) {
        return policies[target.ordinal() * POLICY_ACTIONS + action.ordinal()];
    }
}
