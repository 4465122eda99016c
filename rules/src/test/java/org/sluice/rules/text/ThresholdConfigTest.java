package org.sluice.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;
import org.sluice.rules.model.Action;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.RateFilter;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Suppression;
import org.sluice.rules.model.Threshold;

class ThresholdConfigTest {
    private final List<Problem> problems = new ArrayList<>();

    private ThresholdConfig config(String text) {
        return ThresholdConfig.parse(new RuleFile("threshold.config", text), RuleVariables.defaults(), problems);
    }

    private static Rule rule(String options) {
        return RuleParser.parseFiles(List.of(new RuleFile("f", "alert ip any any -> any any (" + options + ")")),
                RuleSettings.defaults()).rules().getFirst();
    }

    @Test
    void shouldReplaceTheThresholdOfARule() {
        ThresholdConfig config = config("# one rule\nthreshold gen_id 1, sig_id 10, type limit, track by_src, count 1, "
                + "seconds 60\n");

        Rule applied = config.apply(rule("threshold:type both, track by_dst, count 5, seconds 5; sid:10;"));

        assertEquals(new Threshold(Threshold.Type.LIMIT, Threshold.Track.BY_SRC, 1, 60, 0), applied.threshold());
        assertEquals(List.of(), problems);
    }

    @Test
    void shouldGiveAGeneralThresholdToRulesWithoutOne() {
        ThresholdConfig config =
                config("event_filter gen_id 1, sig_id 0, type both, track by_rule, count 2, seconds 3");
        Rule withOwn = rule("threshold:type limit, track by_dst, count 5, seconds 5; sid:10;");

        assertEquals(withOwn, config.apply(withOwn));
        assertEquals(Threshold.Track.BY_RULE, config.apply(rule("sid:11;")).threshold().track());
        assertEquals(rule("gid:2; sid:11;"), config.apply(rule("gid:2; sid:11;")));
    }

    @Test
    void shouldGatherWhatIsSuppressed() {
        ThresholdConfig config = config("suppress gen_id 1, sig_id 10, track by_src, ip 10.0.0.0/8\n"
                + "suppress gen_id 1, sig_id 10, track by_either, ip [$HOME_NET, !10.0.0.1]\n"
                + "suppress gen_id 0, sig_id 0, track by_dst, ip 192.0.2.1, \n".replace(", \n", "\n")
                + "suppress gen_id 1, sig_id 12\n");

        List<Suppression> found = config.suppressions(rule("sid:10;"));

        assertEquals(List.of(), problems);
        assertEquals(List.of(Match.AddressSide.SOURCE, Match.AddressSide.ANY, Match.AddressSide.DESTINATION),
                found.stream().map(Suppression::side).toList());
        assertFalse(found.get(1).addresses().containsIpv4(0x0a000001L));
        assertTrue(found.get(1).addresses().containsIpv4(0x0a000002L));
        assertTrue(config.suppressions(rule("sid:12;")).getFirst().addresses().isAny());
    }

    @Test
    void shouldReadRateFilters() {
        ThresholdConfig config = config("rate_filter gen_id 1, sig_id 10, track by_rule, count 3, seconds 10, \\\n"
                + "    new_action drop, timeout 30");

        assertEquals(Optional.of(new RateFilter(Threshold.Track.BY_RULE, 3, 10, Action.DROP, 30)),
                config.rateFilter(rule("sid:10;")));
        assertEquals(Optional.empty(), config.rateFilter(rule("sid:11;")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"supress gen_id 1, sig_id 1|begins no entry",
        "threshold gen_id 1, sig_id 1, type limit, track by_src, count 1|seconds is missing",
        "threshold gen_id 1, sig_id 1, type x, track by_src, count 1, seconds 1|no type",
        "threshold gen_id 1, sig_id 1, tipe limit|did you mean \"type\"?",
        "suppress gen_id 1, sig_id 1, track by_src, ip 10.0.0.0/99|is no address",
        "suppress gen_id 1, sig_id x|sig_id must be", "suppress gen_id 0, sig_id 5|goes with sig_id 0",
        "rate_filter gen_id 1, sig_id 1, track by_src, count 1, seconds 1, new_action explode, timeout 1|no new_action",
        "suppress gen_id 1, gen_id 1|twice", "suppress ,|is not known here"})
    void shouldSayWhatIsWrong(String line, String message) {
        config("\n" + line + "\n");

        assertEquals(1, problems.size());
        assertEquals(2, problems.getFirst().line());
        assertTrue(problems.getFirst().render().contains(message), problems.getFirst().render());
    }
}
