package org.sluice.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.Action;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.Header;
import org.sluice.rules.model.PortSet;

class HeaderGrammarTest {
    private final HeaderGrammar grammar = new HeaderGrammar(RuleVariables.defaults().with(
            Map.of("LOOP", "[$LOOP2]", "LOOP2", "!$LOOP", "BAD", "10.0.0.0/99", "V6", "2001:db8::/32"), Map.of()));

    private Header header(String words) {
        return grammar.header(RuleScanner.scan(words + " (sid:1;)"));
    }

    private AddressSet addresses(String word) {
        return header("alert ip " + word + " any -> any any").source();
    }

    private PortSet ports(String word) {
        return header("alert tcp any " + word + " -> any any").sourcePorts();
    }

    private static long ip(int a, int b, int c, int d) {
        return (long) a << 24 | b << 16 | c << 8 | d;
    }

    @ParameterizedTest
    @CsvSource({"tcp,TCP,UNKNOWN", "UDP,UDP,UNKNOWN", "ip,IP,UNKNOWN", "ip6,IPV6,UNKNOWN", "tcp-pkt,TCP_PACKET,UNKNOWN",
        "tcp-stream,TCP_STREAM,UNKNOWN", "pkthdr,PACKET,UNKNOWN", "icmpv6,ICMPV6,UNKNOWN", "http,APPLICATION,HTTP",
        "http1,APPLICATION,HTTP", "ikev2,APPLICATION,IKE", "tls,APPLICATION,TLS", "arp,ARP,UNKNOWN"})
    void shouldKnowProtocols(String name, Carrier carrier, AppProtocol application) {
        Header header = header("alert " + name + " any any -> any any");

        assertEquals(carrier, header.carrier());
        assertEquals(application, header.application());
    }

    @ParameterizedTest
    @CsvSource({"alert,ALERT", "drop,DROP", "pass,PASS", "reject,REJECT", "rejectsrc,REJECT", "rejectdst,REJECT_DST",
        "rejectboth,REJECT_BOTH", "config,CONFIG"})
    void shouldKnowActions(String name, Action action) {
        assertEquals(action, grammar.action(RuleScanner.scan(name + " ip any any -> any any (sid:1;)")));
    }

    @Test
    void shouldKnowDirectionsAndHooks() {
        assertEquals(Header.Direction.BOTH, header("alert ip any any <> any any").direction());
        assertEquals(Header.Direction.TRANSACTION, header("alert http any any => any any").direction());
        assertEquals("flow_start", header("alert tcp:flow_start any any -> any any").hook());
    }

    @Test
    void shouldTakeNegatedAddressesAway() {
        AddressSet set = addresses("[10.0.0.0/8,!10.1.0.0/16,2001:db8::/32]");

        assertTrue(set.containsIpv4(ip(10, 0, 255, 255)));
        assertFalse(set.containsIpv4(ip(10, 1, 0, 0)));
        assertTrue(set.containsIpv4(ip(10, 2, 0, 0)));
        assertTrue(set.containsIpv6(0x20010db8_00000000L, 1));
        assertFalse(set.containsIpv6(0x20010db9_00000000L, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"10.0.0.1; false", "[10.0.0.1, 10.1.0.0/16]; false", "$HOME_NET; false",
        "[any]; false", "!10.0.0.1; true", "[10.0.0.0/8, !10.0.0.1]; true", "$EXTERNAL_NET; true"})
    void shouldTellWhetherAddressesWereLeftOut(String word, boolean negated) {
        assertEquals(negated, addresses(word.replace(" ", "")).isNegated());
    }

    @Test
    void shouldReadANegatedGroupAsEverythingElse() {
        AddressSet set = addresses("![10.0.0.1,192.168.0.0/16]");

        assertFalse(set.containsIpv4(ip(10, 0, 0, 1)));
        assertTrue(set.containsIpv4(ip(10, 0, 0, 2)));
        assertTrue(set.containsIpv6(0, 1));
        assertEquals(set, addresses("[!10.0.0.1,!192.168.0.0/16]"));
    }

    @Test
    void shouldResolveVariables() {
        assertEquals(addresses("$HOME_NET"), addresses("!$EXTERNAL_NET"));
        assertEquals(addresses("$HOME_NET"), addresses("[$HTTP_SERVERS,$SMTP_SERVERS]"));
        assertFalse(addresses("$EXTERNAL_NET").containsIpv4(ip(172, 16, 0, 1)));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/255.255.0.0,10.0.255.255", "10.0.0.1-10.0.0.9,10.0.0.9", "0.0.0.0/0,255.255.255.255"})
    void shouldReadOtherNotationsOfRanges(String word, String inside) {
        assertEquals(addresses(inside), addresses(inside).minus(addresses(word).complement()));
    }

    @ParameterizedTest
    @CsvSource({"::1,0,1", "::,0,0", "1::,281474976710656,0", "::ffff:1.2.3.4,0,281470698652420",
        "fe80::1:2,-108086391056891904,65538", "1:2:3:4:5:6:7:8,281483566841860,1407400653815816"})
    void shouldReadIpv6(String word, long high, long low) {
        assertTrue(addresses(word).containsIpv6(high, low));
        assertEquals(1, addresses(word).ipv6Ranges().size());
    }

    @Test
    void shouldReadPorts() {
        assertEquals("[80,443,8000:8100]", ports("[80,443,8000:8100]").toString());
        assertEquals("[0:79,81:65535]", ports("!80").toString());
        assertEquals("[1024:65535]", ports("1024:").toString());
        assertEquals("[0:20]", ports(":20").toString());
        assertEquals("[1:3,5:9]", ports("[1:9,!4]").toString());
        assertEquals("[80,110,143]", ports("$FILE_DATA_PORTS").toString());
        assertTrue(ports("any").isAny());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"alert tcp any 99999 -> any any|is no port", "alert tcp 1.2.3 any -> any any|is no address",
        "alert tcp 1::2::3 any -> any any|is no address", "alert tcp !any any -> any any|leaves no address",
        "alert tcp [10.0.0.1,!10.0.0.0/8] any -> any any|no address is left",
        "alert tcp $HOME_NETS any -> any any|did you mean $HOME_NET?",
        "alert tcp $LOOP any -> any any|defined by itself", "alert tcp $BAD any -> any any|in variable $BAD",
        "alert tcp any any <- any any|exchange the two sides", "alert tcp any any => any|6 words",
        "alert tcpp any any -> any any|did you mean \"tcp\"?", "alert tcp any 1,2 -> any any|need brackets",
        "alert http|written for Snort 3", "alert tcp [] any -> any any|expected an address"})
    void shouldSayWhatIsWrongWithAHeader(String words, String message) {
        RuleException failure = assertThrows(RuleException.class, () -> header(words));

        assertTrue((failure.getMessage() + failure.hint()).contains(message), failure.getMessage() + failure.hint());
    }

    @Test
    void shouldSuggestAnAction() {
        RuleException failure = assertThrows(RuleException.class,
                () -> grammar.action(RuleScanner.scan("alrt ip any any -> any any (sid:1;)")));

        assertEquals("did you mean \"alert\"?", failure.hint());
    }
}
