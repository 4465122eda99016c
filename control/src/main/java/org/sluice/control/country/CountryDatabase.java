package org.sluice.control.country;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Network;
import com.maxmind.db.NetworksIterationException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluice.rules.compile.Countries;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.AddressSet.Range;

/** A MaxMind database whose records have a {@code country} with an {@code iso_code}, as GeoLite2's and GeoIP2's do. */
public final class CountryDatabase implements Countries {
    private final Path file;

    /** @param file its name ends in {@code .mmdb} */
    public CountryDatabase(Path file) {
        this.file = file;
    }

    /** Ranges of one country as they are found. */
    private static final class Ranges {
        private final List<Range> ipv4 = new ArrayList<>();
        private final List<Range> ipv6 = new ArrayList<>();

        void add(Network network) {
            byte[] bytes = network.networkAddress().getAddress();
            if (network.networkAddress() instanceof Inet4Address) {
                long first = ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL;
                ipv4.add(new Range(0, first, 0, first | 0xffff_ffffL >>> network.prefixLength()));
                return;
            }
            ByteBuffer halves = ByteBuffer.wrap(bytes);
            long high = halves.getLong();
            long low = halves.getLong();
            int length = network.prefixLength();
            ipv6.add(new Range(high, low, length >= Long.SIZE ? high : high | -1L >>> length,
                length <= Long.SIZE ? -1L : length == 2 * Long.SIZE ? low : low | -1L >>> length - Long.SIZE));
        }
    }

    @Override
    public Map<String, AddressSet> addresses() throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("geoip-database: " + file + " is not there, or cannot be read");
        }
        Map<String, Ranges> found = new HashMap<>();
        try (Reader reader = new Reader(file.toFile(), Reader.FileMode.MEMORY)) {
            Networks<CountryRecord> networks = reader.networks(CountryRecord.class);
            while (networks.hasNext()) {
                DatabaseRecord<CountryRecord> record = networks.next();
                String code = record.data() == null ? null : record.data().code();
                if (code != null) {
                    found.computeIfAbsent(code.toUpperCase(Locale.ROOT), unused -> new Ranges()).add(record.network());
                }
            }
        } catch (IOException | InvalidNetworkException | NetworksIterationException e) {
            throw new IOException("geoip-database: " + file + " is no whole MaxMind database (.mmdb): "
                + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new IOException("geoip-database: " + file + " tells no countries: take a country or city database");
        }
        Map<String, AddressSet> countries = new HashMap<>();
        found.forEach((code, ranges) -> countries.put(code, AddressSet.of(ranges.ipv4, ranges.ipv6)));
        return countries;
    }
}
