package org.sluice.perf.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SequenceLedgerTest {
    private final SequenceLedger ledger = new SequenceLedger(256);

    @Test
    void shouldCountLossDuplicatesAndReordering() {
        for (long sequence : new long[] {0, 1, 4, 3, 3, 5}) {
            ledger.received(sequence);
        }

        assertEquals(5, ledger.distinct());
        assertEquals(1, ledger.duplicates());
        assertEquals(1, ledger.reordered());
        assertEquals(2, ledger.lastLost(6));
        assertEquals(7, ledger.lastLost(8));
    }

    @Test
    void shouldTellThatNothingIsLost() {
        ledger.received(1);
        ledger.received(0);

        assertEquals(-1, ledger.lastLost(2));
    }

    @Test
    void shouldSetANumberThatWasNeverSentAside() {
        ledger.received(1_000_000);

        assertEquals(0, ledger.distinct());
        assertEquals(1, ledger.strangers());
    }

    @Property
    void shouldAgreeWithASet(@ForAll List<@IntRange(max = 255) Integer> arrivals) {
        Set<Integer> model = new HashSet<>();
        SequenceLedger mine = new SequenceLedger(256);

        arrivals.forEach(each -> assertEquals(model.add(each), mine.received(each)));

        assertEquals(model.size(), mine.distinct());
        assertEquals(arrivals.size() - model.size(), mine.duplicates());
    }
}
