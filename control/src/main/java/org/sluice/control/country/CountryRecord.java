package org.sluice.control.country;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;

/**
 * What is read of a database's record; public because the reader makes it.
 *
 * @param country where the address is, or null
 */
public record CountryRecord(Country country) {
    /** Made by the reader. */
    @MaxMindDbConstructor
    public CountryRecord(@MaxMindDbParameter(name = "country") Country country) {
        this.country = country;
    }

    /**
     * A country.
     *
     * @param isoCode ISO 3166 two-letter code, or null
     */
    public record Country(String isoCode) {
        /** Made by the reader. */
        @MaxMindDbConstructor
        public Country(@MaxMindDbParameter(name = "iso_code") String isoCode) {
            this.isoCode = isoCode;
        }
    }

    /** The country's code, or null. */
    String code() {
        return country == null ? null : country.isoCode;
    }
}
