package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    @Property
    void shouldGiveEachRuleAndContextOnceInOrder(@ForAll @Size(max = 300) List<@IntRange(max = 50) Integer> rules) {
        Candidates candidates = new Candidates(300);
        TreeSet<Long> expected = new TreeSet<>();
        for (int i = 0; i < rules.size(); i++) {
            candidates.add(rules.get(i), i % 3);
            expected.add((long) rules.get(i) << 32 | i % 3);
        }

        candidates.sort();

        assertEquals(expected.size(), candidates.size());
        int at = 0;
        for (long key : expected) {
            assertEquals((int) (key >>> 32), candidates.rule(at));
            assertEquals((int) key, candidates.context(at++));
        }
    }

    @Test
    void shouldSayThatItWasFull() {
        Candidates candidates = new Candidates(2);
        candidates.add(1, 0);
        candidates.add(2, 0);
        assertFalse(candidates.overflowed());

        candidates.add(3, 0);

        assertTrue(candidates.overflowed());
        assertEquals(2, candidates.size());
    }
}
