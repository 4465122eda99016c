package org.sluice.control.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void shouldAlignColumns() {
        Table table = new Table("name", "value").right(1).row("a", "1").row("longer", "1,000");

        assertEquals("name    value\na           1\nlonger  1,000\n", table.render());
    }

    @Test
    void shouldRefuseARowOfAnotherWidth() {
        assertThrows(IllegalArgumentException.class, () -> new Table("a", "b").row("x"));
    }
}
