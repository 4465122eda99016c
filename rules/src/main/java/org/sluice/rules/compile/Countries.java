package org.sluice.rules.compile;

import java.io.IOException;
import java.util.Map;
import org.sluice.rules.model.AddressSet;

/** A database of the countries that addresses are in. */
public interface Countries {
    /** No database. */
    Countries NONE = () -> {
        throw new IOException("there is no database of countries: name a MaxMind file (.mmdb) as geoip-database");
    };

    /**
     * The addresses of each country, by ISO 3166 two-letter code in upper case. Addresses of no known country are in
     * none.
     *
     * @throws IOException when there is no database or it cannot be read; its message says how to mend it
     */
    Map<String, AddressSet> addresses() throws IOException;
}
