package org.sluice.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.rules.model.AddressSet;

class ReputationsTest {
    private final List<Problem> problems = new ArrayList<>();

    private Reputations reputations(String... lines) {
        return Reputations.parse(new RuleFile("categories.txt",
                "# id,name,text\n1,BadHosts,Known, and bad\n2,Google,\n"),
                List.of(new RuleFile("reputation.list", String.join("\n", lines))), problems);
    }

    @Test
    void shouldFindAddressesOfBothVersionsByScore() {
        Reputations found = reputations("1.2.3.4,1,101", "# comment", "", "1.1.1.0/24, 2, 88 ", "2001:db8::/32,1,7");

        AddressSet high = found.listed("BadHosts", score -> score > 100);
        AddressSet all = found.listed("BadHosts", score -> true);

        assertEquals(List.of(), problems);
        assertEquals(AddressSet.ipv4(0x01020304, 0x01020304), high);
        assertTrue(all.containsIpv6(0x20010db8_00000001L, 9));
        assertFalse(all.containsIpv4(0x01010101));
        assertEquals(AddressSet.ipv4(0x01010100, 0x010101ff), found.listed("Google", score -> score == 88));
    }

    @Test
    void shouldLetALaterLineReplaceAnEarlier() {
        Reputations found = reputations("0.0.0.0/0,1,5", "255.255.255.255,1,9", "0.0.0.0/0,1,6");

        assertEquals(AddressSet.ipv4(0, 0xffff_fffeL), found.listed("BadHosts", score -> score == 6));
        assertEquals(AddressSet.NONE, found.listed("BadHosts", score -> score == 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "1.2.3.4,1", "1.2.3.4,1,128", "1.2.3.4,1,-1", "1.2.3,1,5", "1.2.3.4/33,1,5",
        "1.2.3.4-1.2.3.9,1,5", "1.2.3.4,3,5", "1.2.3.4,60,5", "host,1,5", "1.2.3.4,1,5,6"})
    void shouldSayWhichLineIsWrongAndKeepTheOthers(String line) {
        Reputations found = reputations("1.2.3.3,1,5", line);

        assertEquals(1, problems.size());
        assertEquals("reputation.list:2", problems.getFirst().place().substring(0, 17));
        assertEquals(AddressSet.ipv4(0x01020303, 0x01020303), found.listed("BadHosts", score -> true));
    }

    @Test
    void shouldSayWhichCategoryIsWrong() {
        Reputations found = Reputations.parse(new RuleFile("categories.txt", "60,TooHigh,\n4,,no name\n5,Fine\n"),
                List.of(),
                problems);

        assertEquals(2, problems.size());
        assertEquals(List.of("Fine"), found.categories());
    }

    /**
     * Each entry is an address and a prefix of at least 24 bits in one /24, compared with asking every line in turn.
     */
    @Property(tries = 200)
    void shouldAgreeWithASearchOfAllLines(@ForAll @Size(max = 12) List<@IntRange(max = 0xffff) Integer> entries) {
        List<String> lines = new ArrayList<>();
        entries.forEach(entry -> lines.add("10.0.0." + (entry & 0xff) + "/" + (24 + (entry >>> 8 & 0xff) % 9) + ",1,"
                + (entry >>> 8 & 3)));
        Reputations found = reputations(lines.toArray(String[]::new));

        for (int wanted = 0; wanted < 4; wanted++) {
            int score = wanted;
            AddressSet addresses = found.listed("BadHosts", value -> value == score);
            for (int host = 0; host < 256; host++) {
                assertEquals(scoreOf(host, entries) == score, addresses.containsIpv4(0x0a000000 | host));
            }
        }
    }

    private static int scoreOf(int host, List<Integer> entries) {
        int longest = -1;
        int score = -1;
        for (int entry : entries) {
            int prefix = 24 + (entry >>> 8 & 0xff) % 9;
            if (prefix >= longest && (host ^ entry & 0xff) >>> 32 - prefix == 0) {
                longest = prefix;
                score = entry >>> 8 & 3;
            }
        }
        return score;
    }
}
