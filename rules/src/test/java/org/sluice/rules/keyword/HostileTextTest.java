package org.sluice.rules.keyword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sluice.rules.text.Problem;
import org.sluice.rules.text.RuleFile;

/** Whatever the text: no exception, every rule accounted for, every problem inside its line. */
class HostileTextTest {
    /** Text made of pieces that the grammar knows: gets further than noise does. */
    @Property(tries = 800)
    void shouldAccountForAnyMixtureOfPieces(@ForAll("mixtures") String text) {
        check(text);
        check("alert tcp any any -> any any (" + text + " sid:1;)");
    }

    @Provide
    Arbitrary<String> mixtures() {
        List<String> pieces =
                new ArrayList<>(List.of("alert", "drop", "tcp", "http", "any", "->", "<>", "$HOME_NET", "[", "]",
                "!", ",", ":", ";", "(", ")", "\"", "\\", "|", "\n", "\r", " ", "\t", "#", "0", "-1", "65536",
                "99999999999999999999", "0x", "<>", ">=", "&", "=", "relative", "10.0.0.1/33", "::1", "\u0000",
                "\u00ff",
                "content:\"a\";", "content:!\"|00|\";", "byte_extract:1,0,v;", "pcre:\"/(/U\";", "sid:1;", "by_src",
                "track",
                "bytes 1", "/"));
        for (Keyword keyword : KeywordRegistry.standard().keywords()) {
            pieces.add(keyword.name() + ":");
            pieces.add(keyword.name() + ";");
            pieces.add(keyword.example());
        }
        return Arbitraries.of(pieces).list().ofMaxSize(25).map(list -> String.join("", list));
    }

    static void check(String text) {
        ParsedRules parsed = RuleParser.parseFiles(List.of(new RuleFile("f", text)), RuleSettings.defaults());

        assertEquals(parsed.total(), parsed.rules().size() + parsed.refused() + parsed.skipped());
        assertTrue(parsed.refused() >= 0);
        for (Problem problem : parsed.problems()) {
            assertTrue(problem.line() >= 1 && problem.column() >= 1 && problem.column() <= problem.source().length()
                    + 1,
                    problem::toString);
            assertTrue(problem.render().length() < 2000, problem::toString);
        }
    }
}
