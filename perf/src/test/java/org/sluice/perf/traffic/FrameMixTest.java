package org.sluice.perf.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameMixTest {
    @Test
    void shouldReadSizesAndImix() {
        List<FrameMix> mixes = FrameMix.parse("64, 9018,IMIX");

        assertEquals(List.of("64", "9018", "imix"), mixes.stream().map(FrameMix::name).toList());
        assertEquals((7 * 64 + 4 * 594 + 1518) / 12.0, mixes.get(2).meanBytes(), 1e-9);
    }

    @Test
    void shouldNameThePartThatIsNoSize() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> FrameMix.parse("64,big")).getMessage()
                .contains("big"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> FrameMix.parse("63")).getMessage()
                .contains("63"));
    }

    @Test
    void shouldKnowTheLineRateOfTenGigabits() {
        assertEquals(14_880_952, FrameMix.of(64).lineRate(10e9), 1);
    }
}
