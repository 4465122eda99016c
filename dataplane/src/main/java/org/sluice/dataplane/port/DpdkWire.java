package org.sluice.dataplane.port;

import java.util.ArrayList;
import java.util.List;

/** Two DPDK ports that are the ends of a wire, with the same number of queues. Cold. */
public final class DpdkWire {
    private final WireSettings settings;
    private final DpdkPort left;
    private final DpdkPort right;
    private final StartGate gate;
    private final List<String> notes = new ArrayList<>();

    DpdkWire(WireSettings settings, DpdkPort left, DpdkPort right, StartGate gate) {
        this.settings = settings;
        this.left = left;
        this.right = right;
        this.gate = gate;
    }

    /** Its name in the configuration. */
    public String name() {
        return settings.name();
    }

    /** Its settings. */
    public WireSettings settings() {
        return settings;
    }

    /** One end. */
    public DpdkPort left() {
        return left;
    }

    /** The other end. */
    public DpdkPort right() {
        return right;
    }

    /** Queues each way at each end. */
    public int queues() {
        return left.queues();
    }

    /** What is other than wished at either end, in words for the operator. */
    public List<String> notes() {
        List<String> all = new ArrayList<>(left.notes());
        all.addAll(right.notes());
        all.addAll(notes);
        return List.copyOf(all);
    }

    /**
     * Starts both ends: frames come and go from now on, none that waited before. Threads may poll its queues before, and
     * find nothing.
     */
    public void start() {
        left.start();
        right.start();
        if (queues() > 1) {
            alignQueues();
        }
        if (left.mtu() != right.mtu()) {
            notes.add("wire " + name() + ": MTU " + left.mtu() + " at " + left.name() + ", " + right.mtu() + " at "
                    + right.name() + "; longer frames are lost. Set mtu of the wire");
        }
        left.discardWaiting();
        right.discardWaiting();
        gate.set(true);
    }

    /** Lets nothing through any more. */
    void shut() {
        gate.set(false);
    }

    /** Both directions of a flow must come out of the same queue number, whatever the sizes of the devices' tables. */
    private void alignQueues() {
        int period = Math.min(left.info().retaSize(), right.info().retaSize());
        boolean aligned = period > 0 && left.info().retaSize() % period == 0 && right.info().retaSize() % period == 0
                && left.spread(period) && right.spread(period);
        if (!aligned && !left.info().driver().equals(right.info().driver())) {
            throw new PortException("wire " + name() + ": drivers " + left.info().driver() + " and "
                    + right.info().driver() + " cannot be made to spread flows alike. Set queues of the wire to 1");
        }
    }
}
