package org.sluice.dataplane.decode;

import java.util.function.ObjLongConsumer;
import org.sluice.rules.image.DecoderEvent;

/**
 * How many packets of each kind a decoder has seen since start. Plain fields written by one thread; another may read
 * them at any time and finds values that are at most a little old.
 */
public final class DecoderCounters {
    public long packets;
    public long bytes;
    public long invalid;
    public long ethernet;
    public long vlan;
    public long vlanQinq;
    public long ieee8021ah;
    public long vntag;
    public long etag;
    public long mpls;
    public long nsh;
    public long arp;
    public long llc;
    public long pppoe;
    public long ppp;
    public long raw;
    public long nullLink;
    public long sll;
    public long sll2;
    public long chdlc;
    public long unknownEtherType;
    public long unknownLinkType;
    public long ipv4;
    public long ipv6;
    public long fragments;
    public long tcp;
    public long udp;
    public long sctp;
    public long icmpv4;
    public long icmpv6;
    public long igmp;
    public long esp;
    public long gre;
    public long erspan;
    public long vxlan;
    public long geneve;
    public long teredo;
    public long ipInIp;
    public long tooManyLayers;
    public long badIpChecksum;
    /** Of packets that are looked into: nobody sums up a datagram that is passed at a glance. */
    public long badTransportChecksum;

    /** Packets with each decoder event, by its ordinal. Those that defrag raises are in {@code DefragCounters}. */
    public final long[] events = new long[DecoderEvent.values().length];

    /** Counts the events of a packet. */
    void count(long[] words) {
        for (int word = 0; word < words.length; word++) {
            for (long bits = words[word]; bits != 0; bits &= bits - 1) {
                events[(word << 6) + Long.numberOfTrailingZeros(bits)]++;
            }
        }
    }

    /** Hands out every counter under the name it has in EVE statistics ({@code decoder.} before it). Cold. */
    public void forEach(ObjLongConsumer<String> to) {
        to.accept("pkts", packets);
        to.accept("bytes", bytes);
        to.accept("invalid", invalid);
        to.accept("ethernet", ethernet);
        to.accept("vlan", vlan);
        to.accept("vlan_qinq", vlanQinq);
        to.accept("ieee8021ah", ieee8021ah);
        to.accept("vntag", vntag);
        to.accept("etag", etag);
        to.accept("mpls", mpls);
        to.accept("nsh", nsh);
        to.accept("arp", arp);
        to.accept("llc", llc);
        to.accept("pppoe", pppoe);
        to.accept("ppp", ppp);
        to.accept("raw", raw);
        to.accept("null", nullLink);
        to.accept("sll", sll);
        to.accept("sll2", sll2);
        to.accept("chdlc", chdlc);
        to.accept("unknown_ethertype", unknownEtherType);
        to.accept("unknown_linktype", unknownLinkType);
        to.accept("ipv4", ipv4);
        to.accept("ipv6", ipv6);
        to.accept("fragments", fragments);
        to.accept("tcp", tcp);
        to.accept("udp", udp);
        to.accept("sctp", sctp);
        to.accept("icmpv4", icmpv4);
        to.accept("icmpv6", icmpv6);
        to.accept("igmp", igmp);
        to.accept("esp", esp);
        to.accept("gre", gre);
        to.accept("erspan", erspan);
        to.accept("vxlan", vxlan);
        to.accept("geneve", geneve);
        to.accept("teredo", teredo);
        to.accept("ip_in_ip", ipInIp);
        to.accept("too_many_layers", tooManyLayers);
        to.accept("bad_ip_checksum", badIpChecksum);
        to.accept("bad_transport_checksum", badTransportChecksum);
        for (DecoderEvent event : DecoderEvent.values()) {
            to.accept("event." + event.ruleName(), events[event.ordinal()]);
        }
    }
}
