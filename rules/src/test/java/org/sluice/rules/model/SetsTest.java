package org.sluice.rules.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SetsTest {
    private static PortSet ports(List<Integer> members) {
        PortSet set = PortSet.NONE;
        for (int port : members) {
            set = set.union(PortSet.range(port, Math.min(65535, port + 3)));
        }
        return set;
    }

    private static BitSet bits(List<Integer> members) {
        BitSet bits = new BitSet();
        members.forEach(port -> bits.set(port, Math.min(65535, port + 3) + 1));
        return bits;
    }

    private static AddressSet addresses(List<Integer> members) {
        AddressSet set = AddressSet.NONE;
        for (int address : members) {
            set = set.union(AddressSet.ipv4(address, Math.min(0xffff_ffffL, address + 3L)))
                    .union(AddressSet.ipv6(new AddressSet.Range(0, address, 0, address + 3L)));
        }
        return set;
    }

    @Property(tries = 200)
    void shouldHoldThePortsThatABitSetHolds(
            @ForAll @Size(max = 20) List<@IntRange(max = 65535) Integer> a,
            @ForAll @Size(max = 20) List<@IntRange(max = 65535) Integer> b) {
        PortSet minus = ports(a).minus(ports(b));
        BitSet expected = bits(a);
        expected.andNot(bits(b));

        for (int port = 0; port <= 65535; port++) {
            assertEquals(expected.get(port), minus.contains(port));
        }
    }

    @Property(tries = 200)
    void shouldHoldAnAddressOrItsComplementDoes(
            @ForAll @Size(max = 20) List<@IntRange(max = 200) Integer> members,
            @ForAll @IntRange(max = 210) int address) {
        AddressSet set = addresses(members);

        assertEquals(members.stream().anyMatch(m -> m <= address && address <= m + 3), set.containsIpv4(address));
        assertEquals(!set.containsIpv4(address), set.complement().containsIpv4(address));
        assertEquals(!set.containsIpv6(0, address), set.complement().containsIpv6(0, address));
        assertEquals(set, set.complement().complement());
    }

    @Test
    void shouldKnowEverythingAndNothing() {
        assertEquals(AddressSet.ANY, AddressSet.NONE.complement());
        assertEquals(AddressSet.NONE, AddressSet.ANY.complement());
        assertEquals(PortSet.ANY, PortSet.NONE.complement());
        assertTrue(AddressSet.ANY.containsIpv6(-1, -1) && AddressSet.ANY.containsIpv4(0xffff_ffffL));
        assertTrue(PortSet.ANY.contains(0) && PortSet.ANY.contains(65535));
    }
}
