package org.sluice.dataplane.defrag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.dataplane.decode.Frames;

/**
 * Novak's experiment (Target-Based Fragmentation Reassembly, 2005): fragments filled with one letter each, sent in
 * alphabetical order, nine that do not overlap and eight that do; the result, a letter for each 8 bytes, is what hosts
 * of that kind made of them.
 */
class OverlapPolicyTest {
    /** Letter, start and length in units of 8 bytes. */
    private static final int[][] FRAGMENTS = {{'A', 0, 3}, {'B', 4, 2}, {'C', 6, 3}, {'D', 10, 1}, {'E', 13, 2},
        {'F', 15, 3}, {'G', 18, 2}, {'H', 20, 2}, {'I', 22, 1}, {'J', 1, 4}, {'K', 6, 3}, {'L', 9, 3}, {'M', 12, 3},
        {'N', 16, 1}, {'O', 19, 1}, {'P', 20, 1}, {'Q', 22, 2}};

    @ParameterizedTest
    @CsvSource({
        "BSD,       AAAJJBCCCLLLMMMFFFGGHHIQ",
        "BSD_RIGHT, AJJJBBKKKLDLMEEFNFGOPHQQ",
        "LINUX,     AAAJJBKKKLLLMMMFFFGGPHQQ",
        "WINDOWS,   AAAJBBCCCLLLMEEFFFGGHHIQ",
        "SOLARIS,   AAAJBBCCCLLLMMMFFFGGHHIQ",
        "FIRST,     AAAJBBCCCLDLMEEFFFGGHHIQ",
        "LAST,      AJJJJBKKKLLLMMMFNFGOPHQQ"})
    void shouldMakeOfNovaksFragmentsWhatSuchHostsMake(OverlapPolicy policy, String expected) {
        assertEquals(expected, reassembled(policy, 4));
        assertEquals(expected, reassembled(policy, 6));
    }

    @Test
    void shouldBeFoundByItsNamesAndThoseOfHosts() {
        assertEquals(OverlapPolicy.BSD_RIGHT, OverlapPolicy.byName("bsd-right"));
        assertEquals(OverlapPolicy.WINDOWS, OverlapPolicy.byName("windows2k3"));
        assertEquals(OverlapPolicy.LINUX, OverlapPolicy.byName("old-linux"));
        String message = assertThrows(IllegalArgumentException.class, () -> OverlapPolicy.byName("beos")).getMessage();
        assertTrue(message.contains("beos") && message.contains("bsd-right"), message);
    }

    @Test
    void shouldKnowWhichNetworksItHoldsFor() {
        HostPolicy ten = HostPolicy.of("10.0.0.0/8", OverlapPolicy.LINUX);
        HostPolicy documentation = HostPolicy.of("2001:db8::/33", OverlapPolicy.LINUX);
        HostPolicy host = HostPolicy.of("2001:db8::1", OverlapPolicy.LINUX);

        assertTrue(ten.covers(4, 0, 0x0a123456));
        assertFalse(ten.covers(4, 0, 0x0b123456));
        assertFalse(ten.covers(6, 0, 0x0a123456));
        assertTrue(documentation.covers(6, 0x20010db8_00000000L, 5));
        assertFalse(documentation.covers(6, 0x20010db8_80000000L, 5));
        assertTrue(host.covers(6, 0x20010db8_00000000L, 1));
        assertFalse(host.covers(6, 0x20010db8_00000000L, 2));
        assertTrue(HostPolicy.of("0.0.0.0/0", OverlapPolicy.BSD).covers(4, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "example.org", "10.0.0.0/x", "::/129", ""})
    void shouldRefuseWhatIsNoNetwork(String network) {
        String message = assertThrows(IllegalArgumentException.class,
                () -> HostPolicy.of(network, OverlapPolicy.BSD)).getMessage();

        assertTrue(message.contains("'" + network + "'"), message);
    }

    private static String reassembled(OverlapPolicy policy, int version) {
        DefragBench bench = new DefragBench(DefragBench.small().withPolicies(policy, List.of()));
        for (int[] fragment : FRAGMENTS) {
            byte[] payload = String.valueOf((char) fragment[0]).repeat(fragment[2] * 8)
                    .getBytes(StandardCharsets.US_ASCII);
            boolean more = fragment[0] != 'Q';
            bench.send(version == 4
                    ? Frames.ipv4(253, 1, fragment[1] | (more ? 0x2000 : 0), new byte[0], payload)
                    : Frames.ipv6Fragment(253, 1, fragment[1] * 8, more, payload));
        }
        byte[] bytes = DefragBench.ipPayload(bench.datagram());
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 8) {
            letters.append((char) bytes[i]);
        }
        return letters.toString();
    }
}
