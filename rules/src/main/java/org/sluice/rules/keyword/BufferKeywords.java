package org.sluice.rules.keyword;

import java.util.List;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** Sticky buffers of no family of their own, and what all sticky buffers have in common. */
final class BufferKeywords {
    private static final String HEADERS = "Headers";
    private static final String SSH = "SSH";

    private BufferKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.bare("pkt_data", "Payload", "Looks at the payload again, after a sticky buffer.",
                (value, rule) -> rule.lookAtPayload(value)));
        registry.add(sticky(Buffer.IPV4_HDR, HEADERS, "The IPv4 header."));
        registry.add(sticky(Buffer.IPV6_HDR, HEADERS, "The IPv6 header."));
        registry.add(sticky(Buffer.TCP_HDR, HEADERS, "The TCP header."));
        registry.add(sticky(Buffer.UDP_HDR, HEADERS, "The UDP header."));
        registry.add(sticky(Buffer.ICMPV4_HDR, HEADERS, "The ICMP header."));
        registry.add(sticky(Buffer.ICMPV6_HDR, HEADERS, "The ICMPv6 header."));
        registry.add(sticky(Buffer.IP_SRC, "Addresses", "The source address, for datasets: 4 or 16 bytes."));
        registry.add(sticky(Buffer.IP_DST, "Addresses", "The destination address, for datasets: 4 or 16 bytes."));
        registry.add(sticky(Buffer.IGMP_HDR, HEADERS, "The IGMP header."));
        registry.add(sticky(Buffer.SSH_PROTO, SSH, "The protocol version in the banner.").aka("ssh_proto"));
        registry.add(sticky(Buffer.SSH_SOFTWARE, SSH, "The software version in the banner.").aka("ssh_software"));
    }

    /** A sticky buffer keyword of a buffer the engine has. */
    static Keyword sticky(Buffer buffer, String family, String summary) {
        BufferName name = BufferName.of(buffer);
        return keyword(name, family, summary);
    }

    /** A sticky buffer keyword of a buffer the engine does not have yet. */
    static Keyword missing(String name, AppProtocol protocol, String family, String summary, String reason) {
        return keyword(BufferName.missing(name, protocol), family, summary).unenforced(reason);
    }

    private static Keyword keyword(BufferName name, String family, String summary) {
        return new Keyword(name.name(), List.of(), family, Keyword.Arity.NONE, "Sticky buffer: " + decapitalised(
                summary), name.name(), name.name() + "; content:\"...\";", "", (value, rule) -> rule.look(name, value));
    }

    private static String decapitalised(String summary) {
        return summary.startsWith("The ") || summary.startsWith("A ") || summary.startsWith("All ")
                || summary.startsWith("One ") ? Character.toLowerCase(summary.charAt(0)) + summary.substring(1)
                : summary;
    }
}
