package org.sluice.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sluice.rules.model.Meta;

class ConfigFilesTest {
    private final List<Problem> problems = new ArrayList<>();

    @Test
    void shouldReadClassifications() {
        Classifications read = Classifications.parse("c", "# c\nconfig classification: bad-thing,A bad, bad thing, 2\n"
                + "config clasification: x,y,1\nconfig classification: x,y,0\nconfig classification: x,1\n", problems);

        assertEquals(Optional.of(new Classifications.Classification("bad-thing", "A bad, bad thing", 2)),
                read.find("BAD-thing"));
        assertEquals(List.of("c:3:1", "c:4:1", "c:5:1"), problems.stream().map(Problem::place).toList());
    }

    @Test
    void shouldReadReferenceSystems() {
        References read = References.parse("r", "config reference: cve  https://c/\nconfig reference: url\n", problems);

        assertTrue(read.knows("CVE"));
        assertEquals(Optional.of("https://c/2024-1"), read.url(new Meta.Reference("cve", "2024-1")));
        assertEquals(Optional.of("gopher://d/1"), read.url(new Meta.Reference("cve", "gopher://d/1")));
        assertEquals(1, problems.size());
    }

    @Test
    void shouldShipWhatPublicRuleSetsUse() {
        assertEquals(1, Classifications.defaults().find("trojan-activity").orElseThrow().priority());
        assertTrue(References.defaults().knows("bugtraq"));
        assertFalse(References.defaults().knows("nowhere"));
    }

    @Test
    void shouldTellOfFilesThatCannotBeRead() {
        assertEquals(List.of(), RuleFile.read(List.of(Path.of("/no/such.rules"), Path.of("/")), problems));
        assertEquals(List.of(Reason.FILE, Reason.FILE), problems.stream().map(Problem::reason).toList());
        assertEquals("/no/such.rules", problems.getFirst().place());
    }
}
