package org.sluice.dataplane.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.bindings.dpdk.Link;

class LinkWatchTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Cable left = new Cable("left");
    private final Cable right = new Cable("right");
    private final List<String> told = new ArrayList<>();
    private final LinkWatch.EndListener listener = new LinkWatch.EndListener() {
        @Override
        public void onLink(LinkEnd port, Link link) {
            told.add(port.name() + (link.up() ? " up" : " down"));
        }

        @Override
        public void onPropagated(LinkEnd port, boolean held) {
            told.add(port.name() + (held ? " held" : " let go"));
        }
    };
    private final LinkWatch watch = new LinkWatch(List.of(new LinkWatch.Ends(left, right, true)), listener);

    @Test
    void shouldTellTheStateItFinds() {
        watch.poll(0);

        assertEquals(List.of("left up", "right up"), told);
    }

    @Test
    void shouldTakeTheOtherSideDownAndLetItGoAgain() {
        watch.poll(0);
        left.plugged = false;
        watch.poll(SECOND_NS);
        assertFalse(right.switchedOn);

        left.plugged = true;
        watch.poll(2 * SECOND_NS);

        assertTrue(right.switchedOn);
        assertEquals(List.of("left up", "right up", "left down", "right held", "left up", "right let go"),
                told.stream().filter(words -> !words.equals("right down")).toList());
    }

    @Test
    void shouldNotTakeBothSidesDownForOneCable() {
        watch.poll(0);
        left.plugged = false;
        watch.poll(SECOND_NS);
        watch.poll(2 * SECOND_NS);
        watch.poll(60 * SECOND_NS);

        assertTrue(left.switchedOn);
        assertFalse(right.switchedOn);
    }

    @Test
    void shouldGiveASideTimeToComeUpAfterItWasLetGo() {
        watch.poll(0);
        left.plugged = false;
        watch.poll(SECOND_NS);
        left.plugged = true;
        right.negotiating = true;
        watch.poll(2 * SECOND_NS);
        watch.poll(3 * SECOND_NS);
        assertTrue(left.switchedOn, "left was taken down while right was coming up");

        right.negotiating = false;
        watch.poll(4 * SECOND_NS);
        right.plugged = false;
        watch.poll(5 * SECOND_NS);

        assertFalse(left.switchedOn, "right came up and went down again, which counts");
    }

    @Test
    void shouldTakeASideDownThatDoesNotComeUpInTime() {
        watch.poll(0);
        left.plugged = false;
        watch.poll(SECOND_NS);
        left.plugged = true;
        right.plugged = false;
        watch.poll(2 * SECOND_NS);
        watch.poll(3 * SECOND_NS);
        assertTrue(left.switchedOn);

        watch.poll(10 * SECOND_NS);

        assertFalse(left.switchedOn);
    }

    @Test
    void shouldOnlyWatchWhereItIsNotToPropagate() {
        LinkWatch only = new LinkWatch(List.of(new LinkWatch.Ends(left, right, false)), listener);
        left.plugged = false;

        only.poll(0);

        assertTrue(right.switchedOn);
        assertEquals(List.of("left down", "right up"), told);
    }

    @Test
    void shouldNotTryAgainWhatADeviceCannotDo() {
        right.able = false;
        left.plugged = false;

        watch.poll(0);
        watch.poll(SECOND_NS);

        assertEquals(1, right.attempts);
        assertEquals(List.of("left down", "right up"), told);
    }

    @Test
    void shouldLetGoOfWhatItHoldsInTheEnd() {
        left.plugged = false;
        watch.poll(0);

        watch.release();

        assertTrue(right.switchedOn);
    }

    /** An end whose cable a test plugs and pulls. */
    private static final class Cable implements LinkEnd {
        private final String name;
        boolean plugged = true;
        boolean switchedOn = true;
        boolean negotiating;
        boolean able = true;
        int attempts;

        Cable(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Link link() {
            return new Link(plugged && switchedOn && !negotiating, 1_000, true, true);
        }

        @Override
        public boolean link(boolean up) {
            attempts++;
            if (able) {
                switchedOn = up;
            }
            return able;
        }
    }
}
