package org.sluice.dataplane.port;

import java.util.List;
import org.sluice.bindings.dpdk.Link;

/**
 * Watches the links of wires and carries a link's going down to the other side, as a cable would: a switch or a
 * redundant router there notices at once. Cold; polled by one thread, some times a second.
 *
 * <p>A port taken down by us is <em>held</em>: its being down says nothing about its cable. It is let go when the side
 * that had gone down is up again, and has some seconds then to agree with its neighbour before its being down counts.
 */
public final class LinkWatch {
    /** Told of every change. */
    public interface Listener {
        /** The link of {@code port} is other than it was. */
        void onLink(DpdkPort port, Link link);

        /** The link of {@code port} was taken down, or let go, because of the other end. */
        void onPropagated(DpdkPort port, boolean held);
    }

    /** The same of any end. */
    interface EndListener {
        void onLink(LinkEnd end, Link link);

        void onPropagated(LinkEnd end, boolean held);
    }

    /** The ends of one wire, and whether a link's going down is carried across it. */
    record Ends(LinkEnd left, LinkEnd right, boolean propagates) {
    }

    private static final long SETTLE_NS = 5_000_000_000L;

    private final Side[] sides;
    private final EndListener listener;

    LinkWatch(List<Ends> wires, EndListener listener) {
        this.listener = listener;
        sides = new Side[2 * wires.size()];
        for (int i = 0; i < wires.size(); i++) {
            Ends ends = wires.get(i);
            sides[2 * i] = new Side(ends.left(), ends.propagates());
            sides[2 * i + 1] = new Side(ends.right(), ends.propagates());
        }
    }

    /**
     * Looks at every link once.
     *
     * @param nowNs of a clock that never goes back
     * @return number of changes
     */
    public int poll(long nowNs) {
        int changes = 0;
        for (Side side : sides) {
            changes += observe(side, nowNs) ? 1 : 0;
        }
        for (int i = 0; i < sides.length; i++) {
            Side other = sides[i ^ 1];
            if (sides[i].propagates) {
                propagate(sides[i], other, nowNs);
            }
        }
        return changes;
    }

    private boolean observe(Side side, long nowNs) {
        Link link = side.port.link();
        boolean changed = side.link == null || link.up() != side.link.up();
        side.link = link;
        if (link.up()) {
            side.settling = false;
        } else if (side.settling && nowNs - side.releasedNs > SETTLE_NS) {
            side.settling = false;
        }
        if (changed) {
            listener.onLink(side.port, link);
        }
        return changed;
    }

    private void propagate(Side side, Side other, long nowNs) {
        boolean down = !side.link.up() && !side.held && !side.settling;
        if (down && !other.held && other.able) {
            other.able = other.port.link(false);
            other.held = other.able;
            if (other.held) {
                listener.onPropagated(other.port, true);
            }
        } else if (side.link.up() && other.held) {
            other.port.link(true);
            other.held = false;
            other.settling = true;
            other.releasedNs = nowNs;
            listener.onPropagated(other.port, false);
        }
    }

    /** Lets go of every port that is held: before the watch ends. */
    public void release() {
        for (Side side : sides) {
            if (side.held) {
                side.port.link(true);
                side.held = false;
            }
        }
    }

    private static final class Side {
        final LinkEnd port;
        final boolean propagates;
        Link link;
        boolean able = true;
        boolean held;
        boolean settling;
        long releasedNs;

        Side(LinkEnd port, boolean propagates) {
            this.port = port;
            this.propagates = propagates;
        }
    }
}
