package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;

/** What lists say of a packet's addresses. */
final class AddressKeywords {
    private static final String FAMILY = "Addresses";

    private AddressKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("geoip", FAMILY, "Country of an address.", "geoip:[src|dst|any|both,][!]CC[,CC]...",
                "geoip:dst,DE,FR;", AddressKeywords::geoip));
        registry.add(Keyword.valued("iprep", FAMILY, "Reputation of an address.",
                "iprep:any|src|dst|both,category,op,score or isset|isnotset", "iprep:src,BadHosts,>,30;",
                AddressKeywords::iprep));
    }

    private static Match.AddressSide side(Word word) {
        return switch (word.lower()) {
            case "src" -> Match.AddressSide.SOURCE;
            case "dst" -> Match.AddressSide.DESTINATION;
            case "any" -> Match.AddressSide.ANY;
            case "both" -> Match.AddressSide.BOTH;
            default -> null;
        };
    }

    private static void geoip(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        Match.AddressSide side = side(words.getFirst());
        List<Word> rest = side == null ? words : words.subList(1, words.size());
        boolean negated = !rest.isEmpty() && rest.getFirst().startsWith("!");
        List<String> countries = new ArrayList<>(rest.size());
        for (Word word : rest) {
            String code = (word.startsWith("!") ? word.from(1) : word).text().toUpperCase(Locale.ROOT);
            if (code.length() != 2) {
                throw word.refuse("\"" + word.text() + "\" is no country code", "write two letters as DE or US");
            }
            countries.add(code);
        }
        if (countries.isEmpty()) {
            throw value.refuse("no country is named", "write geoip:dst,DE;");
        }
        rule.add(new Match.GeoIp(side == null ? Match.AddressSide.ANY : side, List.copyOf(countries), negated));
    }

    private static void iprep(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        Match.AddressSide side = side(words.getFirst());
        if (side == null || words.size() < 3) {
            throw value.refuse("a side, a category and a score are needed", "write iprep:src,BadHosts,>,30;");
        }
        IntegerTest score = switch (words.get(2).lower()) {
            case "isset" -> IntegerTest.atLeast(0);
            case "isnotset" -> null;
            default -> {
                if (words.size() != 4) {
                    throw value.refuse("the score is missing", "write iprep:src,BadHosts,>,30;");
                }
                yield IntegerGrammar.parse(new Word(words.get(2).text() + words.get(3).text(), words.get(2).offset()),
                        127);
            }
        };
        rule.add(new Match.IpReputation(side, words.get(1).text(), score));
    }
}
