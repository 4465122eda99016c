package org.sluice.rules.keyword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.rules.keyword.OneRule.assertMentions;
import static org.sluice.rules.keyword.OneRule.match;
import static org.sluice.rules.keyword.OneRule.problem;
import static org.sluice.rules.keyword.OneRule.tcp;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.DatasetMatch;
import org.sluice.rules.model.DetectionFilter;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.FlowConstraint;
import org.sluice.rules.model.FlowInt;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.StateBits;
import org.sluice.rules.model.Threshold;
import org.sluice.rules.text.Reason;

/** Keywords that need no buffer: headers, flow, state, rate, events, addresses. */
class ConditionKeywordsTest {
    private static Effect effect(String options) {
        return tcp(options).effects().getFirst();
    }

    @ParameterizedTest
    @CsvSource({"ttl:<10;,TTL,9", "tos:!8;,TOS,7", "id:1;,IP_ID,1", "fragoffset:0;,FRAG_OFFSET,0", "itype:8;,ITYPE,8",
        "icode:>3;,ICODE,4", "'icmp_id:\"21781\";',ICMP_ID,21781", "icmp_seq:0;,ICMP_SEQ,0",
                "seq:4294967295;,TCP_SEQ,4294967295",
        "tcp.ack:7;,TCP_ACK,7", "window:!0;,TCP_WINDOW,1", "tcp.mss:<536;,TCP_MSS,535", "ip_proto:GRE;,IP_PROTO,47",
        "dsize:300<>400;,DSIZE,301", "flow.age:>3600;,FLOW_AGE,3601", "'flow.pkts:toserver,>3;',FLOW_PKTS_TOSERVER,4",
        "icmpv6.mtu:<1280;,ICMPV6_MTU,1279", "l3_proto:ip6;,L3_PROTO,6",
        "l3_proto:ipv4;,L3_PROTO,4", "dns.rcode:NXDOMAIN;,DNS_RCODE,3",
        "dns.rrtype:txt;,DNS_RRTYPE,16", "ssl_state:client_hello|server_hello;,TLS_STATE,2"})
    void shouldReadNumericKeywords(String option, IntegerField field, long fitting) {
        IntegerMatch match = (IntegerMatch) match(option);

        assertEquals(field, match.field());
        assertTrue(match.test().test(fitting));
    }

    @ParameterizedTest
    @CsvSource({"'flags:S,12;',2,192,EXACT", "tcp.flags:+SA;,18,0,ALL", "flags:SA+;,18,0,ALL", "flags:*FRP;,13,0,ANY",
        "flags:!R;,4,0,NONE", "flags:0;,0,0,EXACT"})
    void shouldReadTcpFlags(String option, int wanted, int ignored, Match.BitsMode mode) {
        assertEquals(new Match.TcpFlags(wanted, ignored, mode), match(option));
    }

    @Test
    void shouldReadOtherHeaderConditions() {
        assertEquals(new Match.FragBits(3, Match.BitsMode.ALL), match("fragbits:MD+;"));
        assertEquals(new Match.IpOption("lsrr"), match("ipopts:lsrr;"));
        assertEquals(new Match.SameIp(), match("sameip;"));
        assertEquals(new Match.Checksum(Carrier.IPV4, 4, false), match("ipv4-csum:invalid;"));
        assertEquals(new Match.Checksum(Carrier.UDP, 6, true), match("udpv6-csum: valid;"));
        assertEquals(new Match.StreamSize(Match.Side.SERVER, IntegerTest.less(6)), match("stream_size:server,<,6;"));
        assertEquals(new Match.CertificateValidity(true), match("tls_cert_expired;"));
        assertEquals(new Match.CertificateValidity(false), match("tls_cert_valid;"));
        assertEquals(new Match.TlsVersions(Set.of(0x0303), false), match("tls.version:1.2;"));
        assertEquals(new Match.TlsVersions(Set.of(0x0300, 0x0301), true), match("ssl_version:!sslv3,!tls1.0;"));
    }

    @Test
    void shouldReadFlow() {
        assertEquals(new FlowConstraint(FlowConstraint.State.ESTABLISHED, FlowConstraint.Direction.TO_SERVER,
                FlowConstraint.Payload.ONLY_STREAM, FlowConstraint.Fragments.NO_FRAG),
                tcp("flow: established , from_client,only_stream,no_frag;").flow());
        assertEquals(FlowConstraint.NONE, tcp("").flow());
    }

    @Test
    void shouldReadBitsAsConditionsOrEffects() {
        assertEquals(new StateBits(StateBits.Scope.FLOW, StateBits.Operation.IS_SET, List.of("a", "b"), 0),
                match("flowbits:isset,a|b;"));
        assertEquals(new StateBits(StateBits.Scope.FLOW, StateBits.Operation.SET, List.of("a"), 0),
                effect("flowbits:set, a;"));
        assertEquals(new StateBits(StateBits.Scope.PAIR, StateBits.Operation.SET, List.of("a"), 60),
                effect("xbits:set,a,track ip_pair,expire 60;"));
        assertEquals(new StateBits(StateBits.Scope.DESTINATION, StateBits.Operation.IS_NOT_SET, List.of("a"), 300),
                match("hostbits:isnotset,a,dst;"));
        assertTrue(tcp("flowbits:noalert;").has(Rule.Flag.NO_ALERT));
    }

    @Test
    void shouldReadFlowint() {
        assertEquals(new FlowInt("n", FlowInt.Operation.ADD, 1, null), effect("flowint:n,+,1;"));
        assertEquals(new FlowInt("n", FlowInt.Operation.GREATER, 0, "m"), match("flowint: n, >, m;"));
        assertEquals(new FlowInt("n", FlowInt.Operation.IS_NOT_SET, 0, null), match("flowint:n,notset;"));
    }

    @Test
    void shouldReadRates() {
        assertEquals(new Threshold(Threshold.Type.LIMIT, Threshold.Track.BY_SRC, 1, 60, 0),
                tcp("threshold: type limit, track by_src, seconds 60, count 1;").threshold());
        assertEquals(new Threshold(Threshold.Type.BACKOFF, Threshold.Track.BY_FLOW, 1, 0, 10),
                tcp("threshold:type backoff, track by_flow, count 1, multiplier 10;").threshold());
        assertEquals(new DetectionFilter(Threshold.Track.BY_DST, 5, 20),
                tcp("detection_filter:track by_dst, count 5, seconds 20;").detectionFilter());
        assertEquals(new Effect.Tag(Effect.Tag.Scope.HOST, Match.AddressSide.DESTINATION, 15, Effect.Tag.Unit.PACKETS),
                effect("tag:host,15,packets,dst;"));
        assertEquals(new Effect.Tag(Effect.Tag.Scope.HOST, Match.AddressSide.DESTINATION, 256, Effect.Tag.Unit.PACKETS),
                effect("tag:host;"));
    }

    @Test
    void shouldLetTheLongerOfTwoLimitsDecide() {
        Rule rule = tcp("threshold:type threshold, track by_src, count 1, seconds 9;"
                + " threshold:type limit, track by_src, count 1, seconds 60;"
                + " threshold:type limit, track by_src, count 1, seconds 30;");

        assertEquals(60, rule.threshold().seconds());
    }

    @Test
    void shouldReadEventsByName() {
        assertEquals(new Match.DecodeEvent("ipv4.trunc_pkt"), match("decode-event:ipv4.trunc_pkt;"));
        assertEquals(new Match.StreamEvent("3whs_ack_in_wrong_dir"), match("stream-event:3whs_ack_in_wrong_dir;"));
        assertEquals(new Match.AppLayerEvent("http", "missing_host_header"),
                match("app-layer-event:http.missing_host_header;"));
        assertEquals(new Match.AppLayerEvent("applayer", "applayer_wrong_direction_first_data"),
                match("app-layer-event:applayer_wrong_direction_first_data;"));
        assertEquals(new Match.AppLayerProtocol("http", AppProtocol.HTTP, true, Match.ProtocolSide.FINAL),
                match("app-layer-protocol:!http,final;"));
    }

    @Test
    void shouldKnowOtherNamesOfEvents() {
        assertTrue(OneRule.parse("alert dns any any -> any any (app-layer-event:dns.not_request; sid:1;)")
                .problems().isEmpty());
        assertTrue(OneRule.parse("alert http any any -> any any"
                + " (app-layer-event:http.request_uri_host_invalid; sid:1;)").problems().isEmpty());
    }

    @Test
    void shouldSayWhichEventsNoParserRaises() {
        var parsed = OneRule.parse("alert rdp any any -> any any (app-layer-event:rdp.something; sid:1;)");

        assertEquals(Reason.NOT_ENFORCED, parsed.problems().getFirst().reason());
        assertMentions("needs the rdp parser", parsed.problems().getFirst());
    }

    @Test
    void shouldReadAddressLists() {
        assertEquals(new Match.GeoIp(Match.AddressSide.DESTINATION, List.of("DE", "FR"), false),
                match("geoip:dst,DE,fr;"));
        assertEquals(new Match.IpReputation(Match.AddressSide.SOURCE, "Bad", IntegerTest.greater(30)),
                match("iprep:src,Bad,>,30;"));
        assertEquals(new Match.IpReputation(Match.AddressSide.BOTH, "Bad", IntegerTest.atLeast(0)),
                match("iprep:both, Bad, isset;"));
        assertEquals(new Match.IpReputation(Match.AddressSide.ANY, "Bad", null), match("iprep:any,Bad,isnotset;"));
    }

    @Test
    void shouldReadDatasets() {
        Rule rule = tcp("dns.query; dataset:isset,bad,type string,load bad.lst,memcap 10mb,hashsize 1024;");

        assertEquals(new DatasetMatch(DatasetMatch.Operation.IS_SET, "bad", DatasetMatch.Type.STRING, "bad.lst", "",
                10L << 20, 1024, DatasetMatch.Format.CSV, "", null), rule.sections().getFirst().matches().getFirst());
        Rule reputation = tcp("dns.query; datarep:scores, >, 200, load scores.rep, type string;");
        assertEquals(IntegerTest.greater(200),
                ((DatasetMatch) reputation.sections().getFirst().matches().getFirst()).score());
    }

    @ParameterizedTest
    @CsvSource({"'flow:established,stateless;',excludes", "'flow:to_server; flow:established;',a second flow",
        "'flow:sideways;',no flow option", "'flags:X;',no flag", "'ipopts:x;',no IP option",
                "'flowbits:set;',name is needed",
        "'flowbits:set,a|b;',isset and isnotset", "'xbits:set,a;',what to track", "'threshold:type limit;',are needed",
        "'decode-event:ipv4.trunc_pck;',did you mean", "'app-layer-protocol:htpt;',did you mean",
        "'threshold:type limit,track by_src,count 1,seconds 1; "
            + "detection_filter:track by_src,count 1,seconds 1;',one threshold",
        "'geoip:Germany;',country code", "'dataset:isset,a;',needs a buffer", "'ttl:256;',at most 255",
        "'dsize:1; dsize:2;',second dsize", "'sameip:1;',takes no value", "'ttl;',needs a value"})
    void shouldExplainWhatIsWrong(String options, String message) {
        assertMentions(message, problem(options));
    }
}
