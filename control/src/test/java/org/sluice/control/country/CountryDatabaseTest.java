package org.sluice.control.country;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.rules.model.AddressSet;

class CountryDatabaseTest {
    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("countries.mmdb");
    }

    private Map<String, AddressSet> addresses() throws IOException {
        return new CountryDatabase(file).addresses();
    }

    @Test
    void shouldReadNetworksOfBothVersions() throws IOException {
        new DatabaseFile().put(0x0a000000, 9, "DE").put(0x0a800000, 9, "DE").put(0x0b000001, 32, "FR")
            .put(InetAddress.getByName("2001:db8::").getAddress(), 33, "fr")
            .put(InetAddress.getByName("2001:db9::8000:0:0:0").getAddress(), 65, "US").writeTo(file);

        Map<String, AddressSet> found = addresses();

        assertEquals(Set.of("DE", "FR", "US"), found.keySet());
        assertEquals(AddressSet.ipv4(0x0a000000, 0x0affffff), found.get("DE"));
        assertEquals(AddressSet.ipv4(0x0b000001, 0x0b000001).union(AddressSet.ipv6(
            new AddressSet.Range(0x20010db8_00000000L, 0, 0x20010db8_7fffffffL, -1))), found.get("FR"));
        assertEquals(AddressSet.ipv6(new AddressSet.Range(0x20010db9_00000000L, 1L << 63, 0x20010db9_00000000L, -1)),
            found.get("US"));
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        IOException refusal = assertThrows(IOException.class, this::addresses);

        assertTrue(refusal.getMessage().startsWith("geoip-database: " + file + " is not there"), refusal.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNoDatabaseOrNotAWholeOne() throws IOException {
        Files.writeString(file, "no database");
        assertThrows(IOException.class, this::addresses);

        new DatabaseFile().put(0x0a000000, 8, "DE").writeTo(file);
        byte[] whole = Files.readAllBytes(file);
        byte[] broken = whole.clone();
        Arrays.fill(broken, 0, 96 * 6, (byte) 0xff);
        Files.write(file, broken);
        IOException refusal = assertThrows(IOException.class, this::addresses);

        assertTrue(refusal.getMessage().contains("no whole MaxMind database"), refusal.getMessage());
    }

    @Test
    void shouldSayThatADatabaseTellsNoCountries() throws IOException {
        new DatabaseFile().writeTo(file);

        IOException refusal = assertThrows(IOException.class, this::addresses);

        assertTrue(refusal.getMessage().contains("tells no countries"), refusal.getMessage());
    }
}
