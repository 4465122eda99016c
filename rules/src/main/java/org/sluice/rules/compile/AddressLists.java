package org.sluice.rules.compile;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.Match;
import org.sluice.rules.text.Reputations;

/**
 * Turns what rules ask of countries and reputations into address sets, so that a packet is asked no more than whether
 * its address is in one. Equal questions share a set; the database of countries is read when a rule first asks for one.
 */
final class AddressLists {
    private final AddressTable table;
    private final Reputations reputations;
    private final Countries countries;
    private final Map<Match, Integer> sets = new HashMap<>();
    private Map<String, AddressSet> byCountry;

    AddressLists(AddressTable table, Reputations reputations, Countries countries) {
        this.table = table;
        this.reputations = reputations;
        this.countries = countries;
    }

    /** Number of the set of addresses in those countries, or, negated, in any other that the database knows. */
    int set(Match.GeoIp match) throws UnenforceableException {
        Match question = new Match.GeoIp(Match.AddressSide.ANY, match.countries().stream().sorted().distinct().toList(),
                match.negated());
        Integer known = sets.get(question);
        return known != null ? known : keep(question, addresses(match));
    }

    private AddressSet addresses(Match.GeoIp match) throws UnenforceableException {
        if (byCountry == null) {
            try {
                byCountry = new TreeMap<>(countries.addresses());
            } catch (IOException e) {
                throw new UnenforceableException("geoip", e.getMessage());
            }
        }
        return AddressSet.union(byCountry.entrySet().stream()
                .filter(country -> match.countries().contains(country.getKey()) != match.negated())
                .map(Map.Entry::getValue).toList());
    }

    /** Number of the set of addresses with such a score, or of those that the category does not list. */
    int set(Match.IpReputation match) throws UnenforceableException {
        Match question = new Match.IpReputation(Match.AddressSide.ANY, match.category(), match.score());
        Integer known = sets.get(question);
        if (known != null) {
            return known;
        }
        if (reputations.isEmpty()) {
            throw new UnenforceableException("iprep",
                    "there are no categories: name reputation-categories-file and reputation-files");
        }
        if (!reputations.has(match.category())) {
            throw new UnenforceableException("iprep", "reputation-categories-file has no category \"" + match.category()
                    + "\", only " + String.join(", ", reputations.categories()));
        }
        return keep(question, match.score() == null ? reputations.listed(match.category(), score -> true).complement()
                : reputations.listed(match.category(), match.score()::test));
    }

    private int keep(Match question, AddressSet addresses) {
        int set = table.add(addresses);
        sets.put(question, set);
        return set;
    }
}
